import CZlib
import CZstd
import Catalog
import Columnar
import Diagnostics

/// Unpacks compressed bytes, which are told by their first bytes and not by a name.
enum CompressedInput {
  /// What was found: the bytes as they are to be read, and how they had been packed.
  struct Content {
    var input: InputBytes
    /// The name of the compression; nil for none.
    var compression: String?
  }

  /// The content of gzip or Zstandard data; other bytes as they are.
  ///
  /// - Parameter limit: The number of bytes to which a file may unpack.
  static func unpacked(
    _ input: InputBytes, limit: Int, at span: Span?
  ) throws(Diagnostic) -> Content {
    let start = UnsafePointer(input.memory.start.assumingMemoryBound(to: UInt8.self))
    if hfnb_gzip_sniff(start, input.count) {
      return Content(input: try gzip(input, start, limit, span), compression: "gzip")
    }
    if hfnb_zstd_sniff(start, input.count) {
      return Content(input: try zstandard(input, start, limit, span), compression: "Zstandard")
    }
    return Content(input: input, compression: nil)
  }

  private static func gzip(
    _ input: InputBytes, _ start: UnsafePointer<UInt8>, _ limit: Int, _ span: Span?
  ) throws(Diagnostic) -> InputBytes {
    let output = hfnb_gzip_decompress(start, input.count, limit)
    if output.status == HFNB_GZIP_OK, let bytes = output.bytes {
      let memory = Memory(start: UnsafeMutableRawPointer(bytes), byteCount: output.length) {
        hfnb_gzip_release($0.assumingMemoryBound(to: UInt8.self))
      }
      return InputBytes(memory: memory, count: output.length, name: input.name)
    }
    switch output.status {
    case HFNB_GZIP_TRUNCATED: throw failure(input, "its gzip data is cut off", span)
    case HFNB_GZIP_TOO_LARGE: throw tooLarge(input, limit, span)
    case HFNB_GZIP_NO_MEMORY: throw noMemory(input, span)
    default:
      let place = NumberText.grouped(output.offset)
      throw failure(input, "its gzip data is damaged near byte \(place)", span)
    }
  }

  private static func zstandard(
    _ input: InputBytes, _ start: UnsafePointer<UInt8>, _ limit: Int, _ span: Span?
  ) throws(Diagnostic) -> InputBytes {
    let output = hfnb_zstd_decompress(start, input.count, limit)
    if output.status == HFNB_ZSTD_OK, let bytes = output.bytes {
      let memory = Memory(start: UnsafeMutableRawPointer(bytes), byteCount: output.length) {
        hfnb_zstd_release($0.assumingMemoryBound(to: UInt8.self))
      }
      return InputBytes(memory: memory, count: output.length, name: input.name)
    }
    switch output.status {
    case HFNB_ZSTD_TRUNCATED: throw failure(input, "its Zstandard data is cut off", span)
    case HFNB_ZSTD_TOO_LARGE: throw tooLarge(input, limit, span)
    case HFNB_ZSTD_NO_MEMORY: throw noMemory(input, span)
    case HFNB_ZSTD_DICTIONARY:
      throw failure(input, "its Zstandard data needs a dictionary, which it does not hold", span)
    default:
      let place = NumberText.grouped(output.offset)
      throw failure(input, "its Zstandard data is damaged near byte \(place)", span)
    }
  }

  private static func failure(
    _ input: InputBytes, _ what: String, _ span: Span?, kind: Diagnostic.Kind = .data
  ) -> Diagnostic {
    Diagnostic("E807", "`\(input.name)`: \(what)", at: span, kind: kind)
  }

  private static func tooLarge(_ input: InputBytes, _ limit: Int, _ span: Span?) -> Diagnostic {
    failure(input, "it unpacks to more than \(NumberText.grouped(limit)) bytes", span, kind: .limit)
  }

  private static func noMemory(_ input: InputBytes, _ span: Span?) -> Diagnostic {
    failure(input, "there is not enough memory to unpack it", span, kind: .limit)
  }
}
