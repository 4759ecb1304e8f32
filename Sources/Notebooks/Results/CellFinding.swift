import Diagnostics

/// An error or a warning as a page shows it, whether it was just found or comes from stored results.
public struct CellFinding: Sendable, Hashable {
  /// Whether it is an error; else it is a warning.
  public var isError: Bool
  /// The code, such as `E201`.
  public var code: String
  /// What is wrong.
  public var message: String
  /// The complete message with the lines that it points at.
  public var text: String

  /// Creates a finding.
  public init(isError: Bool, code: String, message: String, text: String) {
    self.isError = isError
    self.code = code
    self.message = message
    self.text = text
  }
}

extension CellRun {
  /// The errors and warnings as pages show them.
  public var findings: [CellFinding] {
    // Results are the same in every folder.
    let renderer = DiagnosticRenderer(showsFolders: false)
    return storedFindings
      + diagnostics.map {
        CellFinding(
          isError: $0.severity == .error, code: $0.code, message: $0.message,
          text: renderer.render($0))
      }
  }
}
