public import Diagnostics

/// A parsed program: statements in order, and the comments that belong to no stage.
public struct Script: Sendable {
  /// The text it was parsed from.
  public var source: SourceText
  /// The statements that could be parsed.
  public var statements: [StatementSyntax]
  /// Every comment of the text, in order.
  public var comments: [CommentSyntax]
  /// What was wrong; statements around an error are still there.
  public var diagnostics: [Diagnostic]
  /// Creates a script.
  public init(
    source: SourceText, statements: [StatementSyntax], comments: [CommentSyntax],
    diagnostics: [Diagnostic]
  ) {
    self.source = source
    self.statements = statements
    self.comments = comments
    self.diagnostics = diagnostics
  }
}

/// One statement.
public struct StatementSyntax: Sendable {
  /// What it is.
  public var kind: Kind
  /// From its first token to its last.
  public var span: Span
  /// Creates a statement.
  public init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }

  /// The kinds of statements.
  public indirect enum Kind: Sendable {
    case load(LoadSyntax)
    case use(path: String, pathSpan: Span, names: [Identifier])
    case set(name: Identifier, value: ExpressionSyntax)
    case param(ParameterSyntax)
    case letBinding(name: Identifier, value: DefinitionSyntax)
    case def(name: Identifier, parameters: [Identifier], body: DefinitionSyntax)
    case pipeline(PipelineSyntax)
    /// `| stage …`: extends the last pipeline of the document.
    case continuation([StageSyntax])
    case explain(PipelineSyntax)
    case step(PipelineSyntax)
    /// A value without a table: `6 * 7`.
    case expression(ExpressionSyntax)
  }
}

/// The right side of a `let` or `def`.
///
/// A bare name is an expression; the binder decides whether it names a table.
public enum DefinitionSyntax: Sendable {
  case pipeline(PipelineSyntax)
  case expression(ExpressionSyntax)
}

/// `load NAME from SOURCE …`.
public struct LoadSyntax: Sendable {
  /// The table's name.
  public var name: Identifier
  /// A text literal, an f-string or a parameter.
  public var path: ExpressionSyntax
  /// `as FORMAT`.
  public var format: Identifier?
  /// `types {column: type}`.
  public var types: [(column: Identifier, type: Identifier)]
  /// `null ["NA", …]`.
  public var nullTokens: ExpressionSyntax?
  /// `sha256 "…"`.
  public var digest: Identifier?
  /// `with option: value, …`.
  public var options: [ArgumentSyntax]
  /// Creates a load.
  public init(
    name: Identifier, path: ExpressionSyntax, format: Identifier? = nil,
    types: [(column: Identifier, type: Identifier)] = [], nullTokens: ExpressionSyntax? = nil,
    digest: Identifier? = nil, options: [ArgumentSyntax] = []
  ) {
    self.name = name
    self.path = path
    self.format = format
    self.types = types
    self.nullTokens = nullTokens
    self.digest = digest
    self.options = options
  }
}

/// `param NAME: TYPE = DEFAULT "help"`.
public struct ParameterSyntax: Sendable {
  /// The type of a parameter.
  public enum Kind: Sendable {
    case oneOf(Choices)
    case anyOf(Choices)
    case dates
    case date
    case bool
    case int(range: ExpressionSyntax?)
    case number(range: ExpressionSyntax?)
    case text(pattern: String?)
  }
  /// The values to choose from.
  public enum Choices: Sendable {
    /// Words or literals; a bare word is its own text.
    case values([ExpressionSyntax])
    /// The distinct values of a column: `values(lb.type)`.
    case column(table: Identifier, column: Identifier)
  }
  /// The parameter's name.
  public var name: Identifier
  /// Its type.
  public var kind: Kind
  /// Where the type stands.
  public var kindSpan: Span
  /// The default; nil for `all`.
  public var defaultValue: ExpressionSyntax?
  /// Where the default stands.
  public var defaultSpan: Span
  /// The help text.
  public var help: String?
  /// Creates a parameter.
  public init(
    name: Identifier, kind: Kind, kindSpan: Span, defaultValue: ExpressionSyntax?,
    defaultSpan: Span, help: String?
  ) {
    self.name = name
    self.kind = kind
    self.kindSpan = kindSpan
    self.defaultValue = defaultValue
    self.defaultSpan = defaultSpan
    self.help = help
  }
}
