import Catalog
import Charts
import Columnar
import Diagnostics
import QueryLanguage

/// The clause `scale` of `plot`: how values of an axis or of the colours are shown.
extension PlotClauses {
  static let scale: [ClauseForm] = [
    ClauseForm("channel", .name, required: true, help: "x, y or color"),
    ClauseForm("linear", words: ["linear"], .flag, help: "equal steps for equal differences"),
    ClauseForm("log", words: ["log"], .flag, help: "equal steps for equal ratios"),
    ClauseForm("log2", words: ["log2"], .flag, help: "like log, with powers of two"),
    ClauseForm("symlog", words: ["symlog"], .flag, help: "like log, with zero"),
    ClauseForm("reverse", words: ["reverse"], .flag, help: "the other way round"),
    ClauseForm("from", words: ["from"], .expression, help: "where it begins"),
    ClauseForm("to", words: ["to"], .expression, help: "where it ends"),
    ClauseForm(
      "format", words: ["format"],
      .group([
        ClauseForm("name", .name, help: "percent, bytes or KiB"),
        ClauseForm("pattern", .text, help: "a pattern such as \"0.0\""),
      ]), help: "how numbers are written"),
    ClauseForm("ticks", words: ["ticks"], .expression, help: "the step between marks"),
    ClauseForm("angle", words: ["angle"], .expression, help: "degrees by which labels are turned"),
    ClauseForm(
      "palette", words: ["palette"], .text, help: "paired, set2, viridis … for colours"),
    ClauseForm("colors", .mapping, help: "a colour for each value"),
    ClauseForm(
      "midpoint", words: ["midpoint"], .expression, help: "the value between two colours"),
    ClauseForm("steps", words: ["steps"], .expression, help: "how many colours, 2 to 9"),
  ]

  private static let transforms = ["linear", "log", "log2", "symlog"]

  static func read(
    scale parts: Parts, into spec: inout ChartSpec, _ arguments: Arguments
  ) throws(Diagnostic) {
    guard let channel = parts.name("channel") else { return }
    switch channel.text {
    case "color": try read(color: parts, into: &spec.color, arguments)
    case "x": try read(axis: parts, into: &spec.x, arguments)
    case "y": try read(axis: parts, into: &spec.y, arguments)
    default: throw unknownChannel(channel, ["x", "y", "color"])
    }
  }

  private static func read(
    color parts: Parts, into color: inout ColorSpec, _ arguments: Arguments
  ) throws(Diagnostic) {
    try refuse(["ticks", "angle"], in: parts, of: "colours")
    color.span = parts.span
    color.palette = parts.text("palette") ?? color.palette
    if case .mapping(let entries)? = parts.content("colors") {
      color.mapping += entries.map { ($0.key.text, $0.value.text) }
    }
    for name in transforms where parts.content(name) != nil { color.transform = name }
    if parts.content("reverse") != nil { color.isReversed = true }
    color.from = try parts.constant("from", arguments) ?? color.from
    color.to = try parts.constant("to", arguments) ?? color.to
    color.midpoint = try parts.constant("midpoint", arguments) ?? color.midpoint
    color.format = try format(parts) ?? color.format
    if let value = try parts.constant("steps", arguments) {
      guard case .int(let count) = value, (2...9).contains(count) else {
        throw Diagnostic(
          "E378", "a ramp has 2 to 9 steps, not \(ValueText.plain(value))",
          at: parts.clauseSpan("steps"))
      }
      color.steps = Int(count)
    }
  }

  private static func read(
    axis parts: Parts, into axis: inout AxisSpec, _ arguments: Arguments
  ) throws(Diagnostic) {
    try refuse(["palette", "colors", "midpoint", "steps"], in: parts, of: "an axis")
    axis.span = parts.span
    for name in transforms where parts.content(name) != nil { axis.transform = name }
    if parts.content("reverse") != nil { axis.isReversed = true }
    axis.from = try parts.constant("from", arguments) ?? axis.from
    axis.to = try parts.constant("to", arguments) ?? axis.to
    axis.ticks = try parts.constant("ticks", arguments) ?? axis.ticks
    axis.format = try format(parts) ?? axis.format
    if let value = try parts.constant("angle", arguments) {
      guard let degrees = value.asDouble, (-90...90).contains(degrees) else {
        throw Diagnostic(
          "E378", "labels are turned by −90 to 90 degrees, not \(ValueText.plain(value))",
          at: parts.clauseSpan("angle"))
      }
      axis.angle = degrees
    }
  }

  /// Refuses what belongs to another kind of scale.
  private static func refuse(
    _ keys: [String], in parts: Parts, of what: String
  ) throws(Diagnostic) {
    for key in keys where parts.content(key) != nil {
      let word = key == "colors" ? "{…}" : key
      throw Diagnostic(
        "E392", "`\(word)` does not belong to \(what)", at: parts.clauseSpan(key),
        details: [
          what == "colours"
            ? "`scale color` takes palette, {…}, from, to, midpoint, steps, log, format."
            : "An axis takes log, log2, symlog, reverse, from, to, ticks, format, angle."
        ])
    }
  }

  private static func format(_ parts: Parts) throws(Diagnostic) -> NumberFormat? {
    guard case .group(let format)? = parts.content("format") else { return nil }
    var found: NumberFormat?
    for clause in format {
      let text: String
      switch clause.content {
      case .names(let names): text = names.first?.text ?? ""
      case .text(let pattern, _): text = pattern
      default: continue
      }
      guard let parsed = NumberFormat(text: text) else {
        throw Diagnostic(
          "E393", "`\(text)` is not a format of numbers", at: clause.span,
          details: ["For example: percent, bytes, KiB, \"0.0\", \"0,0\", \"$0.00\""])
      }
      found = parsed
    }
    return found
  }
}
