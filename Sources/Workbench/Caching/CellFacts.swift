import Catalog
import Columnar
import Diagnostics
import Formats
import Notebooks
import Planning
import QueryLanguage

/// What the text of a cell says of how it may be cached and what it needs to run.
struct CellFacts {
  /// One statement.
  struct Statement {
    var syntax: StatementSyntax
    /// The names that it defines; empty when it gives a result.
    var defines: [String]
    /// Whether it gives no result: it defines names or makes a setting.
    var isDefinition: Bool
    /// The names that stand in it.
    var words: Set<String>
  }

  /// Whether a cell leaves a last table that a leading bar goes on from.
  enum LastTable { case untouched, maybe, certain }

  /// The cell.
  let cell: NotebookCell
  /// The statements, in order.
  private(set) var statements: [Statement] = []
  /// All names that stand in its text.
  let words: Set<String>
  /// Whether it goes on from the last table of the cells before it.
  private(set) var continues = false
  /// Whether it leaves a last table.
  private(set) var lastTable = LastTable.untouched
  /// Whether it shows its program as it is written.
  private(set) var showsItsText = false
  /// Whether it tells of the run before it, which is no part of its key.
  private(set) var tellsOfOthers = false
  /// Whether it takes definitions from another notebook.
  private(set) var uses = false
  /// The parameters that it declares.
  private(set) var parameters: [String] = []
  /// The data sets that it opens.
  private(set) var loads: [String] = []

  init(_ cell: NotebookCell, path: String, verbs: VerbForms) {
    self.cell = cell
    let source = cell.sourceText(in: path)
    words = Set(CellDependencies.names(in: source))
    for syntax in Parser.parse(source, verbs: verbs).statements {
      let text = SourceText(name: "", text: syntax.span.text)
      var statement = Statement(
        syntax: syntax, defines: [], isDefinition: true,
        words: Set(CellDependencies.names(in: text)))
      if let name = UsedNotebook.definedName(syntax.kind) { statement.defines = [name.text] }
      switch syntax.kind {
      case .load(let load): loads.append(load.name.text)
      case .param(let parameter): parameters.append(parameter.name.text)
      case .letBinding, .def, .set: break
      case .use(let used, let place, let names):
        uses = true
        let notebook = try? UsedNotebook(
          used, below: NotebookFiles.folder(of: path), at: place, verbs: verbs)
        statement.defines = (names.isEmpty ? notebook?.offered ?? [] : names).map(\.text)
        if let notebook { statement.words.formUnion(Self.words(of: notebook, verbs: verbs)) }
      default:
        statement.isDefinition = false
        show(syntax)
      }
      statements.append(statement)
    }
    // A cell that is meant to fail may end before its last statement.
    if cell.options.error != .never, lastTable == .certain { lastTable = .maybe }
  }

  /// The names in the statements of another notebook and of those that it uses.
  private static func words(
    of notebook: UsedNotebook, verbs: VerbForms, depth: Int = 0
  ) -> Set<String> {
    var words: Set<String> = []
    for statement in notebook.statements.map(\.syntax) {
      words.formUnion(CellDependencies.names(in: SourceText(name: "", text: statement.span.text)))
      guard case .use(let path, let place, _) = statement.kind, depth < 16,
        let next = try? UsedNotebook(
          path, below: NotebookFiles.folder(of: notebook.path), at: place, verbs: verbs)
      else { continue }
      words.formUnion(Self.words(of: next, verbs: verbs, depth: depth + 1))
    }
    return words
  }

  private mutating func show(_ statement: StatementSyntax) {
    switch statement.kind {
    case .continuation:
      if lastTable != .certain { continues = true }
      lastTable = .certain
    case .explain:
      if lastTable != .certain { continues = true }
      tellsOfOthers = true
      showsItsText = true
    case .step:
      showsItsText = true
      lastTable = .certain
    case .pipeline(let pipeline) where !pipeline.stages.isEmpty: lastTable = .certain
    // A bare name may be a value.
    case .pipeline, .expression(.name): if lastTable == .untouched { lastTable = .maybe }
    default: break
    }
  }
}
