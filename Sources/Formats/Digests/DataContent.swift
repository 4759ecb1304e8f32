import Catalog
import Columnar
public import Diagnostics
import Glibc
import Synchronization

/// What a `load` reads, before it is decoded: how much, and its digest.
public struct DataContent: Sendable, Hashable {
  /// Where the bytes come from.
  public enum Origin: Sendable, Hashable {
    /// One file of so many bytes.
    case file(bytes: Int)
    /// The files that a pattern names, with their bytes in all.
    case files(count: Int, bytes: Int)
    /// A table that the program makes; its digest is that of its values.
    case made
  }

  /// Where the bytes come from.
  public let origin: Origin
  /// The digest of the bytes as they are stored; of several files, of their names and digests.
  public let digest: Digest

  /// The number of bytes; nil for a table that the program makes.
  public var bytes: Int? {
    switch origin {
    case .file(let bytes), .files(_, let bytes): bytes
    case .made: nil
    }
  }
}

extension FileOpening {
  /// What would be read at a path, without decoding it.
  ///
  /// - Parameters:
  ///   - path: Where the file is, relative to the working folder; a pattern; or a sample.
  ///   - name: What messages call it.
  ///   - span: Where the path stands.
  /// - Throws: The errors of opening it.
  public func content(
    of path: String, shownAs name: String, at span: Span? = nil
  ) throws(Diagnostic) -> DataContent {
    if path.hasPrefix("sample:") {
      return DataContent(
        origin: .made, digest: try SampleDigests.digest(String(path.dropFirst(7)), at: span))
    }
    guard FilePattern.isPattern(name), access(path, F_OK) != 0 else {
      let input = try InputFile.open(path, name: name, at: span)
      return DataContent(origin: .file(bytes: input.count), digest: Self.digest(of: input))
    }
    let (folder, files) = try files(named: path, shownAs: name, at: span)
    var builder = DigestBuilder()
    builder.add("hfnb-files 1")
    var bytes = 0
    for file in files {
      let input = try InputFile.open(folder.base + folder.name + file, name: file, at: span)
      builder.add(file)
      builder.add(Self.digest(of: input))
      bytes += input.count
    }
    return DataContent(
      origin: .files(count: files.count, bytes: bytes), digest: builder.finish())
  }

  private static func digest(of input: InputBytes) -> Digest {
    var builder = DigestBuilder()
    builder.add(input.bytes)
    return builder.finish()
  }
}

/// The digests of samples, each made once.
private enum SampleDigests {
  private static let known = Mutex<[String: Digest]>([:])

  static func digest(_ name: String, at span: Span?) throws(Diagnostic) -> Digest {
    if let digest = known.withLock({ $0[name] }) { return digest }
    let digest = TableDigest(
      try SampleSource(name, at: span).table, workers: Workers(threadCount: 1)
    ).digest
    known.withLock { $0[name] = digest }
    return digest
  }
}
