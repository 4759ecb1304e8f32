/// The report of a run in the XML of JUnit, as continuous integration reads it: a suite for each
/// notebook, a case for each cell.
///
/// It holds to the stricter of the two schemas in use (that of Windy Road for Ant), which asks for
/// every count, a host and a package, and keeps to the order properties, cases, output; the schema of
/// Jenkins allows all of that. What belongs to no cell is a case named `(notebook)`.
enum JUnitReport {
  /// The name of the case for what belongs to no cell.
  private static let ownCase = "(notebook)"

  /// The text, ending with a line break.
  static func text(_ report: RunReport) -> String {
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for (index, notebook) in report.notebooks.enumerated() {
      out += suite(notebook, number: index, startedAt: report.startedAt)
    }
    return out + "</testsuites>\n"
  }

  // MARK: Suites

  private enum Result {
    case passed
    case skipped(String)
    case failure(NotebookReport.Finding)
    case error(NotebookReport.Finding)

    init(_ finding: NotebookReport.Finding) {
      self = finding.kind == "expectation" ? .failure(finding) : .error(finding)
    }
  }

  private struct Case {
    var name: String
    var seconds: Double
    var result: Result
  }

  private static func suite(
    _ notebook: NotebookReport, number: Int, startedAt: String
  ) -> String {
    let cases = cases(of: notebook)
    var failures = 0
    var errors = 0
    var skipped = 0
    for item in cases {
      switch item.result {
      case .passed: break
      case .skipped: skipped += 1
      case .failure: failures += 1
      case .error: errors += 1
      }
    }
    let parts = notebook.path.split(separator: "/", omittingEmptySubsequences: false)
    let time = notebook.startedAt.isEmpty ? startedAt : notebook.startedAt
    let attributes: [(String, String)] = [
      ("id", String(number)), ("package", parts.dropLast().joined(separator: ".")),
      ("name", notebook.title), ("timestamp", time.hasSuffix("Z") ? String(time.dropLast()) : time),
      ("hostname", "localhost"), ("tests", String(cases.count)), ("failures", String(failures)),
      ("errors", String(errors)), ("skipped", String(skipped)),
      ("time", seconds(notebook.durationSeconds)),
    ]
    var out = "  <testsuite" + XMLText.attributes(attributes) + ">\n" + properties(of: notebook)
    for item in cases { out += text(item, in: notebook) }
    out += element("system-out", notes(of: notebook), indent: "    ")
    out += element("system-err", warnings(of: notebook), indent: "    ")
    return out + "  </testsuite>\n"
  }

  private static func cases(of notebook: NotebookReport) -> [Case] {
    var cases = notebook.cells.map {
      Case(name: $0.id, seconds: $0.durationSeconds ?? 0, result: result(of: $0))
    }
    if notebook.outcome == .notRun {
      let reason = notebook.ownFailure?.message ?? "it was not run"
      cases.insert(Case(name: ownCase, seconds: 0, result: .skipped(reason)), at: 0)
    } else if let failure = notebook.ownFailure {
      cases.insert(Case(name: ownCase, seconds: 0, result: Result(failure)), at: 0)
    }
    return cases
  }

  private static func result(of cell: NotebookReport.Cell) -> Result {
    if let failure = cell.failure { return Result(failure) }
    switch cell.status {
    case .ok: return .passed
    case .skipped(let needs):
      return .skipped(needs.isEmpty ? "skipped" : "needs " + needs.joined(separator: ", "))
    case .cancelled: return .skipped("the run was stopped before it was done")
    case .notRun: return .skipped("it was not to be run")
    case .failed:
      return .error(
        NotebookReport.Finding(
          code: "", severity: "error", kind: "program", message: "the cell failed", snippet: ""))
    }
  }

  // MARK: Elements

  private static func properties(of notebook: NotebookReport) -> String {
    let all =
      [("exit", String(notebook.exitStatus.rawValue)), ("semantics", String(notebook.semantics))]
      + notebook.parameters.map { ("parameter \($0.name)", $0.value) }
      + notebook.data.map { ("data \($0.name)", $0.digest) }
    let lines = all.map { name, value in
      "      <property" + XMLText.attributes([("name", name), ("value", value)]) + "/>\n"
    }
    return "    <properties>\n" + lines.joined() + "    </properties>\n"
  }

  private static func text(_ item: Case, in notebook: NotebookReport) -> String {
    let attributes = [
      ("name", item.name), ("classname", notebook.title), ("time", seconds(item.seconds)),
    ]
    let start = "    <testcase" + XMLText.attributes(attributes)
    switch item.result {
    case .passed: return start + "/>\n"
    case .skipped(let reason):
      return start + ">\n      <skipped" + XMLText.attributes([("message", reason)])
        + "/>\n    </testcase>\n"
    case .failure(let finding):
      return start + ">\n" + text("failure", finding, in: notebook) + "    </testcase>\n"
    case .error(let finding):
      return start + ">\n" + text("error", finding, in: notebook) + "    </testcase>\n"
    }
  }

  private static func text(
    _ name: String, _ finding: NotebookReport.Finding, in notebook: NotebookReport
  ) -> String {
    let type = finding.code.isEmpty ? finding.kind : "\(finding.code) \(finding.kind)"
    var place = ""
    if let line = finding.line {
      place = "\(notebook.path):\(line)\(finding.column.map { ":\($0)" } ?? "")\n"
    }
    return element(
      name, place + finding.snippet, [("message", finding.sentence), ("type", type)],
      indent: "      ")
  }

  private static func element(
    _ name: String, _ content: String, _ attributes: [(String, String)] = [], indent: String
  ) -> String {
    let start = indent + "<" + name + XMLText.attributes(attributes)
    return content.isEmpty
      ? start + "/>\n" : start + ">" + XMLText.content(content) + "</\(name)>\n"
  }

  private static func notes(of notebook: NotebookReport) -> String {
    notebook.cells.flatMap { cell in cell.notes.map { "\(cell.id): \($0)\n" } }.joined()
  }

  private static func warnings(of notebook: NotebookReport) -> String {
    (notebook.findings + notebook.cells.flatMap(\.findings)).filter { $0.severity == "warning" }
      .map(\.snippet).joined()
  }

  /// Seconds as XML Schema writes decimals, which have no exponent.
  private static func seconds(_ value: Double) -> String {
    guard value.isFinite, value > 0, value < 1e12 else { return "0.000" }
    let thousandths = Int((value * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}

/// Texts in XML 1.0.
///
/// Characters that XML cannot hold, such as the control characters in the content of a data file,
/// are shown as the pictures that Unicode has for them, or as U+FFFD.
enum XMLText {
  /// Attributes with a space before each.
  static func attributes(_ all: [(String, String)]) -> String {
    all.map { " \($0)=\"\(escaped($1, isAttribute: true))\"" }.joined()
  }

  /// The content of an element.
  static func content(_ text: String) -> String { escaped(text, isAttribute: false) }

  private static func escaped(_ text: String, isAttribute: Bool) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      // Always, so that `]]>` never stands in a text.
      case ">": out += "&gt;"
      case "\"" where isAttribute: out += "&quot;"
      // Readers turn line breaks in attributes into spaces, and CR everywhere into LF.
      case "\n" where isAttribute, "\t" where isAttribute, "\r": out += "&#\(scalar.value);"
      case "\n", "\t": out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(visible(scalar))
      }
    }
    return out
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case ..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: scalar
    }
  }
}
