import Diagnostics
import Notebooks
import QueryLanguage

/// Which cells of a notebook need which: from the names they define and use, without running any.
///
/// A use is any name in the text that an earlier cell defines, so a column of the same name counts;
/// that can only skip a cell too many after a failure, never too few.
struct CellDependencies {
  /// For each cell, in order, the ids of the cells that it needs.
  let needs: [String: [String]]
  /// For each name, the id of the cell that defines it.
  let definers: [String: String]
  /// For each name that begins with `_`, the ids of the cells that each have it for themselves.
  let locals: [String: [String]]
  /// The parameters that the notebook declares, in order.
  let parameters: [ParameterSyntax]

  init(_ notebook: Notebook, path: String, verbs: VerbForms) {
    var needs: [String: [String]] = [:]
    var definers: [String: String] = [:]
    var locals: [String: [String]] = [:]
    var parameters: [ParameterSyntax] = []
    var lastPipelineCell: String?
    for cell in notebook.cells {
      let source = cell.sourceText(in: path)
      let script = Parser.parse(source, verbs: verbs)
      var needed: [String] = []
      for name in Self.names(in: source) {
        if let definer = definers[name], definer != cell.id, !needed.contains(definer) {
          needed.append(definer)
        }
      }
      var hasPipeline = false
      for statement in script.statements {
        switch statement.kind {
        case .continuation:
          if !hasPipeline, let last = lastPipelineCell, !needed.contains(last) {
            needed.append(last)
          }
          hasPipeline = true
        case .pipeline: hasPipeline = true
        case .expression(.name): hasPipeline = true
        case .param(let parameter): parameters.append(parameter)
        case .use(let used, let place, let names):
          let brought = Self.use(used, in: path, at: place, verbs: verbs)
          parameters += brought.parameters
          for name in names.isEmpty ? brought.names : names.map(\.text)
          where definers[name] == nil { definers[name] = cell.id }
        default: break
        }
        guard let name = UsedNotebook.definedName(statement.kind)?.text else { continue }
        if Session.isLocal(name) {
          if locals[name]?.last != cell.id { locals[name, default: []].append(cell.id) }
        } else if definers[name] == nil {
          definers[name] = cell.id
        }
      }
      if hasPipeline { lastPipelineCell = cell.id }
      needs[cell.id] = needed
    }
    self.needs = needs
    self.definers = definers
    self.locals = locals
    self.parameters = parameters
  }

  /// The declared parameters by name, and whether each is a switch.
  var declaredParameters: [(name: String, isSwitch: Bool)] {
    parameters.map { parameter in
      if case .bool = parameter.kind {
        (parameter.name.text, true)
      } else {
        (parameter.name.text, false)
      }
    }
  }

  /// The names and parameters that a used notebook brings, with the parameters of those it uses.
  ///
  /// What is wrong with it is told when the notebook runs.
  private static func use(
    _ used: String, in path: String, at place: Span, verbs: VerbForms, depth: Int = 0
  ) -> (names: [String], parameters: [ParameterSyntax]) {
    guard depth < 16,
      let notebook = try? UsedNotebook(
        used, below: NotebookFiles.folder(of: path), at: place, verbs: verbs)
    else { return ([], []) }
    var parameters = notebook.parameters
    for statement in notebook.statements.map(\.syntax) {
      guard case .use(let next, let place, _) = statement.kind else { continue }
      parameters += use(next, in: notebook.path, at: place, verbs: verbs, depth: depth + 1)
        .parameters.filter { found in !parameters.contains { $0.name.text == found.name.text } }
    }
    return (notebook.offered.map(\.text), parameters)
  }

  /// The names that stand in a text, in order, those in backticks included.
  static func names(in source: SourceText) -> [String] {
    var seen: Set<String> = []
    var names: [String] = []
    func collect(_ source: SourceText) {
      for token in Lexer.lex(source).tokens {
        switch token.kind {
        case .name(let name) where seen.insert(name).inserted: names.append(name)
        case .quotedName(let name) where seen.insert(name).inserted: names.append(name)
        case .interpolated(let parts):
          for case .expression(let lower, let upper) in parts {
            let text = String(decoding: source.bytes[lower..<upper], as: UTF8.self)
            collect(SourceText(name: source.name, text: text))
          }
        default: break
        }
      }
    }
    collect(source)
    return names
  }
}
