public import Diagnostics
public import QueryLanguage

/// The notes that a stage silences: `# allow W6` on its line or directly above it.
public enum NoteAllowance {
  /// The codes that notes have.
  public static let codes: Set<String> = Set((1...15).map { "W\($0)" })

  /// The codes that the comments of a stage allow.
  ///
  /// A comment allows notes when its first word is `allow` and the next looks like a code; words
  /// after the codes are the reason and are not read.
  ///
  /// - Throws: `E407` for a code that no note has.
  public static func codes(of stage: StageSyntax) throws(Diagnostic) -> Set<String> {
    var allowed: Set<String> = []
    for comment in stage.comments {
      let words = comment.text.split { $0 == " " || $0 == "," || $0 == "\t" }
      guard words.first == "allow" else { continue }
      for word in words.dropFirst() {
        guard looksLikeCode(word) else { break }
        let code = word.uppercased()
        guard codes.contains(code) else {
          throw Diagnostic(
            "E407", "there is no note `\(word)`", at: place(of: word, in: comment),
            label: "expected W1 to W15",
            details: ["The notes are explained by `hfnb explain W6` and `.help W6`."])
        }
        allowed.insert(code)
      }
    }
    return allowed
  }

  private static func looksLikeCode(_ word: Substring) -> Bool {
    guard let first = word.first, first.isASCII, first.isLetter else { return false }
    return word.count > 1 && word.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func place(of word: Substring, in comment: CommentSyntax) -> Span {
    let text = comment.span.text
    guard let found = text.firstRange(of: String(word)) else { return comment.span }
    let lower = comment.span.lower + text[..<found.lowerBound].utf8.count
    return Span(comment.span.source, lower, lower + word.utf8.count)
  }
}
