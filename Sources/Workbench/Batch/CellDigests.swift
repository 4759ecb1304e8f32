import Diagnostics
import Glibc
import Notebooks
import QueryLanguage

/// What each cell of a notebook is run from, as a digest: its text, its options that matter, the
/// parameters and the date that were given, and the content of the files that it loads.
///
/// Two runs of a cell with equal digests, whose needed cells have equal digests too, give the same. A
/// cell whose data cannot be told from its text has none.
struct CellDigests {
  /// The digests by the ids of the cells.
  let digests: [String: String]
  private let needs: [String: [String]]
  private let order: [String]

  init(
    _ notebook: Notebook, path: String, dependencies: CellDependencies, verbs: VerbForms,
    given: [String: [String]], today: Int?
  ) {
    let folder = NotebookFiles.folder(of: path)
    let names = Set(dependencies.parameters.map(\.name.text))
    var digests: [String: String] = [:]
    for cell in notebook.cells {
      var digest = SourceDigest()
      digest.add(cell.code)
      let options = cell.options
      digest.add("\(options.run) \(options.error) \(options.digits)")
      digest.add(today.map { String($0) } ?? "")
      for name in given.keys.sorted() where names.contains(name) {
        digest.add(name)
        for value in given[name] ?? [] { digest.add(value) }
      }
      for id in dependencies.needs[cell.id] ?? [] { digest.add(id) }
      let script = Parser.parse(cell.sourceText(in: path), verbs: verbs)
      let files = Self.files(script, dependencies.parameters, given, below: folder)
      let areKnown = files?.allSatisfy { Self.add(file: $0, to: &digest) } ?? false
      if areKnown { digests[cell.id] = digest.text }
    }
    self.digests = digests
    needs = dependencies.needs
    order = notebook.cells.map(\.id)
  }

  /// The files that a program loads; nil when they cannot be told from the text.
  private static func files(
    _ script: Script, _ parameters: [ParameterSyntax], _ given: [String: [String]],
    below folder: String
  ) -> [String]? {
    var files: [String] = []
    for statement in script.statements {
      switch statement.kind {
      case .use: return nil
      case .load(let load):
        guard let path = path(load.path, parameters, given, below: folder) else { return nil }
        if !path.hasPrefix("sample:") { files.append(path) }
      default: break
      }
    }
    return files
  }

  /// The path that an expression means: a text, or a parameter with what was given or its default.
  private static func path(
    _ expression: ExpressionSyntax, _ parameters: [ParameterSyntax], _ given: [String: [String]],
    below folder: String
  ) -> String? {
    switch expression.unparenthesized {
    case .literal(.text(let path), _):
      let isFixed = path.hasPrefix("/") || path.hasPrefix("sample:") || folder.isEmpty
      return isFixed ? path : folder + "/" + path
    case .name(let name), .outer(let name):
      if let value = given[name.text]?.last { return value }
      guard let parameter = parameters.first(where: { $0.name.text == name.text }),
        case .literal? = parameter.defaultValue?.unparenthesized
      else { return nil }
      return parameter.defaultValue.flatMap { path($0, [], given, below: folder) }
    default: return nil
    }
  }

  /// Adds the content of a file, and says whether it is one.
  private static func add(file path: String, to digest: inout SourceDigest) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return false }
      if count == 0 { return true }
      digest.add(chunk[..<count])
    }
  }

  /// Why stored results are not those that the notebook gives now, by the ids of cells.
  func staleness(of stored: NotebookRun) -> [String: String] {
    var outcomes: [String: CellRun] = [:]
    for cell in stored.cells { outcomes[cell.id] = cell }
    var reasons: [String: String] = [:]
    for id in order {
      guard let outcome = outcomes[id] else {
        reasons[id] = "the cell `\(id)` has no results yet"
        continue
      }
      if let upstream = needs[id]?.first(where: { reasons[$0] != nil }) {
        reasons[id] = "it needs the cell `\(upstream)`, which is out of date"
      } else if digests[id] == nil {
        reasons[id] = "whether the data of the cell `\(id)` changed cannot be told"
      } else if digests[id] != outcome.sourceDigest {
        reasons[id] = "the cell `\(id)`, its data or its parameters changed"
      }
    }
    return reasons
  }
}
