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
  public func run(_ path: String, output: any ByteSink, talk: any ByteSink) -> ExitStatus {
    do throws(Diagnostic) {
      let (notebook, problems) = Notebook.parse(bytes: try FileText.readBytes(path), name: path)
      if let problem = problems.first(where: { $0.severity == .error }) { throw problem }
      let parameters = CellDependencies(
        notebook, path: path, verbs: registry.verbForms
      ).parameters
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
}
