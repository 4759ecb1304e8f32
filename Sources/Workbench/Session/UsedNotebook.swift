import Catalog
import Diagnostics
import Glibc
import Notebooks
import Planning
import QueryLanguage

/// A notebook that another one uses: its definitions, without its results.
struct UsedNotebook {
  /// The path as messages show it.
  let path: String
  /// The path without links, which tells two notebooks apart.
  let canonicalPath: String
  /// A statement and the cell that it stands in.
  struct Statement {
    var cell: String
    var syntax: StatementSyntax
  }

  /// Its statements, in order.
  let statements: [Statement]

  /// Reads a notebook below a folder.
  ///
  /// - Throws: `E231` for a path that leads out of the folder, `E405` for a file that cannot be
  ///   read, and what is wrong with the text of the notebook.
  init(
    _ path: String, below folder: String, at place: Span, verbs: VerbForms
  ) throws(DiagnosticList) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, !path.hasPrefix("/"), !parts.contains(".."), !path.utf8.contains(0) else {
      throw DiagnosticList([Self.outside(place)])
    }
    let full = folder.isEmpty ? path : folder + "/" + path
    let bytes: [UInt8]
    do throws(Diagnostic) { bytes = try FileText.readBytes(full) } catch {
      var located = error
      located.primary = .init(place)
      let near = Suggestion.nearest(
        to: NotebookFiles.name(of: path),
        among: NotebookFiles.entries(Self.orHere(NotebookFiles.folder(of: full))))
      if let near { located.details.append("did you mean `\(near)`?") }
      throw DiagnosticList([located])
    }
    guard let canonical = Self.canonical(full), let root = Self.canonical(Self.orHere(folder)),
      canonical.hasPrefix(root == "/" ? "/" : root + "/")
    else { throw DiagnosticList([Self.outside(place)]) }
    self.path = full
    canonicalPath = canonical
    let (notebook, problems) = Notebook.parse(bytes: bytes, name: full)
    var errors = problems.filter { $0.severity == .error }
    var statements: [Statement] = []
    for cell in notebook.cells {
      let script = Parser.parse(cell.sourceText(in: full), verbs: verbs)
      errors += script.diagnostics.filter { $0.severity == .error }
      statements += script.statements.map { Statement(cell: cell.id, syntax: $0) }
    }
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    self.statements = statements
  }

  private static func outside(_ place: Span) -> Diagnostic {
    Diagnostic(
      "E231", "`use` reads only notebooks below its own folder", at: place,
      details: ["A path without `..` and without a leading `/` is needed: \"lib/common.hfnb\"."])
  }

  private static func orHere(_ folder: String) -> String { folder.isEmpty ? "." : folder }

  /// A path without links; nil when nothing is there.
  static func canonical(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// What `use` can bring: parameters, lets and definitions; names that begin with `_` stay inside.
  var offered: [Identifier] {
    statements.map(\.syntax.kind).compactMap { kind in
      switch kind {
      case .param, .letBinding, .def:
        Self.definedName(kind).flatMap { Session.isLocal($0.text) ? nil : $0 }
      default: nil
      }
    }
  }

  /// The name that a statement defines.
  static func definedName(_ kind: StatementSyntax.Kind) -> Identifier? {
    switch kind {
    case .load(let load): load.name
    case .param(let parameter): parameter.name
    case .letBinding(let name, _), .def(let name, _, _): name
    default: nil
    }
  }

  /// The definitions that some names need, in order; settings and further uses always belong to it.
  func definitions(of wanted: [String]) -> [Statement] {
    var names = Set(wanted)
    var cell: String?
    var needed: [Statement] = []
    for statement in statements.reversed() {
      // Names that begin with `_` are those of one cell.
      if statement.cell != cell { names = names.filter { !Session.isLocal($0) } }
      cell = statement.cell
      switch statement.syntax.kind {
      case .set: needed.append(statement)
      case .use, .load, .param, .letBinding, .def:
        if let name = Self.definedName(statement.syntax.kind), !names.contains(name.text) {
          continue
        }
        let source = SourceText(name: path, text: statement.syntax.span.text)
        names.formUnion(CellDependencies.names(in: source))
        needed.append(statement)
      default: break
      }
    }
    return needed.reversed()
  }

  /// The parameters that it declares.
  var parameters: [ParameterSyntax] {
    statements.compactMap {
      if case .param(let parameter) = $0.syntax.kind { parameter } else { nil }
    }
  }
}

/// Definitions of other notebooks.
extension Session {
  /// Takes definitions from another notebook; what it shows is left out.
  ///
  /// - Returns: The names that are defined now.
  func use(
    _ path: String, _ place: Span, _ wanted: [Identifier]
  ) throws(DiagnosticList) -> [String] {
    let notebook = try UsedNotebook(
      path, below: options.baseFolder, at: place, verbs: registry.verbForms)
    guard !useChain.contains(notebook.canonicalPath) else {
      throw DiagnosticList([cycle(notebook, place)])
    }
    let names = try single { () throws(Diagnostic) in try self.chosen(wanted, of: notebook, place) }
    var inner = options
    inner.baseFolder = NotebookFiles.folder(of: notebook.path)
    inner.allowsRedefinition = false
    inner.loadsEagerly = false
    inner.saving = nil
    inner.standardInput = nil
    let session = Session(registry: registry, options: inner, cancellation: cancellation)
    session.useChain = useChain + [notebook.canonicalPath]
    var cell: String?
    for statement in notebook.definitions(of: names.map(\.text)) {
      if statement.cell != cell { session.endCell() }
      cell = statement.cell
      do throws(DiagnosticList) { _ = try session.run(statement.syntax) } catch {
        throw DiagnosticList(
          error.all.map { problem in
            var located = problem
            if located.primary == nil { located.primary = .init(statement.syntax.span) }
            located.secondary.append(.init(place, "used here"))
            return located
          })
      }
    }
    for name in names { try single { () throws(Diagnostic) in try self.claim(name) } }
    for name in names {
      scope.values[name.text] = session.scope.values[name.text]
      scope.functions[name.text] = session.scope.functions[name.text]
      scope.verbs[name.text] = session.scope.verbs[name.text]
    }
    for parameter in session.parameters {
      parameters.removeAll { $0.name == parameter.name }
      parameters.append(parameter)
    }
    return names.map(\.text)
  }

  /// The names to take, at the places where this program asks for them.
  private func chosen(
    _ wanted: [Identifier], of notebook: UsedNotebook, _ place: Span
  ) throws(Diagnostic) -> [Identifier] {
    let offered = notebook.offered
    guard !wanted.isEmpty else { return offered.map { Identifier($0.text, place) } }
    for name in wanted where !offered.contains(where: { $0.text == name.text }) {
      let near = Suggestion.nearest(to: name.text, among: offered.map(\.text))
      let isLoaded = notebook.statements.contains {
        if case .load(let load) = $0.syntax.kind { load.name.text == name.text } else { false }
      }
      var details = ["It defines: \(offered.map(\.text).joined(separator: ", "))"]
      if offered.isEmpty { details = ["It defines nothing."] }
      if isLoaded {
        details.append("`\(name.text)` is loaded there; only a `let` of it can be used.")
      }
      throw Diagnostic(
        "E233", "`\(notebook.path)` does not define `\(name.text)`", at: name.span,
        label: near.map { "did you mean `\($0)`?" } ?? "not found", details: details,
        fix: near.map { .init(replacing: name.span, with: Identifier.quoted($0)) })
    }
    return wanted
  }

  private func cycle(_ notebook: UsedNotebook, _ place: Span) -> Diagnostic {
    let start = useChain.firstIndex(of: notebook.canonicalPath) ?? 0
    let circle = (useChain[start...] + [notebook.canonicalPath]).map(NotebookFiles.name)
    return Diagnostic(
      "E232", "notebooks use each other in a circle", at: place,
      details: [circle.joined(separator: " → ")])
  }
}
