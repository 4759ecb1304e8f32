public import Catalog
import Diagnostics
public import Notebooks

/// Prints the pages of codes.
public struct CodeExplanation {
  private let output: any ByteSink
  private let talk: any ByteSink

  /// Creates a printer.
  public init(output: any ByteSink, talk: any ByteSink) {
    self.output = output
    self.talk = talk
  }

  /// Prints the pages of some codes, or a line for each code when none is named.
  public func run(_ codes: [String]?) -> ExitStatus {
    do throws(Diagnostic) {
      guard let codes else {
        for page in FindingPages.all { try output.write("\(page.code)  \(page.meaning)\n") }
        return .success
      }
      for (index, code) in codes.enumerated() {
        try output.write((index > 0 ? "\n" : "") + (try Self.page(of: code)).text)
      }
      return .success
    } catch {
      FindingWriter(talk).write(error)
      return ExitStatus(error.kind)
    }
  }

  static func page(of code: String) throws(Diagnostic) -> FindingPage {
    if let page = FindingPages.page(code) { return page }
    throw Diagnostic(
      "E408", "there is no code `\(code)`",
      details: ["`hfnb explain --list` lists the codes."], kind: .usage)
  }
}
