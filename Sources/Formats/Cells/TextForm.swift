import CScan
import Columnar
@_spi(_Unicode) import Swift

/// Checks of UTF-8 and its normal form.
enum TextForm {
  /// Whether every byte is ASCII.
  @inline(__always)
  static func isASCII(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let raw = UnsafeRawPointer(start)
    var i = 0
    var high: UInt64 = 0
    while i &+ 8 <= count {
      high |= raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      i &+= 8
    }
    while i < count {
      high |= UInt64(start[i])
      i &+= 1
    }
    return high & 0x8080_8080_8080_8080 == 0
  }

  /// The offset of the first byte that is not part of well-formed UTF-8.
  static func firstInvalidByte(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    let offset = hfnb_scan_utf8_invalid(start, count)
    return offset < count ? offset : nil
  }

  /// The text in NFC when it is not already; nil when it is.
  ///
  /// Code points below U+0300 are never changed by NFC, and their first bytes are below 0xCC.
  static func normalized(_ view: TextView) -> String? {
    var needsLook = false
    for i in 0..<view.count where view.start[i] >= 0xCC {
      needsLook = true
      break
    }
    guard needsLook else { return nil }
    let text = view.string
    var scalars = String.UnicodeScalarView()
    for scalar in text._nfc { scalars.append(scalar) }
    let normal = String(scalars)
    return normal.utf8.elementsEqual(view.bytes) ? nil : normal
  }

  /// Text of a file in Latin-1, as UTF-8.
  ///
  /// Every byte is a code point.
  static func utf8(fromLatin1 bytes: UnsafeRawBufferPointer) -> Memory {
    var length = bytes.count
    for byte in bytes where byte >= 0x80 { length += 1 }
    let memory = Memory(byteCount: length)
    let target = memory.start.bindMemory(to: UInt8.self, capacity: max(1, length))
    var position = 0
    for byte in bytes {
      if byte < 0x80 {
        target[position] = byte
        position += 1
      } else {
        target[position] = 0xC0 | (byte >> 6)
        target[position + 1] = 0x80 | (byte & 0x3F)
        position += 2
      }
    }
    return memory
  }
}
