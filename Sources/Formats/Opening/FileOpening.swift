public import Catalog
import Columnar
public import Diagnostics
import Glibc

/// Opens data wherever it comes from, with the reader that fits.
///
/// The reader is the one of the given format, else of the name's ending, else of the content.
/// Gzip and Zstandard are recognised by content and unpacked first.
public struct FileOpening: Sendable {
  /// The readers to choose from, in the order in which contents are compared.
  public let readers: [any TableReader.Type]
  /// The largest size to which a compressed file may unpack, in bytes.
  public let largestUnpackedSize: Int

  /// Creates an opening.
  public init(
    readers: [any TableReader.Type] = standardReaders, largestUnpackedSize: Int = 1 << 34
  ) {
    self.readers = readers
    self.largestUnpackedSize = largestUnpackedSize
  }

  /// Formats that are known by name and ending but cannot be read.
  private static let unreadable: [(name: String, extensions: [String], advice: String)] = [
    ("parquet", ["parquet", "pq"], "Convert it to CSV or JSON lines."),
    ("sqlite", ["sqlite", "sqlite3", "db"], "Export the table as CSV."),
    ("arrow", ["arrow", "feather", "ipc"], "Convert it to CSV or JSON lines."),
    ("xlsx", ["xlsx", "xls"], "Export the sheet as CSV."),
  ]

  /// Opens a file, or an embedded table by a name such as `sample:leaderboard`.
  ///
  /// - Parameters:
  ///   - path: Where the file is, relative to the working folder.
  ///   - name: What messages call it; the path when nil.
  ///   - format: The format that `as` asked for.
  ///   - options: What `load` said about it.
  /// - Throws: A diagnostic of kind `data` when it is missing, unreadable or not of the format.
  public func openTable(
    _ path: String, shownAs name: String? = nil, format: String? = nil,
    options: ReadOptions = ReadOptions()
  ) throws(Diagnostic) -> any TableSource {
    if path.hasPrefix("sample:") {
      try refuseForSample(format, options)
      return try SampleSource(String(path.dropFirst(7)), at: options.span)
    }
    let name = name ?? path
    // A file whose name happens to look like a pattern is that file.
    if FilePattern.isPattern(name), access(path, F_OK) != 0 {
      return try openFiles(path, shownAs: name, format: format, options)
    }
    let (fileColumn, rest) = try FileColumn.take(from: options)
    let data = try openFile(path, name, format, rest)
    guard let fileColumn else { return data }
    let label = name.split(separator: "/").last.map(String.init) ?? name
    return try FileSetSource([.init(label: label, name: name, data: data)], fileColumn, options)
  }

  private func openFile(
    _ path: String, _ name: String, _ format: String?, _ options: ReadOptions
  ) throws(Diagnostic) -> any TableSource {
    _ = try FileDigest.wanted(options)
    // The name alone can say that there is no reader, before anything is read.
    var reader = try namedReader(format, options)
    if reader == nil { reader = try readerByEnding(path, options) }
    let input = try InputFile.open(path, name: name, at: options.span)
    return try openTable(input, reader: reader, options)
  }

  /// Opens all files that a pattern names as one table.
  private func openFiles(
    _ path: String, shownAs name: String, format: String?, _ options: ReadOptions
  ) throws(Diagnostic) -> any TableSource {
    if let digest = options.digest {
      throw Diagnostic(
        "E834", "`sha256` takes one file", at: digest.span, label: "a pattern names several")
    }
    let (folder, found) = try files(named: path, shownAs: name, at: options.span)
    var (fileColumn, rest) = try FileColumn.take(from: options)
    rest.typesMayBeAbsent = true
    var files: [FileSetSource.File] = []
    for file in found {
      let name = folder.name + file
      files.append(
        .init(
          label: file, name: name,
          data: try openFile(folder.base + name, name, format, rest)))
    }
    return try FileSetSource(files, fileColumn, options)
  }

  /// The files that a pattern names, in the order of their bytes.
  ///
  /// - Returns: The folder before the pattern, as written and what that is relative to, and the
  ///   paths below it.
  func files(
    named path: String, shownAs name: String, at span: Span?
  ) throws(Diagnostic) -> (folder: (base: String, name: String), files: [String]) {
    // Messages show what the program wrote; the folder that this is relative to is no pattern.
    let isBelowFolder = path.hasSuffix(name)
    let pattern = FilePattern(isBelowFolder ? name : path)
    let base = isBelowFolder ? String(path.dropLast(name.count)) : ""
    let found: [String]
    switch FileSearch.files(pattern, below: base) {
    case .files(let files): found = files
    case .noFolder:
      throw Diagnostic(
        "E832", "no file is named like `\(name)`", at: span,
        label: "there is no folder `\(pattern.folder)`", kind: .data)
    case .tooMany:
      throw Diagnostic(
        "E833", "`\(name)` names too many files", at: span,
        label: "at most \(NumberText.grouped(FileSearch.mostFiles)) are read", kind: .limit)
    }
    guard !found.isEmpty else {
      let place = pattern.folder.isEmpty ? "The folder" : "`\(pattern.folder)`"
      let held = InputFile.contents(of: base + pattern.folder)
      throw Diagnostic(
        "E832", "no file is named like `\(name)`", at: span, label: "nothing matches",
        details: [held.map { "\(place) holds: \($0)" } ?? "\(place) is empty."], kind: .data)
    }
    return ((base, pattern.folder), found)
  }

  /// A sample is what it is: clauses about bytes and cells would have no effect.
  private func refuseForSample(_ format: String?, _ options: ReadOptions) throws(Diagnostic) {
    var clause: (word: String, span: Span?)?
    if format != nil { clause = ("as", options.formatSpan ?? options.span) }
    if let type = options.types.first { clause = ("types", type.span) }
    if !options.nullTokens.isEmpty { clause = ("null", options.span) }
    if let digest = options.digest { clause = ("sha256", digest.span) }
    if let option = options.options.first { clause = ("with \(option.name)", option.span) }
    guard let clause else { return }
    throw Diagnostic(
      "E836", "`\(clause.word)` says nothing about a sample", at: clause.span,
      details: ["Samples are made inside hfnb; they have no bytes to be read."])
  }

  /// Opens bytes that are in memory already, such as standard input.
  ///
  /// - Parameters:
  ///   - input: The bytes and what messages call them.
  ///   - format: The format, if it is known; otherwise it is told by the content.
  ///   - options: What `load` said about it.
  public func openTable(
    _ input: InputBytes, format: String? = nil, options: ReadOptions = ReadOptions()
  ) throws(Diagnostic) -> any TableSource {
    try openTable(input, reader: try namedReader(format, options), options)
  }

  private func openTable(
    _ input: InputBytes, reader: (any TableReader.Type)?, _ options: ReadOptions
  ) throws(Diagnostic) -> any TableSource {
    try FileDigest.verify(input, options)
    let content = try CompressedInput.unpacked(
      input, limit: largestUnpackedSize, at: options.span)
    var chosen = reader
    if chosen == nil { chosen = try readerByContent(content.input, options) }
    guard let chosen else { throw .defect("no reader was chosen for `\(input.name)`") }
    let data = try chosen.open(content.input, options)
    guard let compression = content.compression else { return data }
    return UnpackedSource(data, compression)
  }

  private func readerByContent(
    _ input: InputBytes, _ options: ReadOptions
  ) throws(Diagnostic) -> (any TableReader.Type)? {
    try BinaryContent.requireText(input, at: options.span)
    let beginning = UnsafeRawBufferPointer(rebasing: input.bytes.prefix(4096))
    for reader in readers where reader.recognizes(beginning) { return reader }
    throw Diagnostic(
      "E806", "the format of `\(input.name)` cannot be told", at: options.span,
      details: ["Formats: \(formatNames)"], fix: Diagnostic.Fix("name it: as csv"), kind: .data)
  }

  private var formatNames: String {
    readers.map { $0.declaration.name }.joined(separator: ", ")
  }

  private func namedReader(
    _ format: String?, _ options: ReadOptions
  ) throws(Diagnostic) -> (any TableReader.Type)? {
    guard let format else { return nil }
    if let reader = readers.first(where: { $0.declaration.name == format }) { return reader }
    if let known = Self.unreadable.first(where: { $0.name == format }) {
      throw notBuilt(known.name, known.advice, options)
    }
    let nearest = Suggestion.nearest(to: format, among: readers.map { $0.declaration.name })
    throw Diagnostic(
      "E806", "`\(format)` is not a format", at: options.formatSpan ?? options.span,
      label: nearest.map { "did you mean `\($0)`?" } ?? "unknown format",
      details: ["Formats: \(formatNames)"], kind: .program)
  }

  private func readerByEnding(
    _ path: String, _ options: ReadOptions
  ) throws(Diagnostic) -> (any TableReader.Type)? {
    var parts = path.split(separator: "/").last?.split(separator: ".").map { $0.lowercased() } ?? []
    if parts.count > 2, parts.last == "gz" || parts.last == "zst" { parts.removeLast() }
    guard parts.count > 1, let ending = parts.last else { return nil }
    if let known = Self.unreadable.first(where: { $0.extensions.contains(ending) }) {
      throw notBuilt(known.name, known.advice, options)
    }
    // Any text may be called .txt; its content says more.
    return ending == "txt" ? nil : readers.first { $0.extensions.contains(ending) }
  }

  private func notBuilt(_ name: String, _ advice: String, _ options: ReadOptions) -> Diagnostic {
    Diagnostic(
      "E805", "reading \(name) is not built yet", at: options.span, details: [advice], kind: .data)
  }
}
