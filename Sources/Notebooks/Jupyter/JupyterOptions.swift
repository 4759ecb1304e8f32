import Diagnostics

/// The options of a cell as Jupyter's tools know them, and back.
///
/// The lines are kept in `metadata.hfnb.options` as the author wrote them. What Jupyter has a word for
/// also stands at its place there; where somebody changed that word, it wins over the line.
struct JupyterOptions {
  /// The tag of a cell whose code a page hides.
  private static let hidesInput = "hide-input"
  /// The tag of a cell whose result a page hides.
  private static let hidesOutput = "hide-output"
  /// The tag of a cell that is not executed.
  private static let skips = "skip-execution"
  /// The tag of a cell that is meant to fail.
  private static let fails = "raises-exception"
  private static let reserved: Set<String> = [hidesInput, hidesOutput, skips, fails]

  /// The option lines, without `#| `.
  private(set) var lines: [OptionLine]

  init(_ lines: [OptionLine]) { self.lines = lines }

  /// The options of a cell of a Jupyter notebook.
  init(metadata: JSONValue) {
    lines = (metadata["hfnb"]?["options"]?.asTexts ?? []).map(Self.line)
    let tags = (metadata["tags"]?.asTexts ?? []).map { tag in
      tag.unicodeScalars.map { Self.isSeparator($0) ? "-" : String($0) }.joined()
    }
    reconcile(tags, isFolded: metadata["jupyter"]?["source_hidden"] == .bool(true))
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar == "," || scalar.value == 0x7F
  }

  /// A line as it was written: a key and a value when it has a colon.
  private static func line(_ text: String) -> OptionLine {
    let plain = text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : String($0) }.joined()
    guard let colon = plain.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return OptionLine(key: "", value: plain.trimmingSpaces())
    }
    return OptionLine(
      key: plain[..<colon].trimmingSpaces(),
      value: plain[plain.utf8.index(after: colon)...].trimmingSpaces())
  }

  // MARK: What the lines say

  private func value(_ key: CellOptions.Key) -> String? {
    lines.first { $0.key == key.rawValue }?.value
  }

  private var show: CellOptions.Show {
    value(.show).flatMap(CellOptions.Show.init) ?? .all
  }

  private var isFolded: Bool { value(.fold) == "true" }
  private var isRun: Bool { value(.run) != "false" }
  private var isMeantToFail: Bool { (value(.error) ?? "never") != "never" }

  private var words: [String] {
    (value(.tags) ?? "").split { [" ", ",", "\t"].contains($0) }.map(String.init)
  }

  /// The tags, Jupyter's first.
  private var tags: [String] {
    var tags: [String] = []
    if show == .result || show == .none { tags.append(Self.hidesInput) }
    if show == .code || show == .none { tags.append(Self.hidesOutput) }
    if !isRun { tags.append(Self.skips) }
    if isMeantToFail { tags.append(Self.fails) }
    return tags + words.filter { !tags.contains($0) }
  }

  /// The members of a cell's metadata.
  var metadata: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    if !tags.isEmpty { members["tags"] = .array(tags.map { .text($0) }) }
    if isFolded { members["jupyter"] = .object(["source_hidden": .bool(true)]) }
    return members
  }

  /// The lines as `metadata.hfnb.options` holds them; nil when there are none.
  var kept: JSONValue? {
    guard !lines.isEmpty else { return nil }
    return .array(lines.map { .text(Self.text($0)) })
  }

  private static func text(_ line: OptionLine) -> String {
    if line.key.isEmpty { return line.value }
    return line.value.isEmpty ? "\(line.key):" : "\(line.key): \(line.value)"
  }

  /// The lines of a notebook.
  var source: [String] {
    lines.map { line in
      let text = Self.text(line)
      return text.isEmpty ? "#|" : "#| \(text)"
    }
  }

  // MARK: What somebody changed in Jupyter

  private mutating func reconcile(_ found: [String], isFolded: Bool) {
    if isFolded != self.isFolded { set(.fold, isFolded ? "true" : nil) }
    guard found != tags else { return }
    let hides = (found.contains(Self.hidesInput), found.contains(Self.hidesOutput))
    let shown: CellOptions.Show =
      switch hides {
      case (false, false): .all
      case (false, true): .code
      case (true, false): .result
      case (true, true): .none
      }
    if shown != show { set(.show, shown == .all ? nil : shown.rawValue) }
    if found.contains(Self.skips) == isRun {
      set(.run, found.contains(Self.skips) ? "false" : nil)
    }
    if found.contains(Self.fails) != isMeantToFail {
      set(.error, found.contains(Self.fails) ? "expected" : nil)
    }
    let others = found.filter { !Self.reserved.contains($0) && !$0.isEmpty }
    if others != words.filter({ !Self.reserved.contains($0) }) {
      set(.tags, others.isEmpty ? nil : others.joined(separator: ", "))
    }
  }

  private mutating func set(_ key: CellOptions.Key, _ value: String?) {
    let index = lines.firstIndex { $0.key == key.rawValue }
    switch (index, value) {
    case (let index?, let value?): lines[index].value = value
    case (let index?, nil): lines.remove(at: index)
    case (nil, let value?): lines.append(OptionLine(key: key.rawValue, value: value))
    case (nil, nil): break
    }
  }
}
