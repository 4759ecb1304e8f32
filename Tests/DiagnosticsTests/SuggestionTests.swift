import Diagnostics
import Testing

/// The name that was probably meant.
@Suite struct SuggestionTests {
  @Test(
    arguments: [
      ("LIKES", ["like", "likes"], "likes"),
      ("lieks", ["likes", "links"], "likes"),
      ("donwloads", ["downloads", "uploads"], "downloads"),
      ("filtr", ["filter", "fill"], "filter"),
      ("athuor", ["author"], "author"),
    ] as [(String, [String], String)])
  func findsTheNearest(name: String, candidates: [String], expected: String) {
    #expect(Suggestion.nearest(to: name, among: candidates) == expected)
  }

  @Test func findsNothingFarAway() {
    #expect(Suggestion.nearest(to: "temperature", among: ["likes", "downloads"]) == nil)
    #expect(Suggestion.nearest(to: "a", among: ["b", "c"]) == nil)
    #expect(Suggestion.nearest(to: "", among: ["b"]) == nil)
    #expect(Suggestion.nearest(to: "likes", among: [String]()) == nil)
    // Two of four letters are wrong.
    #expect(Suggestion.nearest(to: "abcd", among: ["abxy"]) == nil)
  }

  @Test func prefersTheSameLettersInAnotherCase() {
    #expect(Suggestion.nearest(to: "ab", among: ["ac", "AB"]) == "AB")
    #expect(Suggestion.nearest(to: "A", among: ["b", "a"]) == "a")
  }

  @Test func breaksTiesByTheBeginningThenByOrder() {
    #expect(Suggestion.nearest(to: "value", among: ["xalue", "valux"]) == "valux")
    #expect(Suggestion.nearest(to: "value", among: ["valua", "valux"]) == "valua")
  }

  @Test func countsASwapOfNeighboursOnce() {
    // Three letters allow one edit; without swaps `acb` would be two away from `abc`.
    #expect(Suggestion.nearest(to: "acb", among: ["abc"]) == "abc")
  }
}
