import CZlib
public import Catalog
import Columnar
public import Diagnostics

/// Opens data wherever it comes from, with the reader that fits.
///
/// The reader is the one of the given format, else of the name's ending, else of the content.
/// Gzip is recognised by content and unpacked first.
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
    ("zst", ["zst"], "Unpack it with `zstd -d`, or compress with gzip instead."),
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
      return try SampleSource(String(path.dropFirst(7)), at: options.span)
    }
    let name = name ?? path
    if path.contains("*") || path.contains("?") {
      throw Diagnostic(
        "E805", "patterns of file names are not built yet", at: options.span,
        label: "`\(name)` names several files",
        details: ["Load each file by its name and put them together with `append`."], kind: .data)
    }
    // The name alone can say that there is no reader, before anything is read.
    var reader = try namedReader(format, options)
    if reader == nil { reader = try readerByEnding(path, options) }
    let input = try InputFile.open(path, name: name, at: options.span)
    return try openTable(input, reader: reader, options)
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
    let input = try unpacked(input, options)
    if let reader { return try reader.open(input, options) }
    try BinaryContent.requireText(input, at: options.span)
    let beginning = UnsafeRawBufferPointer(rebasing: input.bytes.prefix(4096))
    for reader in readers where reader.recognizes(beginning) {
      return try reader.open(input, options)
    }
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
      "E806", "`\(format)` is not a format", at: options.span,
      label: nearest.map { "did you mean `\($0)`?" } ?? "unknown format",
      details: ["Formats: \(formatNames)"], kind: .program)
  }

  private func readerByEnding(
    _ path: String, _ options: ReadOptions
  ) throws(Diagnostic) -> (any TableReader.Type)? {
    var parts = path.split(separator: "/").last?.split(separator: ".").map { $0.lowercased() } ?? []
    if parts.count > 2, parts.last == "gz" { parts.removeLast() }
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

  /// The content of gzip data; other bytes as they are.
  private func unpacked(
    _ input: InputBytes, _ options: ReadOptions
  ) throws(Diagnostic) -> InputBytes {
    let start = UnsafePointer(input.memory.start.assumingMemoryBound(to: UInt8.self))
    guard hfnb_gzip_sniff(start, input.count) else { return input }
    let output = hfnb_gzip_decompress(start, input.count, largestUnpackedSize)
    if output.status == HFNB_GZIP_OK, let bytes = output.bytes {
      let memory = Memory(start: UnsafeMutableRawPointer(bytes), byteCount: output.length) {
        hfnb_gzip_release($0.assumingMemoryBound(to: UInt8.self))
      }
      return InputBytes(memory: memory, count: output.length, name: input.name)
    }
    let (message, kind): (String, Diagnostic.Kind) =
      switch output.status {
      case HFNB_GZIP_TRUNCATED: ("its gzip data is cut off", .data)
      case HFNB_GZIP_TOO_LARGE:
        ("it unpacks to more than \(NumberText.grouped(largestUnpackedSize)) bytes", .limit)
      case HFNB_GZIP_NO_MEMORY: ("there is not enough memory to unpack it", .limit)
      default: ("its gzip data is damaged near byte \(NumberText.grouped(output.offset))", .data)
      }
    throw Diagnostic("E807", "`\(input.name)`: \(message)", at: options.span, kind: kind)
  }
}
