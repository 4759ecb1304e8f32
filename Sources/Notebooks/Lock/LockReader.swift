public import Diagnostics

extension NotebookLock {
  /// Reads a lock.
  ///
  /// - Throws: `E661` for an unfinished merge, `E662` for a newer version of the format, and `E660`
  ///   for a line that is none of a lock, each with what to do about it.
  public init(_ source: SourceText) throws(Diagnostic) {
    var reader = LockReader(source)
    self = try reader.read()
  }
}

/// Reads the lines of a lock.
private struct LockReader {
  private let source: SourceText
  private var lock = NotebookLock(semantics: 0, language: 0, source: "")
  /// The facts that were stated, to tell a fact that is stated twice.
  private var stated: Set<String> = []
  private var line = 0

  init(_ source: SourceText) { self.source = source }

  mutating func read() throws(Diagnostic) -> NotebookLock {
    try refuseConflicts()
    let lines = self.lines
    guard let first = lines.first, first.hasPrefix("hfnb-lock ") else {
      throw broken("it does not begin with `hfnb-lock \(NotebookLock.version)`")
    }
    guard let version = Int(first.dropFirst(10)) else { throw broken("its version is no number") }
    guard version == NotebookLock.version else {
      throw Diagnostic(
        "E662",
        "the lock is of version \(version); this hfnb reads version "
          + "\(NotebookLock.version)",
        at: place(0), details: ["A newer hfnb made it. Update hfnb, or make the lock anew."])
    }
    for (index, text) in lines.enumerated().dropFirst() where !text.isEmpty {
      line = index
      guard let words = LockWords.split(text[...]), let first = words.first else {
        throw broken("a quote is not closed")
      }
      try read(first, Array(words.dropFirst()), text)
    }
    line = 0
    for needed in ["semantics", "lang", "source"] where !stated.contains(needed) {
      throw broken("there is no line `\(needed)`")
    }
    return lock
  }

  /// The lines without their ends.
  private var lines: [String] { source.lineStarts.indices.map { source.line(at: $0) } }

  // MARK: Lines

  private mutating func read(
    _ first: String, _ words: [String], _ text: String
  ) throws(Diagnostic) {
    switch first {
    case "semantics":
      try state(first)
      lock.semantics = try number(words, 0, "the number of the semantics", count: 1)
    case "lang":
      try state(first)
      lock.language = try number(words, 0, "the version of the language", count: 1)
    case "source":
      try state(first)
      lock.source = try digest(try word(words, 0, count: 1))
    case "set":
      try state("set \(try word(words, 0, count: 2))")
      lock.settings.append(.init(words[0], words[1]))
    case "today":
      try state(first)
      let day = try word(words, 0, count: 1)
      lock.today = day == "-" ? nil : day
    case "param": try parameter(words, text)
    case "use":
      try state("use \(try word(words, 0, count: 2))")
      lock.uses.append(.init(words[0], try digest(words[1])))
    case "data": try data(words)
    case "cell": try cell(words)
    default:
      var error = broken("no line of a lock begins with `\(NotebookParser.shortened(first))`")
      error.details = ["If a newer hfnb wrote it, update hfnb instead."]
      throw error
    }
  }

  private mutating func parameter(_ words: [String], _ text: String) throws(Diagnostic) {
    let name = try word(words, 0)
    try state("param \(name)")
    // The value is kept as it is written: a list holds spaces and quotes.
    let written = Array("param \(LockWords.word(name)) ".utf8)
    let bytes = Array(text.utf8)
    guard bytes.starts(with: written), bytes.count > written.count else {
      throw broken("a parameter has no value")
    }
    lock.parameters.append(
      .init(name, String(decoding: bytes[written.count...], as: UTF8.self)))
  }

  private mutating func data(_ words: [String]) throws(Diagnostic) {
    let name = try word(words, 0)
    if words.count > 1, words[1] == "column" {
      guard let index = lock.data.firstIndex(where: { $0.name == name }) else {
        throw broken("a column of `\(NotebookParser.shortened(name))` stands before its data")
      }
      let column = try word(words, 2, count: 7)
      try state("data \(name) column \(column)")
      try expect(words[4], "nulls")
      lock.data[index].columns.append(
        .init(
          name: column, type: words[3], nulls: try number(words, 5, "the number of nulls"),
          digest: try digest(words[6])))
      return
    }
    try state("data \(name)")
    try expect(try word(words, 1), "path")
    var data = NotebookLock.Data(
      name: name, path: try word(words, 2), bytes: nil, digest: "", rows: 0, anyOrder: "")
    var next = 3
    if next < words.count, words[next] == "files" {
      data.files = try number(words, next + 1, "the number of files")
      next += 2
    }
    if try word(words, next) == "made" {
      next += 1
    } else {
      try expect(words[next], "bytes")
      data.bytes = try number(words, next + 1, "the number of bytes")
      next += 2
    }
    data.digest = try digest(try word(words, next))
    try expect(try word(words, next + 1), "rows")
    data.rows = try number(words, next + 2, "the number of rows")
    try expect(try word(words, next + 3, count: next + 5), "anyorder")
    data.anyOrder = try hexadecimal(words[next + 4])
    lock.data.append(data)
  }

  private mutating func cell(_ words: [String]) throws(Diagnostic) {
    let id = try word(words, 0)
    guard CellIdentity.isValid(id) else {
      throw broken("`\(NotebookParser.shortened(id))` is no id of a cell")
    }
    if try word(words, 1) == "result" {
      try result(id, words)
      return
    }
    try state("cell \(id)")
    try expect(words[1], "key")
    var cell = NotebookLock.Cell(id: id, key: try hexadecimal(try word(words, 2)))
    switch words.count {
    case 3: break
    case 4:
      try expect(words[3], "not-run")
      cell.isNotRun = true
    case 5:
      try expect(words[3], "error")
      cell.error = words[4]
    default: throw broken("the line is too long")
    }
    lock.cells.append(cell)
  }

  private mutating func result(_ id: String, _ words: [String]) throws(Diagnostic) {
    guard let index = lock.cells.firstIndex(where: { $0.id == id }) else {
      throw broken("a result of `\(id)` stands before its cell")
    }
    let position = try number(words, 2, "the number of the result")
    let known = lock.cells[index].outputs.count
    if try word(words, 3) == "view" {
      guard position == known, position > 0 else {
        throw broken("a view stands before its result")
      }
      try state("cell \(id) result \(position) view \(try word(words, 4, count: 6))")
      lock.cells[index].outputs[position - 1].views.append(
        .init(words[4], try hexadecimal(words[5])))
      return
    }
    guard position == known + 1 else { throw broken("the results are not in order") }
    var output = NotebookLock.Output(rows: nil, value: "")
    var next = 3
    if words[next] == "rows" {
      output.rows = try number(words, next + 1, "the number of rows")
      next += 2
    }
    try expect(try word(words, next, count: next + 2), "value")
    output.value = try hexadecimal(words[next + 1])
    lock.cells[index].outputs.append(output)
  }

  // MARK: Words

  private mutating func state(_ fact: String) throws(Diagnostic) {
    guard stated.insert(fact).inserted else {
      throw broken("`\(NotebookParser.shortened(fact))` is stated twice")
    }
  }

  /// A word; when a count is given, the line has exactly so many.
  private func word(_ words: [String], _ index: Int, count: Int? = nil) throws(Diagnostic) -> String
  {
    guard index < words.count else { throw broken("the line ends too early") }
    if let count {
      guard words.count >= count else { throw broken("the line ends too early") }
      guard words.count == count else { throw broken("the line is too long") }
    }
    return words[index]
  }

  private func expect(_ word: String, _ expected: String) throws(Diagnostic) {
    guard word == expected else {
      throw broken("`\(NotebookParser.shortened(word))` stands where `\(expected)` is expected")
    }
  }

  private func number(
    _ words: [String], _ index: Int, _ what: String, count: Int? = nil
  ) throws(Diagnostic) -> Int {
    let word = try word(words, index, count: count)
    guard let number = NotebookValue.digits(word) else {
      throw broken("\(what) is no whole number")
    }
    return number
  }

  private func digest(_ word: String) throws(Diagnostic) -> String {
    guard word.hasPrefix("sha256:") else { throw broken("a digest begins with `sha256:`") }
    return try hexadecimal(String(word.dropFirst(7)))
  }

  private func hexadecimal(_ word: String) throws(Diagnostic) -> String {
    let isDigest =
      word.utf8.count == 64
      && word.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard isDigest else { throw broken("a digest has 64 hexadecimal digits") }
    return word
  }

  // MARK: Errors

  private func refuseConflicts() throws(Diagnostic) {
    let lines = self.lines
    let isMarker: (String) -> Bool = { line in
      ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains { mark in
        line.hasPrefix(mark) && (line.count == 7 || line.dropFirst(7).first == " ")
      }
    }
    guard let first = lines.firstIndex(where: isMarker), let last = lines.lastIndex(where: isMarker)
    else { return }
    throw Diagnostic(
      "E661", "lines \(first + 1)–\(last + 1) of the lock hold an unfinished merge",
      at: place(first),
      details: [
        "The lock is made from the notebook and its data, so there is nothing to choose: finish the",
        "merge of the notebook, then make the lock anew.",
      ], fix: .init("hfnb lock \(notebook)"))
  }

  private func broken(_ what: String) -> Diagnostic {
    Diagnostic(
      "E660", "line \(line + 1) of the lock cannot be read: \(what)", at: place(line),
      fix: .init("make it anew: hfnb lock \(notebook)"))
  }

  /// The notebook that the lock belongs to.
  private var notebook: String {
    source.name.hasSuffix(".lock") ? String(source.name.dropLast(5)) : source.name
  }

  private func place(_ line: Int) -> Span {
    let start = source.lineStarts[min(line, source.lineStarts.count - 1)]
    let length = source.line(at: min(line, source.lineStarts.count - 1)).utf8.count
    return Span(source, start, start + min(length, 40))
  }
}
