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

  @Test("Nothing is suggested when nothing is near") func silence() {
    let columns = ["model", "author", "downloads", "likes", "n", "id", "created"]
    for wrong in ["score", "m", "ab", "nn", "stars", "xyz", "modalities", "createdness", "x_n"] {
      #expect(Suggestion.nearest(to: wrong, among: columns) == nil, "\(wrong)")
    }
  }

  @Test("A name with a word more or less is found, when it is the only one") func words() {
    #expect(Suggestion.sharingWord(with: "hub_likes", among: ["likes", "id"]) == "likes")
    #expect(Suggestion.sharingWord(with: "Model", among: ["model_name", "type"]) == "model_name")
    #expect(Suggestion.sharingWord(with: "model", among: ["model_name", "model_id"]) == nil)
    #expect(Suggestion.sharingWord(with: "model_size", among: ["model_name"]) == nil)
    #expect(Suggestion.sharingWord(with: "n", among: ["n_rows"]) == nil)
  }
}
