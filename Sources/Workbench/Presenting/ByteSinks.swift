public import Catalog
public import Diagnostics
import Glibc

extension ByteSink {
  /// Writes a text.
  public func write(_ text: String) throws(Diagnostic) {
    try write(Array(text.utf8))
  }

  /// Writes bytes.
  public func write(_ bytes: [UInt8]) throws(Diagnostic) {
    var failure: Diagnostic?
    bytes.withUnsafeBytes { buffer in
      do throws(Diagnostic) { try write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

/// Collects bytes in memory.
public final class MemorySink: ByteSink {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []
  /// Creates an empty sink.
  public init() {}
  /// Takes bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }
  /// The bytes as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Writes bytes to an open file descriptor.
public final class DescriptorSink: ByteSink {
  private let descriptor: Int32
  private let name: String

  /// Creates a sink; `name` is what messages call it.
  public init(_ descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Takes bytes.
  ///
  /// - Throws: `E701` when they cannot be written, with exit status 7; a closed pipe ends quietly.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(Diagnostic) {
    var rest = bytes
    while let start = rest.baseAddress, rest.count > 0 {
      let written = Glibc.write(descriptor, start, rest.count)
      if written > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        continue
      }
      if written < 0, errno == EINTR { continue }
      let reason = String(cString: strerror(errno))
      throw Diagnostic(
        "E701", "\(name) could not be written: \(reason)",
        details: errno == ENOSPC ? ["The disk is full. Free some space and run again."] : [],
        kind: .output)
    }
  }
}
