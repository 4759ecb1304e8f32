@_spi(_Unicode) import Swift

/// Unicode normalisation form C (Unicode Standard Annex 15).
enum Normalization {
  /// The text in NFC; ASCII text is returned as it is.
  static func nfc(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text._nfc)
    return String(result)
  }
}
