import Diagnostics
import Notebooks

/// One notebook, or one combination of a matrix, to be run by a worker.
///
/// It travels to the worker as one line of JSON.
struct WorkerJob: Sendable, Hashable {
  /// The notebook.
  var path: String
  /// The combination of a matrix that this is; empty without one.
  var variant = ""
  /// The folder for results.
  var resultFolder: String
  /// The path of pages without their endings.
  var pageBase: String
  /// The values of parameters.
  var parameterValues: [String: [String]] = [:]
  /// The threads; nil for one per processor.
  var threadCount: Int?
  /// The date of `today()`.
  var today: Int32?
  /// Whether notes make the run fail.
  var isStrict = false
  /// Whether the first failing cell stops the notebook.
  var stopsAtFirstFailure = false
  /// Whether it asks before it writes results.
  var asksBeforeWriting = false
  /// Whether it runs only when all is as the lock says.
  var isLocked = false
  /// How results of earlier runs are used; nil when every cell is run and nothing is kept.
  var cache: CacheUse?
  /// Whether damaged results in the cache are told.
  var isVerbose = false
  /// Whether it waits for another run that makes the same results.
  var waits = false
  /// Whether nothing but errors is told.
  var isQuiet = false
  /// Whether the report lists the files of results.
  var listsFiles = false
  /// Whether results are written at all.
  var writesResults = true
  /// Which results and pages are written.
  var formats: [String] = []
  /// The form of findings.
  var findings = FindingWriter.Form.text
  /// Whether findings are coloured.
  var color = false
  /// The limits of the command line.
  var limits = CommandLimits()
  /// The ids of the cells that are run; nil for all.
  var cells: [String]?
  /// The cell whose results are written to standard output.
  var shownCell: String?
  /// The form in which they are written: one of `shownForms`.
  var shownForm = "text"

  /// The forms of results on standard output.
  static let shownForms: [String: MIMEType] = ["text": .plainText, "csv": .csv, "svg": .svg]
}

extension WorkerJob {
  /// The path, and the combination if there is one.
  var title: String { ProgressJob(path: path, variant: variant, cellCount: 0).title }

  /// The job as JSON.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "path": .text(path), "variant": .text(variant), "results": .text(resultFolder),
      "pages": .text(pageBase), "formats": .array(formats.map { .text($0) }),
      "parameters": .object(
        parameterValues.mapValues { values in .array(values.map { .text($0) }) }),
      "strict": .bool(isStrict), "fail_fast": .bool(stopsAtFirstFailure),
      "asks": .bool(asksBeforeWriting), "locked": .bool(isLocked),
      "writes": .bool(writesResults), "waits": .bool(waits), "quiet": .bool(isQuiet),
      "lists": .bool(listsFiles),
      "findings": .text(findings.rawValue), "color": .bool(color),
    ]
    if let cache {
      members["cache"] = .object([
        "all": .bool(cache.refreshesAll), "cells": .array(cache.refreshed.map { .text($0) }),
        "folder": cache.folder.map { .text($0) } ?? .null,
      ])
    }
    members["verbose"] = .bool(isVerbose)
    members["cells"] = cells.map { .array($0.map { .text($0) }) }
    members["shown"] = shownCell.map { .text($0) }
    members["form"] = .text(shownForm)
    members["threads"] = threadCount.map { .int($0) }
    members["today"] = today.map { .int(Int($0)) }
    members["cell_limit"] = limits.cell.map(Self.milliseconds)
    members["notebook_limit"] = limits.notebook.map(Self.milliseconds)
    members["total_limit"] = limits.total.map(Self.milliseconds)
    members["total_deadline"] = limits.totalDeadline.map { .int(Int($0)) }
    members["memory_limit"] = limits.memory.map { .int($0) }
    return .object(members)
  }

  /// The job that JSON holds; nil when it is none.
  init?(_ json: JSONValue) {
    guard let path = json["path"]?.asText, let variant = json["variant"]?.asText,
      let results = json["results"]?.asText, let pages = json["pages"]?.asText,
      let formats = json["formats"]?.asTexts,
      let form = json["findings"]?.asText.flatMap(FindingWriter.Form.init),
      case .object(let parameters)? = json["parameters"]
    else { return nil }
    self.init(path: path, resultFolder: results, pageBase: pages)
    self.variant = variant
    self.formats = formats
    parameterValues = parameters.compactMapValues(\.asTexts)
    cells = json["cells"]?.asTexts
    shownCell = json["shown"]?.asText
    shownForm = json["form"]?.asText ?? shownForm
    threadCount = json["threads"]?.asInt
    today = json["today"]?.asInt.flatMap { Int32(exactly: $0) }
    isStrict = json["strict"] == .bool(true)
    stopsAtFirstFailure = json["fail_fast"] == .bool(true)
    asksBeforeWriting = json["asks"] == .bool(true)
    isLocked = json["locked"] == .bool(true)
    writesResults = json["writes"] == .bool(true)
    waits = json["waits"] == .bool(true)
    listsFiles = json["lists"] == .bool(true)
    isQuiet = json["quiet"] == .bool(true)
    isVerbose = json["verbose"] == .bool(true)
    if let use = json["cache"] {
      cache = CacheUse(
        folder: use["folder"]?.asText, refreshesAll: use["all"] == .bool(true),
        refreshed: use["cells"]?.asTexts ?? [])
    }
    findings = form
    color = json["color"] == .bool(true)
    limits.cell = Self.duration(json["cell_limit"])
    limits.notebook = Self.duration(json["notebook_limit"])
    limits.total = Self.duration(json["total_limit"])
    limits.totalDeadline = json["total_deadline"]?.asInt.flatMap { UInt64(exactly: $0) }
    limits.memory = json["memory_limit"]?.asInt
  }

  private static func milliseconds(_ duration: Duration) -> JSONValue {
    .int(Int(duration.nanoseconds / 1_000_000))
  }

  private static func duration(_ json: JSONValue?) -> Duration? {
    json?.asInt.map { .milliseconds($0) }
  }
}
