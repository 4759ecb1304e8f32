public import Catalog
import Columnar
import Diagnostics
public import Notebooks
import QueryLanguage

/// Lists the parameters of a notebook as a table.
public struct ParameterListing {
  private let presentation: PresentationOptions
  private let registry: Registry

  /// Creates a listing.
  public init(_ presentation: PresentationOptions, registry: Registry = .standard) {
    self.presentation = presentation
    self.registry = registry
  }

  /// Writes the list: name, type, default and help.
  ///
  /// - Parameter json: Whether it is one JSON object instead of a table.
  public func run(
    _ path: String, json: Bool = false, output: any ByteSink, talk: any ByteSink
  ) -> ExitStatus {
    do throws(Diagnostic) {
      let (notebook, problems) = Notebook.parse(bytes: try FileText.readBytes(path), name: path)
      if let problem = problems.first(where: { $0.severity == .error }) { throw problem }
      let parameters = CellDependencies(
        notebook, path: path, verbs: registry.verbForms
      ).parameters
      if json {
        try output.write(Self.json(path, parameters).rendered() + "\n")
        return .success
      }
      func column(_ text: (ParameterSyntax) -> String) -> Column {
        var builder = ColumnBuilder(.text, capacity: parameters.count)
        for parameter in parameters { builder.append(.text(text(parameter))) }
        return builder.finish()
      }
      let table = Table([
        ("name", column { $0.name.text }), ("type", column { $0.kindSpan.text }),
        ("default", column { $0.defaultSpan.text }), ("help", column { $0.help ?? "" }),
      ])
      try ResultPresenter(registry: registry, options: presentation)
        .present(table, rowLimit: nil, to: output)
      return .success
    } catch {
      FindingWriter(talk).write(error)
      return ExitStatus(error.kind)
    }
  }

  // MARK: JSON

  /// One object, for programs that ask for values: what a flag of each parameter takes.
  ///
  /// `choices` are those that stand in the notebook; null when any value of the type is taken, or
  /// when they are the values of a column.
  private static func json(_ path: String, _ parameters: [ParameterSyntax]) -> JSONValue {
    let all = parameters.map { parameter in
      JSONValue.object([
        "name": .text(parameter.name.text), "type": .text(parameter.kindSpan.text),
        "default": .text(parameter.defaultSpan.text),
        "help": parameter.help.map { .text($0) } ?? .null,
        "switch": .bool(isSwitch(parameter.kind)), "list": .bool(isList(parameter.kind)),
        "choices": choices(parameter.kind),
      ])
    }
    return .object(["version": .int(1), "notebook": .text(path), "parameters": .array(all)])
  }

  private static func isSwitch(_ kind: ParameterSyntax.Kind) -> Bool {
    if case .bool = kind { true } else { false }
  }

  private static func isList(_ kind: ParameterSyntax.Kind) -> Bool {
    if case .anyOf = kind { true } else { false }
  }

  private static func choices(_ kind: ParameterSyntax.Kind) -> JSONValue {
    switch kind {
    case .oneOf(.values(let choices)), .anyOf(.values(let choices)):
      .array(
        choices.map { choice in
          if case .literal(.text(let text), _) = choice {
            .text(text)
          } else {
            .text(choice.span.text)
          }
        })
    default: .null
    }
  }
}
