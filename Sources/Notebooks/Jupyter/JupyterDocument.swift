import Diagnostics

/// A Jupyter notebook of any format from 3 to 4.5, in one shape.
struct JupyterDocument {
  /// What a cell is.
  enum Kind: Sendable { case code, markdown, raw }

  /// One cell.
  struct Cell {
    /// Its place in the file, counted from 1.
    var number: Int
    var kind: Kind
    /// Its text, with LF line breaks.
    var source: String
    var id: String?
    var metadata: JSONValue
    var attachments: JSONValue?
    var outputs: [JupyterOutput]
    /// The language of its code, where the cell says so itself.
    var language: String?
  }

  private(set) var cells: [Cell] = []
  private(set) var metadata: JSONValue = .object([:])
  /// Whether cells have to have ids in this format.
  private(set) var hasIds = false
  /// What was left out, as words with the number of the cell.
  private(set) var leftOut: [String] = []

  /// The word for its language.
  var language: String {
    let word =
      metadata["language_info"]?["name"]?.asText ?? metadata["kernelspec"]?["language"]?.asText
      ?? metadata["kernelspec"]?["name"]?.asText
      ?? cells.first { $0.language != nil }?.language ?? "python"
    let lower = word.lowercased()
    return lower == "ipython" || lower.hasPrefix("python") ? "python" : lower
  }

  /// Whether the code is hfnb's own.
  var isOwn: Bool { language == "hfq" || metadata["kernelspec"]?["name"]?.asText == "hfnb" }

  /// Reads a document.
  ///
  /// - Throws: `E691` when the value is no notebook, or one of a format that is not read.
  init(_ root: JSONValue, name: String) throws(Diagnostic) {
    guard case .object = root, let format = root["nbformat"]?.asInt else {
      throw Self.refusal(
        name, "it is JSON, but has no `nbformat`", "A Jupyter notebook says its format there.")
    }
    guard (3...4).contains(format) else {
      throw format < 3
        ? Self.refusal(
          name, "its format \(format) is from before 2013",
          "`jupyter nbconvert --to notebook` writes it in a newer one.")
        : Self.refusal(name, "it has format \(format)", "Formats 3 and 4 are read.")
    }
    metadata = root["metadata"] ?? metadata
    hasIds = format == 4 && (root["nbformat_minor"]?.asInt ?? 0) >= 5
    var found = root["cells"]?.asArray
    if format == 3 { found = root["worksheets"]?.asArray?.flatMap { $0["cells"]?.asArray ?? [] } }
    guard let found else {
      throw Self.refusal(
        name, "it has no list of cells",
        "Format \(format) keeps them in `\(format == 3 ? "worksheets" : "cells")`.")
    }
    for (index, value) in found.enumerated() { append(value, index + 1) }
  }

  private static func refusal(_ name: String, _ reason: String, _ detail: String) -> Diagnostic {
    Diagnostic(
      "E691", "`\(name)` is not a Jupyter notebook that is read: \(reason)", details: [detail],
      kind: .data)
  }

  private mutating func append(_ value: JSONValue, _ number: Int) {
    let kind: Kind
    var source = JupyterJSON.joined(value["source"])
    switch value["cell_type"]?.asText {
    case "code":
      kind = .code
      source = source ?? JupyterJSON.joined(value["input"])
    case "markdown": kind = .markdown
    case "heading":
      kind = .markdown
      let level = min(max(value["level"]?.asInt ?? 1, 1), 6)
      let words = (source ?? "").utf8.split { $0 == 10 || $0 == 13 }
        .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      source = String(repeating: "#", count: level) + " " + words
    case "raw", "html": kind = .raw
    case let other:
      leftOut.append("cell \(number): " + (other.map { "kind `\($0)`" } ?? "no kind of cell"))
      return
    }
    if source == nil { leftOut.append("cell \(number): its text is no text") }
    cells.append(
      Cell(
        number: number, kind: kind, source: ProseCells.unixLines(source ?? ""),
        id: value["id"]?.asText, metadata: value["metadata"] ?? .object([:]),
        attachments: value["attachments"],
        outputs: (value["outputs"]?.asArray ?? []).map(JupyterOutput.init),
        language: value["language"]?.asText))
  }
}

/// One output of a cell: its text, and what else it holds.
struct JupyterOutput {
  /// The text; nil when there is none, or when it only stands for a picture or a control.
  var text: String?
  /// Whether it holds more than text, such as HTML, script, a picture or a control.
  var holdsMore = false

  init(_ value: JSONValue) {
    switch value["output_type"]?.asText {
    case "stream": text = JupyterJSON.joined(value["text"])
    case "error", "pyerr":
      text = (value["traceback"]?.asTexts ?? []).joined(separator: "\n")
      if text == "" {
        text = [value["ename"]?.asText, value["evalue"]?.asText].compactMap(\.self)
          .joined(separator: ": ")
      }
    default:
      // Format 3 has the forms beside each other, under short names.
      let forms = value["data"] ?? value
      guard case .object(let members) = forms else { return }
      text = JupyterJSON.joined(forms["text/plain"]) ?? JupyterJSON.joined(forms["text"])
      let plain: Set<String> = [
        "text/plain", "text", "output_type", "metadata", "prompt_number", "execution_count",
      ]
      holdsMore = members.keys.contains { !plain.contains($0) }
      // The text beside a picture or a control only says that there is one.
      let isStandIn = members.keys.contains {
        ["image/", "png", "jpeg", "svg", "application/vnd.jupyter.widget"].contains(
          where: $0.hasPrefix)
      }
      if isStandIn { text = nil }
    }
    text = text.map(Self.withoutControls)
    if text?.isEmpty == true { text = nil }
  }

  /// A text as a terminal leaves it: without colours, bells and other controls.
  static func withoutControls(_ text: String) -> String {
    var out: [UInt8] = []
    var bytes = Array(ProseCells.unixLines(text).utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == 0x1B {
        if bytes.first == UInt8(ascii: "[") {
          bytes = bytes.dropFirst().drop { (0x20...0x3F).contains($0) }.dropFirst()
        } else {
          bytes = bytes.dropFirst()
        }
      } else if byte == UInt8(ascii: "\r") {
        out.append(UInt8(ascii: "\n"))
      } else if byte == 9 || byte == 10 || byte >= 32 && byte != 127 {
        out.append(byte)
      }
    }
    while let last = out.last, last == 10 || last == 32 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }
}
