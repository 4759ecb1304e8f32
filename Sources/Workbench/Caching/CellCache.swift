import Diagnostics
import Formats
import Glibc
import Notebooks

/// Results of cells in files whose names say what the results rest on.
///
/// An entry is a line that names the format, the SHA-256 digest of the rest, and the rest. It is
/// written under another name and renamed, so that runs at the same time share one cache: both
/// write the same bytes. It is not flushed; after a crash its digest tells whether it is whole.
struct CellCache {
  /// What was found under a name.
  enum Reading: Sendable {
    /// What was stored.
    case found([UInt8])
    /// Nothing.
    case missing
    /// Something that was not stored like this.
    case damaged
  }

  let folder: CacheFolder

  private static let heading = Array("hfnb-cell 1\n".utf8)
  private static let digestSize = 32
  /// Larger results are made again; one of them would crowd out all others.
  static let largest = 256 << 20

  // MARK: Reading

  /// Reads an entry, and notes that it was used.
  func read(_ name: String) -> Reading {
    let descriptor = open(
      folder.path(of: name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return errno == ENOENT ? .missing : .damaged }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      let bytes = Self.bytes(descriptor, Int(facts.st_size)), let content = Self.content(of: bytes)
    else { return .damaged }
    // Only the order in which entries are removed depends on this time.
    _ = futimens(descriptor, nil)
    return .found(content)
  }

  private static func bytes(_ descriptor: Int32, _ size: Int) -> [UInt8]? {
    guard size <= largest + 64 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = Glibc.read(descriptor, base + count, size - count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return }
        count += got
      }
    }
    return bytes.count == size ? bytes : nil
  }

  /// What the bytes of an entry hold; nil when they are none.
  static func content(of bytes: [UInt8]) -> [UInt8]? {
    let start = heading.count + digestSize
    guard bytes.count >= start, bytes.starts(with: heading) else { return nil }
    let digest = bytes.withUnsafeBytes { bytes in
      var builder = DigestBuilder()
      builder.add(UnsafeRawBufferPointer(rebasing: bytes[start...]))
      return builder.finish()
    }
    guard digest.bytes.elementsEqual(bytes[heading.count..<start]) else { return nil }
    return Array(bytes[start...])
  }

  // MARK: Writing

  /// Writes an entry.
  ///
  /// - Returns: The bytes that it takes; 0 when it is too large to be kept.
  /// - Throws: Why nothing can be written there.
  func store(_ content: [UInt8], as name: String) throws(Diagnostic) -> Int {
    guard content.count <= Self.largest else { return 0 }
    let bytes = Self.heading + Digest(of: content).bytes + content
    do throws(Diagnostic) {
      try folder.prepare()
      try ResultFolder.makeFolder("\(folder.path)/\(name.prefix(2))")
    } catch { throw .notCached(error.details) }
    var number = 0
    var temporary: String
    var descriptor: Int32
    repeat {
      temporary = folder.temporaryPath(of: name, number: number)
      descriptor = open(
        temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
      number += 1
    } while descriptor < 0 && errno == EEXIST && number < 1000
    guard descriptor >= 0 else { throw failure() }
    let sink = DescriptorSink(descriptor, name: temporary)
    do throws(Diagnostic) {
      defer { close(descriptor) }
      try sink.write(bytes)
    } catch {
      unlink(temporary)
      throw .notCached([error.message] + error.details)
    }
    guard rename(temporary, folder.path(of: name)) == 0 else {
      let problem = failure()
      unlink(temporary)
      throw problem
    }
    return bytes.count
  }

  /// Removes an entry that is of no use.
  func remove(_ name: String) { unlink(folder.path(of: name)) }

  private func failure() -> Diagnostic {
    let reason = String(cString: strerror(errno)).lowercased()
    return Diagnostic.notCached(["\(folder.path): \(reason)"])
  }
}

extension Diagnostic {
  /// The note that nothing can be stored; the run goes on without.
  fileprivate static func notCached(_ reason: [String]) -> Diagnostic {
    Diagnostic(
      "W630", "results are not cached: nothing can be written there", details: reason,
      fix: .init("choose another place with `--cache-dir`, or none with `--no-cache`"),
      kind: .output, severity: .note)
  }
}
