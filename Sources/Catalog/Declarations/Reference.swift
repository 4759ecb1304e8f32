/// All that the extensions of a registry say of themselves, in the order of the reference.
///
/// Help, the reference notebooks, the tables of the README and `hfnb reference --json` are made
/// from it.
public struct Reference: Sendable {
  /// What an entry is.
  public enum Kind: String, Sendable {
    case verb, function, aggregate, window, mark, reader, writer
  }

  /// One extension.
  public struct Entry: Sendable {
    /// What it is.
    public var kind: Kind
    /// What it says of itself.
    public var declaration: Declaration
    /// All ways of writing its name; a verb such as `join` has several.
    public var spellings: [String]
    /// The name as headings show it.
    public var title: String { declaration.name }
  }

  /// The entries of a category.
  public struct Chapter: Sendable {
    /// What its entries are about.
    public var category: Declaration.Category
    /// The entries, sorted by name.
    public var entries: [Entry]
  }

  /// The version of the form in which programs read the reference.
  public static let version = 1

  /// The chapters; those without entries are left out.
  public let chapters: [Chapter]

  /// Collects the declarations of a registry.
  public init(_ registry: Registry) {
    var entries = registry.verbs.map { verb in
      Entry(
        kind: .verb, declaration: verb.declaration,
        spellings: verb.spellings.map { $0.joined(separator: " ") })
    }
    func add(_ kind: Kind, _ declarations: [Declaration]) {
      entries += declarations.map {
        Entry(kind: kind, declaration: $0, spellings: [$0.name])
      }
    }
    add(.function, registry.scalarFunctions.map { $0.declaration })
    add(.aggregate, registry.aggregateFunctions.map { $0.declaration })
    add(.window, registry.windowFunctions.map { $0.declaration })
    add(.mark, registry.marks.map { $0.declaration })
    add(.reader, registry.readers.map { $0.declaration })
    add(.writer, registry.writers.map { $0.declaration })
    chapters = Declaration.Category.allCases.compactMap { category in
      let own = entries.filter { $0.declaration.category == category }.sorted(by: Self.precedes)
      return own.isEmpty ? nil : Chapter(category: category, entries: own)
    }
  }

  /// All declarations, in the order of the chapters.
  public var declarations: [Declaration] { chapters.flatMap { $0.entries.map(\.declaration) } }

  /// Names before signs, each by code point.
  private static func precedes(_ first: Entry, _ second: Entry) -> Bool {
    let isName = (first.title.first?.isLetter ?? false, second.title.first?.isLetter ?? false)
    if isName.0 != isName.1 { return isName.0 }
    return first.title.utf8.lexicographicallyPrecedes(second.title.utf8)
  }
}

extension Declaration.Category {
  /// The heading of its chapter.
  public var title: String {
    switch self {
    case .rows: "Choosing rows"
    case .columns: "Choosing and making columns"
    case .groups: "Groups"
    case .tables: "Several tables"
    case .reshape: "Changing the shape"
    case .statistics: "Statistics"
    case .graphs: "Graphs"
    case .output: "Showing, checking and saving"
    case .number: "Numbers"
    case .null: "Missing values"
    case .text: "Text"
    case .date: "Dates and periods"
    case .list: "Lists"
    case .aggregate: "Aggregates"
    case .window: "Windows"
    case .bins: "Bins"
    case .logic: "Logic and comparison"
    case .mark: "Marks of charts"
    case .reader: "Files that are read"
    case .writer: "Forms of results"
    }
  }

  /// What its entries have in common: one sentence.
  public var introduction: String {
    switch self {
    case .rows: "Verbs that keep, remove or order rows and leave columns as they are."
    case .columns: "Verbs that add, choose, rename or remove columns and keep every row."
    case .groups: "Verbs that put rows into groups and say something about each."
    case .tables: "Verbs that bring two tables together."
    case .reshape: "Verbs that turn rows into columns, columns into rows, and fill what is missing."
    case .statistics: "Verbs that describe distributions, fit curves and compare groups."
    case .graphs: "Verbs that read rows as edges between nodes."
    case .output: "Verbs that show, draw, check or save a table and pass it on."
    case .number: "Functions of numbers; an undefined result is missing and counted."
    case .null: "Functions that look at missing values or put something in their place."
    case .text: "Functions of text; it is compared by code point, and lengths count code points."
    case .date: "Functions of dates, instants, periods and durations; instants are UTC."
    case .list: "Functions of lists."
    case .aggregate: "Functions of the rows of a group; each leaves out missing values."
    case .window: "Functions of a row and its neighbours in the order of `along`, within `per`."
    case .bins: "Functions that put numbers into bins."
    case .logic: "Comparisons and the words that join them; `==` and `!=` are never unknown."
    case .mark: "What `plot` draws."
    case .reader: "What `load` reads."
    case .writer: "What `save` and `--format` write."
    }
  }
}
