import Diagnostics
import Testing

@testable import Notebooks

/// Files of parameters and combinations of values.
@Suite("Parameters from files") struct ParameterFileTests {
  private func read(_ text: String, _ name: String = "p.json") throws -> [String] {
    try ParameterFile(Array(text.utf8), name: name).entries.map { entry in
      let line = entry.span.source.lineNumber(of: entry.span.lower)
      return "\(line) \(entry.name) = \(entry.values.joined(separator: " | "))"
    }
  }

  @Test("JSON: text, numbers, booleans and lists, in the order of the file")
  func json() throws {
    let text = """
      {"z": "a,b",
       "grain" : "month", "top": 5, "low": -0.5, "big": 1e3,
       "labels": true,
       "kinds": ["base", "a \\"q\\"", 3], "na\\u006De": "n", "in": "{\\"z\\": 1}"}
      """
    #expect(
      try read(text) == [
        "1 z = a,b", "2 grain = month", "2 top = 5", "2 low = -0.5", "2 big = 1000.0",
        "3 labels = true", "4 kinds = base | a \"q\" | 3", "4 name = n", "4 in = {\"z\": 1}",
      ])
    #expect(try read("\u{FEFF}{}") == [])
  }

  @Test("YAML: the lines of a front matter, with values as they are written")
  func yaml() throws {
    let text = """
      ---
      # what we publish
      grain: month
      top: 5
      low: -0.5
      labels: no

      since: "2024-01-01"
      until: 2024-01-02
      kinds: [base, "a, b"]
      tags:
        - x
        - "y: z"
      empty: ""
      """
    #expect(
      try read(text, "p.yaml") == [
        "3 grain = month", "4 top = 5", "5 low = -0.5", "6 labels = no", "8 since = 2024-01-01",
        "9 until = 2024-01-02", "10 kinds = base | a, b", "11 tags = x | y: z", "14 empty = ",
      ])
    #expect(
      try read("", "p.yml") == [] && read("a: 1\r\nb: 2\r\n", "p.yml") == ["1 a = 1", "2 b = 2"])
  }

  @Test(
    "what cannot be a parameter is refused with its line",
    arguments: [
      (
        "p.json", "{\"a\": 1,\n \"b\": }", 2,
        "the parameters are not JSON: no value begins like this"
      ),
      ("p.json", "{\"a\": 1", 1, "the parameters are not JSON: the text ends too early"),
      ("p.json", "[1]", 1, "the parameters are not one JSON object"),
      ("p.json", "\n{\"a\": null}", 2, "`a` is null"),
      ("p.json", "{\"a\": {\"b\": 1}}", 1, "`a` holds a nest"),
      ("p.json", "{\"a\": [[1]]}", 1, "`a` holds a list in a list"),
      ("p.json", "{\"a\": []}", 1, "the list of `a` is empty"),
      ("p.json", "{\"a\": 1,\n\"a\": 2}", 2, "the parameter `a` is given twice"),
      ("p.json", "", nil, "the parameters are not JSON: the text ends too early"),
      ("p.yaml", "a: 1\nb\n", 2, "a line without a colon is not part of a file of parameters"),
      ("p.yaml", "a: &x 1\n", 1, "an anchor is not part of a file of parameters"),
      ("p.yaml", "a: 1\na: 2\n", 2, "the key `a` is given twice"),
      ("p.yaml", "a:\n  b: 1\n", 1, "`a` holds a nest"),
      ("p.yaml", "x: 1\na:\n", 2, "`a` has no value"),
      ("p.yaml", "a: []\n", 1, "`a` has no value"),
      ("p.toml", "a = 1", nil, "`--params p.toml` is neither .json nor .yaml"),
    ] as [(String, String, Int?, String)])
  func refused(_ name: String, _ text: String, _ line: Int?, _ message: String) throws {
    let error = #expect(throws: Diagnostic.self) {
      try ParameterFile(Array(text.utf8), name: name)
    }
    #expect(error?.message == message)
    #expect(error?.code == "E717" && error?.kind == .usage)
    let span = error?.primary?.span
    if let line { #expect(span.map { $0.source.lineNumber(of: $0.lower) } == line) }
  }

  @Test("bytes that are no text are refused") func bytes() {
    let error = #expect(throws: Diagnostic.self) {
      try ParameterFile([0x7B, 0xFF, 0x7D], name: "p.json")
    }
    #expect(error?.message == "the parameters in `p.json` are not UTF-8 text")
  }

  // MARK: Combinations

  @Test("combinations are in the order of the flags, the last one changing fastest")
  func combinations() throws {
    let matrix = try ParameterMatrix(["grain=week,day", "top=5,10", "x=a\\,b\\\\"])
    let names = try matrix.variants(declaring: ["grain", "top", "other"]).map(\.name)
    #expect(
      names == ["grain=week/top=5", "grain=week/top=10", "grain=day/top=5", "grain=day/top=10"])
    #expect(try matrix.variants(declaring: ["other"]).map(\.name) == [""])
    #expect(try matrix.variants(declaring: ["x"]).map(\.values) == [[.init("x", "a,b\\")]])
    #expect(try ParameterMatrix([]).variants(declaring: ["a"]).map(\.name) == [""])
  }

  @Test(
    "values become names of folders",
    arguments: [
      ("week", "week"), ("2024-01..2024-06", "2024-01..2024-06"), ("..", "%2E."),
      ("../../etc", "%2E.%2F..%2Fetc"), (".x", "%2Ex"), ("a b", "a%20b"), ("a/b", "a%2Fb"),
      ("50%", "50%25"), ("größe", "größe"), ("日本", "日本"), ("a\n\0", "a%0A%00"),
      ("x=y:z*?\"<>|\\", "x%3Dy%3Az%2A%3F%22%3C%3E%7C%5C"), ("-1.5", "-1.5"),
    ])
  func names(_ value: String, _ name: String) {
    #expect(ParameterMatrix.Variant([.init("k", value)]).name == "k=" + name)
  }

  @Test("long values are cut and stay different") func longNames() {
    let one = ParameterMatrix.Variant.fileName(String(repeating: "ab", count: 200))
    let other = ParameterMatrix.Variant.fileName(String(repeating: "ab", count: 201))
    #expect(one.utf8.count <= 100 && other.utf8.count <= 100 && one != other)
    #expect(one.hasPrefix("ababab") && one.contains("~"))
  }

  @Test(
    "words that are no matrix are refused",
    arguments: [
      (["grain"], "`--matrix grain` is not of the form NAME=VALUE,VALUE"),
      (["=a"], "`--matrix =a` is not of the form NAME=VALUE,VALUE"),
      (["a="], "`--matrix a=` has an empty value"),
      (["a=x,,y"], "`--matrix a=x,,y` has an empty value"),
      (["a=x,y,x"], "`--matrix a` has the value `x` twice"),
      (["a=x", "a=y"], "`--matrix` is given twice for `a`"),
    ])
  func refusedMatrix(_ words: [String], _ message: String) {
    let error = #expect(throws: Diagnostic.self) { try ParameterMatrix(words) }
    #expect(error?.message == message && error?.code == "E718" && error?.kind == .usage)
  }

  @Test("too many combinations are refused before anything is made of them")
  func tooMany() throws {
    let values = (0..<100).map(String.init).joined(separator: ",")
    let matrix = try ParameterMatrix((0..<40).map { "p\($0)=" + values })
    let error = #expect(throws: Diagnostic.self) {
      try matrix.variants(declaring: Set((0..<40).map { "p\($0)" }))
    }
    #expect(error?.code == "E718")
    let two = #expect(throws: Diagnostic.self) { try matrix.variants(declaring: ["p0", "p1"]) }
    #expect(two?.message == "`--matrix` asks for more than 1000 combinations")
    #expect(two?.details == ["They are 100 of `p0` times 100 of `p1`. Run them in parts."])
    #expect(try matrix.variants(declaring: ["p0"]).count == 100)
  }
}
