/// The form of one clause of a verb: its word, what follows, whether it must stand and may repeat.
///
/// Verbs declare their clauses as values of this type; the parser knows forms, never verbs.
public struct ClauseForm: Sendable, Hashable {
  /// What follows the clause's word.
  public indirect enum Content: Sendable, Hashable {
    /// Nothing: the word itself is the message.
    case flag
    case expression
    /// `expr, expr, …`
    case expressions
    /// `[name =] expr, …`
    case items
    /// `name = expr, …`
    case assignments
    /// `[every] [whole] [name =] expr, …`
    case keys
    /// `expr [asc|desc], …`
    case orders
    /// Column selectors: names, `*`, globs, `is number`, `* except a, b`, `new = old`.
    case columns
    /// One plain name.
    case name
    /// `name, name, …`
    case names
    /// `table.column`
    case qualifiedName
    /// `a -> b`
    case edge
    /// A text literal.
    case text
    /// A number literal.
    case number
    /// A whole number without a unit, a name, `@name` or an expression in parentheses.
    case count
    /// One table: a name, `rows […]` or a pipeline in parentheses.
    case table
    case tables
    /// `name` or `name(arguments)`
    case method
    /// One of these words.
    case word([String])
    /// `label: expr, …`
    case options
    /// A mark with `[from table]` and channels: `column x: week, y: n`.
    case layer
    /// `900 x 400`
    case size
    /// `{"chat": "#aabbcc", …}`
    case mapping
    /// Clauses of its own, the positional ones first: `scale y from 0 format percent`.
    case group([ClauseForm])
  }

  /// The key under which a verb finds the clause.
  public var key: String
  /// The words that introduce it, in order; empty for a positional clause.
  public var words: [String]
  /// What follows the words.
  public var content: Content
  /// A word that closes it (`at 80 points`).
  public var closingWord: String?
  /// Whether a stage without it is an error.
  public var isRequired: Bool
  /// Whether it may stand more than once.
  public var repeats: Bool
  /// What the clause is for, in a few words, shown by help and in errors (`what to rank by`).
  public var help: String

  /// Creates a form.
  public init(
    _ key: String, words: [String] = [], _ content: Content, closingWord: String? = nil,
    required: Bool = false, repeats: Bool = false, help: String = ""
  ) {
    self.key = key
    self.words = words
    self.content = content
    self.closingWord = closingWord
    self.isRequired = required
    self.repeats = repeats
    self.help = help
  }
}

/// The form of a verb: its spelling and its clauses.
///
/// Positional clauses are tried in the order given and come before all others; clauses with words
/// may stand in any order after them.
public struct VerbForm: Sendable, Hashable {
  /// The words of the verb, one or two: `["top"]`, `["left", "join"]`.
  public var words: [String]
  /// Its clauses.
  public var clauses: [ClauseForm]
  /// Whether a statement may begin with the verb, which then extends the last pipeline.
  public var canBeginStatement: Bool

  /// Creates a form.
  public init(
    _ words: [String], _ clauses: [ClauseForm],
    canBeginStatement: Bool = false
  ) {
    self.words = words
    self.clauses = clauses
    self.canBeginStatement = canBeginStatement
  }

  /// The words joined by a space.
  public var name: String { words.joined(separator: " ") }
}

/// The verbs that a parser accepts, found by their words.
public struct VerbForms: Sendable {
  /// All forms, in the order in which help lists them.
  public let all: [VerbForm]
  private let byName: [String: VerbForm]
  private let byFirstWord: [String: [VerbForm]]

  /// Collects forms; a later form with the same words replaces an earlier one.
  public init(_ all: [VerbForm]) {
    self.all = all
    self.byName = Dictionary(all.map { ($0.name, $0) }) { $1 }
    self.byFirstWord = Dictionary(grouping: all) { $0.words.first ?? "" }
  }

  /// The form of a verb by its full name, such as `left join`.
  public func form(named name: String) -> VerbForm? { byName[name] }

  /// Whether a verb begins with this word.
  public func begins(with word: String) -> Bool { byFirstWord[word] != nil }

  /// The forms whose first word is this one, in the order in which help lists them.
  public func forms(beginningWith word: String) -> [VerbForm] { byFirstWord[word] ?? [] }
}
