/// Tells the visible parts of a prompt from the invisible ones.
enum PromptMarking {
  /// Puts each escape sequence (CSI, ECMA-48) of a prompt between the bytes 1 and 2, so that the
  /// editor counts only the cells that are seen.
  static func marked(_ prompt: String) -> String {
    var result = String.UnicodeScalarView()
    var isInSequence = false
    var previous: Unicode.Scalar?
    for scalar in prompt.unicodeScalars {
      if scalar == "\u{1B}", !isInSequence {
        result.append("\u{01}")
        isInSequence = true
      }
      result.append(scalar)
      let isIntroducer = scalar == "[" && previous == "\u{1B}"
      if isInSequence, (0x40...0x7E).contains(scalar.value), !isIntroducer {
        result.append("\u{02}")
        isInSequence = false
      }
      previous = scalar
    }
    if isInSequence { result.append("\u{02}") }
    return String(result)
  }
}
