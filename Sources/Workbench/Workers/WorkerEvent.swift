import Diagnostics
import Notebooks

/// What a worker tells while it runs a notebook; each travels as one line of JSON.
enum WorkerEvent: Sendable {
  /// A cell begins; with the monotonic time at which its limit ends, in nanoseconds.
  case begin(cell: String, line: Int, deadline: UInt64?)
  /// A cell ended; the names of its files are told at the end.
  case cell(NotebookReport.Cell)
  /// Findings in the form that was asked for.
  case findings(String)
  /// All cells are done with this status, and the worker asks whether it may write.
  case ready(ExitStatus)
  /// The memory went over its limit in a cell, and the worker leaves at once.
  case outOfMemory(limit: String, origin: String)
  /// The notebook is done.
  case end(NotebookReport)
}

extension WorkerEvent {
  /// The event as JSON.
  var json: JSONValue {
    switch self {
    case .begin(let cell, let line, let deadline):
      .object([
        "event": .text("begin"), "cell": .text(cell), "line": .int(line),
        "deadline": deadline.map { .int(Int($0)) } ?? .null,
      ])
    case .cell(let cell): .object(["event": .text("cell"), "cell": cell.json])
    case .findings(let text): .object(["event": .text("findings"), "text": .text(text)])
    case .ready(let status):
      .object(["event": .text("ready"), "exit": .int(Int(status.rawValue))])
    case .outOfMemory(let limit, let origin):
      .object([
        "event": .text("out of memory"), "limit": .text(limit), "origin": .text(origin),
      ])
    case .end(let report): .object(["event": .text("end"), "report": report.json])
    }
  }

  /// The event that JSON holds; nil when it is none.
  init?(_ json: JSONValue) {
    switch json["event"]?.asText {
    case "begin":
      guard let cell = json["cell"]?.asText, let line = json["line"]?.asInt else { return nil }
      self = .begin(
        cell: cell, line: line, deadline: json["deadline"]?.asInt.flatMap { UInt64(exactly: $0) })
    case "cell":
      guard let cell = json["cell"].flatMap(NotebookReport.Cell.init) else { return nil }
      self = .cell(cell)
    case "findings":
      guard let text = json["text"]?.asText else { return nil }
      self = .findings(text)
    case "ready":
      guard let exit = json["exit"]?.asInt,
        let status = Int32(exactly: exit).flatMap(ExitStatus.init(rawValue:))
      else { return nil }
      self = .ready(status)
    case "out of memory":
      guard let limit = json["limit"]?.asText, let origin = json["origin"]?.asText else {
        return nil
      }
      self = .outOfMemory(limit: limit, origin: origin)
    case "end":
      guard let report = json["report"].flatMap(NotebookReport.init) else { return nil }
      self = .end(report)
    default: return nil
    }
  }
}
