import Diagnostics

extension NotebookLock {
  /// The lock as text: facts about the notebook, then data by name, then cells by id.
  public var text: String {
    var lines = ["hfnb-lock \(Self.version)", "semantics \(semantics)", "lang \(language)"]
    lines.append("source sha256:\(source)")
    lines += Self.sorted(settings).map {
      "set \(LockWords.word($0.name)) \(LockWords.word($0.value))"
    }
    lines.append("today \(today ?? "-")")
    lines += Self.sorted(parameters).map { "param \(LockWords.word($0.name)) \($0.value)" }
    lines += Self.sorted(uses).map { "use \(JSONValue.quoted($0.name)) sha256:\($0.value)" }
    for data in data.sorted(by: { Self.precedes($0.name, $1.name) }) { lines += Self.lines(data) }
    for cell in cells.sorted(by: { Self.precedes($0.id, $1.id) }) { lines += Self.lines(cell) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The texts of a value that is a text or a list of texts; nil for any other.
  public static func texts(in value: String) -> [String]? {
    switch JSONReader.read(Array(value.utf8)) {
    case .text(let text)?: return [text]
    case .array(let items)?:
      var texts: [String] = []
      for item in items {
        guard case .text(let text) = item else { return nil }
        texts.append(text)
      }
      return texts
    default: return nil
    }
  }

  private static func lines(_ data: Data) -> [String] {
    let name = "data \(LockWords.word(data.name))"
    var head = "\(name) path \(JSONValue.quoted(data.path))"
    if let files = data.files { head += " files \(files)" }
    head += data.bytes.map { " bytes \($0)" } ?? " made"
    head += " sha256:\(data.digest) rows \(data.rows) anyorder \(data.anyOrder)"
    return [head]
      + data.columns.map { column in
        "\(name) column \(LockWords.word(column.name)) \(LockWords.word(column.type))"
          + " nulls \(column.nulls) sha256:\(column.digest)"
      }
  }

  private static func lines(_ cell: Cell) -> [String] {
    var head = "cell \(cell.id) key \(cell.key)"
    if let error = cell.error { head += " error \(error)" }
    if cell.isNotRun { head += " not-run" }
    var lines = [head]
    for (index, output) in cell.outputs.enumerated() {
      let name = "cell \(cell.id) result \(index + 1)"
      lines.append(
        name + (output.rows.map { " rows \($0)" } ?? "") + " value \(output.value)")
      for view in sorted(output.views) { lines.append("\(name) view \(view.name) \(view.value)") }
    }
    return lines
  }

  private static func sorted(_ facts: [Fact]) -> [Fact] {
    facts.sorted { precedes($0.name, $1.name) }
  }

  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}

/// The words of a line of a lock.
enum LockWords {
  /// A word as it stands in a line: in quotes when it holds a space or a quote.
  static func word(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar != "\"" && scalar != "\\" && scalar.value > 0x20 && scalar.value != 0x7F
        && !scalar.properties.isWhitespace
    }
    return isPlain && !word.isEmpty ? word : JSONValue.quoted(word)
  }

  /// The words of a line; nil when a quote is not closed or an escape is none.
  static func split(_ line: Substring) -> [String]? {
    var words: [String] = []
    var rest = Array(line.utf8)[...]
    while let first = rest.first {
      if first == UInt8(ascii: " ") {
        rest = rest.dropFirst()
        continue
      }
      guard first == UInt8(ascii: "\"") else {
        let word = rest.prefix { $0 != UInt8(ascii: " ") }
        words.append(String(decoding: word, as: UTF8.self))
        rest = rest.dropFirst(word.count)
        continue
      }
      var end = rest.index(after: rest.startIndex)
      while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
        end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard end < rest.endIndex,
        case .text(let word)? = JSONReader.read(Array(rest[rest.startIndex...end]))
      else { return nil }
      words.append(word)
      rest = rest[(end + 1)...]
    }
    return words
  }
}
