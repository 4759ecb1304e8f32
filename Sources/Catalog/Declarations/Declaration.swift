public import QueryLanguage

/// What one extension is called, what it does, and what it takes: the single source from which the
/// parser, the binder, help, completion, the reference and the tests read.
public struct Declaration: Sendable {
  /// Where help and the reference list it.
  public enum Category: String, Sendable, CaseIterable {
    case rows, columns, groups, tables, reshape, statistics, graphs, output
    case number, null, text, date, list, aggregate, window, bins, logic
    case mark, reader, writer
  }

  /// The name, as it is written in the language.
  public var name: String
  /// What it does: one sentence in the third person.
  public var summary: String
  /// Where help lists it.
  public var category: Category
  /// More than the summary: definitions, edge cases, sources.
  ///
  /// Paragraphs of plain text.
  public var details: String
  /// The clauses of a verb.
  public var clauses: [ClauseForm]
  /// The parameters of a function, mark, reader or writer.
  public var parameters: [ParameterInfo]
  /// What a function gives, in words: `number`, `the type of x`.
  public var result: String
  /// Other words by which people look for it: `where`, `mutate`.
  public var searchTerms: [String]
  /// Runnable examples; each is a test.
  public var examples: [Example]

  /// Creates a declaration.
  public init(
    _ name: String, _ summary: String, category: Category, details: String = "",
    clauses: [ClauseForm] = [], parameters: [ParameterInfo] = [], result: String = "",
    searchTerms: [String] = [], examples: [Example] = []
  ) {
    self.name = name
    self.summary = summary
    self.category = category
    self.details = details
    self.clauses = clauses
    self.parameters = parameters
    self.result = result
    self.searchTerms = searchTerms
    self.examples = examples
  }

  /// How it is called, on one line: `top K [COLUMNS] by E [per NAMES] [with ties]`.
  public var signature: String {
    if clauses.isEmpty, !parameters.isEmpty || !result.isEmpty {
      let list = parameters.map(\.signature).joined(separator: ", ")
      return "\(name)(\(list))" + (result.isEmpty ? "" : " -> \(result)")
    }
    return ([name] + clauses.map(\.signature)).joined(separator: " ")
  }
}

/// A parameter of a function, mark, reader or writer.
public struct ParameterInfo: Sendable, Hashable {
  /// The name; also the label with which it can be given.
  public var name: String
  /// What it takes, in words: `number`, `text or list`.
  public var type: String
  /// What it is for.
  public var help: String
  /// The value when it is left out, as text; nil when it must be given.
  public var defaultText: String?
  /// Whether it must be given with its label.
  public var isLabelled: Bool

  /// Creates a parameter.
  public init(
    _ name: String, _ type: String, help: String, default defaultText: String? = nil,
    labelled: Bool = false
  ) {
    self.name = name
    self.type = type
    self.help = help
    self.defaultText = defaultText
    self.isLabelled = labelled
  }

  var signature: String {
    let head = isLabelled ? "\(name): \(type)" : name
    return defaultText == nil ? head : "[\(head)]"
  }
}

/// A runnable example: documentation and test in one.
public struct Example: Sendable {
  /// What it shows.
  public var title: String
  /// The program; it loads nothing from outside.
  public var query: String
  /// The exact plain-text result, without colour.
  public var expected: String
  /// Creates an example.
  public init(_ title: String, _ query: String, expected: String) {
    self.title = title
    self.query = query
    self.expected = expected
  }
}

extension ClauseForm {
  /// The clause as help shows it: in brackets where it can be left out.
  public var signature: String {
    (isRequired ? spelling : "[\(spelling)]") + (repeats ? "…" : "")
  }

  /// The clause as it is written, with placeholders for what varies.
  public var spelling: String {
    (words + content.placeholder(key: key) + (closingWord.map { [$0] } ?? []))
      .joined(separator: " ")
  }
}

extension ClauseForm.Content {
  fileprivate func placeholder(key: String) -> [String] {
    switch self {
    case .flag: []
    case .expression, .method: ["EXPR"]
    case .expressions: ["EXPR, …"]
    case .items: ["[NAME =] EXPR, …"]
    case .assignments: ["NAME = EXPR, …"]
    case .keys: ["[every] [whole] KEY, …"]
    case .orders: ["EXPR [asc|desc], …"]
    case .columns: ["COLUMNS"]
    case .name: ["NAME"]
    case .names: ["NAMES"]
    case .qualifiedName: ["TABLE.COLUMN"]
    case .edge: ["FROM -> TO"]
    case .text: ["TEXT"]
    case .count, .number: ["N"]
    case .table: ["TABLE"]
    case .tables: ["TABLE, …"]
    case .word(let words): [words.joined(separator: "|")]
    case .options: ["NAME: VALUE, …"]
    case .layer: ["MARK CHANNEL: EXPR, …"]
    case .size: ["W x H"]
    case .mapping: ["{TEXT: TEXT, …}"]
    case .group(let forms): forms.map(\.signature)
    }
  }
}
