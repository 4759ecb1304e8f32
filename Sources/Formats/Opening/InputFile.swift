import Catalog
import Columnar
import Diagnostics
import Glibc

/// Brings the bytes of a file into memory.
enum InputFile {
  /// Files from this size on are mapped; smaller ones are read, which costs less.
  private static let smallestMapped = 1 << 20

  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - name: What messages call it.
  static func open(_ path: String, name: String, at span: Span?) throws(Diagnostic) -> InputBytes {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, path, name, span) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(errno, path, name, span) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw Diagnostic(
        "E802", "`\(name)` is a folder", at: span, label: "expected a file",
        details: contents(of: path).map { ["It holds: \($0)"] } ?? [], kind: .data)
    }
    let size = Int(status.st_size)
    if status.st_mode & S_IFMT == S_IFREG, size >= smallestMapped,
      let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    {
      let memory = Memory(start: start, byteCount: size) { munmap($0, size) }
      return InputBytes(memory: memory, count: size, name: name)
    }
    return try readAll(descriptor, expecting: size, path, name, span)
  }

  /// Reads to the end: small files, pipes and devices.
  private static func readAll(
    _ descriptor: Int32, expecting size: Int, _ path: String, _ name: String, _ span: Span?
  ) throws(Diagnostic) -> InputBytes {
    var bytes = BufferBuilder<UInt8>(capacity: size + 64)
    let block = Memory(byteCount: 1 << 16)
    let start = block.start.bindMemory(to: UInt8.self, capacity: 1 << 16)
    while true {
      let count = read(descriptor, start, 1 << 16)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno, path, name, span) }
      if count == 0 { break }
      bytes.append(start, count: count)
    }
    let buffer = bytes.finish()
    return InputBytes(memory: buffer.owner, count: buffer.count, name: name)
  }

  private static func failure(
    _ code: Int32, _ path: String, _ name: String, _ span: Span?
  ) -> Diagnostic {
    switch code {
    case ENOENT, ENOTDIR:
      let (folder, file) = split(path)
      let names = fileNames(in: folder)
      let nearest = names.flatMap { Suggestion.nearest(to: file, among: $0) }
      let shownFolder = split(name).folder
      let suggestion = nearest.map { shownFolder == "." ? $0 : "\(shownFolder)/\($0)" }
      return Diagnostic(
        "E801", "there is no file `\(name)`", at: span,
        label: suggestion.map { "did you mean `\($0)`?" } ?? "not found",
        details: names == nil ? ["There is no folder `\(shownFolder)` either."] : [],
        fix: suggestion.map { Diagnostic.Fix("\"\($0)\"") }, kind: .data)
    case EACCES, EPERM:
      return Diagnostic(
        "E803", "`\(name)` may not be read", at: span, label: "permission denied", kind: .data)
    default:
      return Diagnostic(
        "E804", "`\(name)` cannot be read: \(String(cString: strerror(code)))", at: span,
        kind: .data)
    }
  }

  private static func split(_ path: String) -> (folder: String, file: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  /// The names in a folder that are not hidden, sorted; nil when it cannot be read.
  private static func fileNames(in folder: String) -> [String]? {
    FileSearch.names(in: folder)?.prefix(10_000).filter { !$0.hasPrefix(".") }
  }

  /// The first names in a folder, for messages; nil when there is none.
  static func contents(of folder: String) -> String? {
    guard let names = fileNames(in: folder), !names.isEmpty else { return nil }
    let more = names.count > 8 ? ", … (\(names.count) in all)" : ""
    return names.prefix(8).joined(separator: ", ") + more
  }
}
