public import Diagnostics

/// A source of rows followed by stages.
public struct PipelineSyntax: Sendable, Hashable {
  /// Where the rows come from.
  public var source: SourceSyntax
  /// The stages in order.
  public var stages: [StageSyntax]
  /// The whole pipeline.
  public var span: Span
  /// Creates a pipeline.
  public init(source: SourceSyntax, stages: [StageSyntax], span: Span) {
    self.source = source
    self.stages = stages
    self.span = span
  }
}

/// Where the rows of a pipeline come from.
public indirect enum SourceSyntax: Sendable, Hashable {
  /// A table by its name; `stdin` is one.
  case name(Identifier)
  case rows(RowsSyntax)
  case pipeline(PipelineSyntax, Span)

  /// The text that the source covers.
  public var span: Span {
    switch self {
    case .name(let name): name.span
    case .rows(let rows): rows.span
    case .pipeline(_, let span): span
    }
  }
}

/// An inline table: `rows [ a, b; 1, 2 ]`.
public struct RowsSyntax: Sendable, Hashable {
  /// The column names.
  public var header: [Identifier]
  /// The cells, row by row; every row has as many as the header.
  public var rows: [[ExpressionSyntax]]
  /// The whole literal.
  public var span: Span
  /// Creates an inline table.
  public init(header: [Identifier], rows: [[ExpressionSyntax]], span: Span) {
    self.header = header
    self.rows = rows
    self.span = span
  }
}

/// A comment with its place.
public struct CommentSyntax: Sendable, Hashable {
  /// The words after `#`, trimmed.
  public var text: String
  /// The comment with its sign.
  public var span: Span
  /// Whether something else stands before it on its line.
  public var isTrailing: Bool
  /// Creates a comment.
  public init(text: String, span: Span, isTrailing: Bool) {
    self.text = text
    self.span = span
    self.isTrailing = isTrailing
  }
}

/// One stage of a pipeline: a verb with its clauses, or a call of a user's verb.
public struct StageSyntax: Sendable, Hashable {
  /// The verb as its form names it, such as `left join`; the span covers the words.
  public var verb: Identifier
  /// Its clauses in the order written.
  public var clauses: [ClauseSyntax]
  /// The arguments, when the stage is a call of a user's verb.
  public var userCall: [ArgumentSyntax]?
  /// Comments on or directly above the stage: its caption.
  public var comments: [CommentSyntax]
  /// From the verb to the end of the last clause, without the bar.
  public var span: Span
  /// Whether an error was found in the stage, so that clauses may be missing.
  public var isIncomplete = false

  /// Creates a stage.
  public init(
    verb: Identifier, clauses: [ClauseSyntax], userCall: [ArgumentSyntax]? = nil,
    comments: [CommentSyntax] = [], span: Span
  ) {
    self.verb = verb
    self.clauses = clauses
    self.userCall = userCall
    self.comments = comments
    self.span = span
  }

  /// The first clause with a key.
  public func clause(_ key: String) -> ClauseSyntax? { clauses.first { $0.key == key } }
  /// All clauses with a key.
  public func clauses(_ key: String) -> [ClauseSyntax] { clauses.filter { $0.key == key } }
}

/// A clause as written.
public struct ClauseSyntax: Sendable, Hashable {
  /// The key of its form.
  public var key: String
  /// The words that introduced it; the place where it stands, for a positional clause.
  public var wordSpan: Span
  /// What follows.
  public var content: Content
  /// From the words to the end.
  public var span: Span
  /// Creates a clause.
  public init(key: String, wordSpan: Span, content: Content, span: Span) {
    self.key = key
    self.wordSpan = wordSpan
    self.content = content
    self.span = span
  }

  /// What follows a clause's word; the cases mirror `ClauseForm.Content`.
  public indirect enum Content: Sendable, Hashable {
    case flag
    /// Also for `count` and `number`.
    case expression(ExpressionSyntax)
    case expressions([ExpressionSyntax])
    /// Also for `assignments`, whose names are never nil.
    case items([ItemSyntax])
    case keys([KeySyntax])
    case orders([OrderSyntax])
    case columns([ColumnSelectorSyntax])
    /// Also for `name` (one).
    case names([Identifier])
    case qualifiedName(table: Identifier, column: Identifier)
    case edge(Identifier, Identifier)
    case text(String, Span)
    /// Also for `table` (one).
    case tables([TableSyntax])
    case method(CallSyntax)
    case word(Identifier)
    case options([ArgumentSyntax])
    case layer(LayerSyntax)
    case size(Double, Double)
    case mapping([MappingEntrySyntax])
    case group([ClauseSyntax])
  }
}

/// `[name =] expr`.
public struct ItemSyntax: Sendable, Hashable {
  /// The name given, if any.
  public var name: Identifier?
  /// The value.
  public var value: ExpressionSyntax
  /// Creates an item.
  public init(name: Identifier?, value: ExpressionSyntax) {
    self.name = name
    self.value = value
  }
  /// From the name to the end of the value.
  public var span: Span { name.map { $0.span.union(value.span) } ?? value.span }
}

/// A grouping key: `[every] [whole] [name =] expr`.
public struct KeySyntax: Sendable, Hashable {
  /// The place of `every`, if it stands.
  public var every: Span?
  /// The place of `whole`, if it stands.
  public var whole: Span?
  /// The key.
  public var item: ItemSyntax
  /// Creates a key.
  public init(every: Span?, whole: Span?, item: ItemSyntax) {
    self.every = every
    self.whole = whole
    self.item = item
  }
}

/// `expr [asc|desc]`.
public struct OrderSyntax: Sendable, Hashable {
  /// What to order by.
  public var value: ExpressionSyntax
  /// Whether large values come first.
  public var descending: Bool
  /// The direction word, if one was written.
  public var directionSpan: Span?
  /// Creates an order.
  public init(value: ExpressionSyntax, descending: Bool, directionSpan: Span?) {
    self.value = value
    self.descending = descending
    self.directionSpan = directionSpan
  }
}

/// One part of a list of columns.
public enum ColumnSelectorSyntax: Sendable, Hashable {
  /// `*`, with the columns left out by `except`.
  case all(except: [Identifier], Span)
  /// `bench_*`, with `*` for any run of characters.
  case glob(String, Span)
  /// `is number`.
  case type(Identifier, Span)
  case name(Identifier)
  /// `new = old`.
  case renamed(new: Identifier, old: Identifier)

  /// The text that the selector covers.
  public var span: Span {
    switch self {
    case .all(_, let span), .glob(_, let span), .type(_, let span): span
    case .name(let name): name.span
    case .renamed(let new, let old): new.span.union(old.span)
    }
  }
}

/// A table as an argument.
public typealias TableSyntax = SourceSyntax

/// A layer of a chart: `line from other x: week, y: n`.
public struct LayerSyntax: Sendable, Hashable {
  /// The mark.
  public var mark: Identifier
  /// The layer's own rows.
  public var table: TableSyntax?
  /// The channels and constants.
  public var arguments: [ArgumentSyntax]
  /// The whole layer.
  public var span: Span
  /// Creates a layer.
  public init(mark: Identifier, table: TableSyntax?, arguments: [ArgumentSyntax], span: Span) {
    self.mark = mark
    self.table = table
    self.arguments = arguments
    self.span = span
  }
}

/// An entry of a mapping: `"chat": "#aabbcc"`.
public struct MappingEntrySyntax: Sendable, Hashable {
  /// The key and the value with their places.
  public var key: Identifier, value: Identifier
  /// Creates an entry.
  public init(key: Identifier, value: Identifier) {
    self.key = key
    self.value = value
  }
}
