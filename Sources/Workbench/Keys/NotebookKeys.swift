import Catalog
import Columnar
import Diagnostics
import Formats
import Notebooks
import QueryLanguage

/// The keys of a notebook's cells, and what they were made of; found without running a pipeline.
///
/// A key is equal when nothing changed that the cell's results rest on: what the cell says, the
/// definitions that it uses and those that they use, the content of the data, the values of the
/// parameters and settings, the recorded date if it is read, and the semantics of the engine.
/// Data counts with the digest of its bytes, all columns together: which columns a cell reads is known
/// only after reading the file, and a key has to cost less than a run.
/// Comments and white space, other cells, the folder, the threads, the clock and the version of the
/// program are no part of it.
struct NotebookKeys {
  /// The key of one cell.
  struct Cell: Sendable {
    var id: String
    /// 64 hexadecimal digits.
    var key: String
    /// What the key was made of, by words such as `data lb`, and what the rendering rests on.
    var inputs: [String: String]
    /// The cell, or the other notebook, that makes each definition that it uses.
    var places: [String: String]
  }

  /// A parameter and its value as the lock writes it.
  struct Parameter: Sendable {
    var name: String
    var value: String
  }

  /// A data set that a `load` reads.
  struct Data {
    /// What messages and the lock call it.
    var name: String
    var syntax: LoadSyntax
    /// The path as the program gives it.
    var path: String
    var content: DataContent
    /// The session that can open it.
    var session: Session
  }

  /// Another notebook whose definitions are used.
  struct Use: Sendable, Hashable {
    var path: String
    var digest: String
  }

  /// The version of the language.
  let language: Int
  private(set) var cells: [Cell] = []
  private(set) var parameters: [Parameter] = []
  private(set) var settings: [NotebookLock.Fact] = []
  private(set) var uses: [Use] = []
  private(set) var data: [Data] = []
  /// The recorded date, if a cell reads it.
  private(set) var today: String?
  /// What is wrong: data that cannot be read, parameters outside their type, broken cells.
  private(set) var problems: [Diagnostic] = []

  /// Finds the keys.
  init(_ notebook: Notebook, path: String, options: BatchOptions, registry: Registry) {
    language = notebook.header.language ?? NotebookHeader.newestLanguage
    var reader = DefinitionReader(
      folder: NotebookFiles.folder(of: path), options: options, registry: registry)
    reader.session.useChain = UsedNotebook.canonical(path).map { [$0] } ?? []
    var readsToday = false
    for cell in notebook.cells {
      let source = cell.sourceText(in: path)
      let script = Parser.parse(source, verbs: registry.verbForms)
      reader.begin(cell.id, mayFail: cell.options.error != .never)
      for statement in script.statements { reader.read(statement) }
      let errors = script.diagnostics.filter { $0.severity == .error }
      if !errors.isEmpty {
        if cell.options.error == .never { problems += errors }
        // A broken text is told by its letters.
        reader.code.add(cell.code)
      }
      let inputs = reader.finishCell()
      readsToday = readsToday || inputs.inputs.usesToday
      cells.append(
        Self.key(
          cell, inputs.code, inputs.inputs, language, today: options.today,
          figure: notebook.header.figure))
    }
    parameters = reader.parameters
    settings = reader.settings.settings.keys.sorted().map { name in
      .init(name, reader.settings.setting(name))
    }
    uses = reader.uses
    data = reader.data
    problems += reader.problems
    if readsToday, let day = options.today { today = ValueText.date(day) }
  }

  private static func key(
    _ cell: NotebookCell, _ code: Digest, _ inputs: CellInputs, _ language: Int, today: Int32?,
    figure: FigureSize?
  ) -> Cell {
    var words: [String: String] = [
      "code": code.hexadecimal, "language": String(language),
      "semantics": String(Semantics.number),
    ]
    if !cell.options.run { words["option run"] = "false" }
    switch cell.options.error {
    case .never: break
    case .expected: words["option error"] = "expected"
    case .code(let code): words["option error"] = code
    }
    for (name, value) in inputs.parameters { words["parameter \(name)"] = value }
    for (name, digest) in inputs.data { words["data \(name)"] = digest.hexadecimal }
    for name in inputs.settings.keys { words["setting \(name)"] = inputs.setting(name) }
    for (name, definition) in inputs.definitions {
      words["definition \(name)"] = definition.digest.hexadecimal
    }
    if inputs.usesToday { words["today"] = today.map(ValueText.date) ?? "-" }
    let key = digest(of: words)
    // What only the rendering rests on stands beside the key.
    words["view digits"] = String(cell.options.digits)
    if inputs.drawsCharts, let figure { words["view figure"] = "\(figure.width)x\(figure.height)" }
    return Cell(id: cell.id, key: key, inputs: words, places: inputs.definitions.mapValues(\.place))
  }

  private static func digest(of words: [String: String]) -> String {
    var builder = DigestBuilder()
    builder.add("hfnb-key 1")
    for word in words.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      builder.add(word)
      builder.add(words[word] ?? "")
    }
    return builder.finish().hexadecimal
  }

  /// The words of what a key is made of that hold something else than they did in a lock.
  static func factsChanged(_ cell: Cell, since lock: NotebookLock) -> [String] {
    let locked = lockedFacts(of: cell, lock)
    return cell.inputs.keys.filter { !$0.hasPrefix("view ") && locked[$0] != cell.inputs[$0] }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The key that the cell as it is now would have with the data and values of a lock.
  static func key(of cell: Cell, under lock: NotebookLock) -> String {
    digest(of: lockedFacts(of: cell, lock))
  }

  private static func lockedFacts(of cell: Cell, _ lock: NotebookLock) -> [String: String] {
    var words = cell.inputs.filter { !$0.key.hasPrefix("view ") }
    for word in words.keys {
      guard let space = word.firstIndex(of: " ") else { continue }
      let name = String(word[word.index(after: space)...])
      switch word[..<space] {
      case "data": words[word] = lock.data(name)?.digest
      case "parameter": words[word] = lock.parameters.first { $0.name == name }?.value
      case "setting": words[word] = lock.settings.first { $0.name == name }?.value
      default: break
      }
    }
    words["semantics"] = String(lock.semantics)
    words["language"] = String(lock.language)
    if words["today"] != nil { words["today"] = lock.today ?? "-" }
    return words
  }

  /// The key of a cell.
  func cell(_ id: String) -> Cell? { cells.first { $0.id == id } }

  /// The data as a run records it.
  var dataInputs: [NotebookRun.DataInput] {
    data.map { item in
      NotebookRun.DataInput(
        name: item.name, path: item.path, bytes: item.content.bytes,
        digest: "sha256:\(item.content.digest.hexadecimal)")
    }
  }
}
