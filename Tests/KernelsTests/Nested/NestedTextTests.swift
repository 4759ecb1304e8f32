import Columnar
import Kernels
import TestSupport
import Testing

@Suite struct NestedTextTests {
  /// The canonical form; `∅` for null and `malformed` for what is no value.
  private func canonical(_ text: String) -> String {
    canonical(Array(text.utf8))
  }

  private func canonical(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    let outcome = bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map {
        NestedText.parse(TextView(start: $0, count: bytes.count), into: &out)
      } ?? .malformed
    }
    switch outcome {
    case .value: return String(decoding: out, as: UTF8.self)
    case .null: return "∅"
    case .malformed: return "malformed"
    }
  }

  /// Expected texts are those of Python 3.11: `json.dumps(ast.literal_eval(text), sort_keys=True,
  /// separators=(",", ":"), ensure_ascii=False)`, with null for nan.
  @Test(arguments: [
    ("[1, 2.50, -0.0, 1e3, 12345678901234567890123]", "[1,2.5,0,1000,12345678901234567890123]"),
    ("{'b': 1, 'a': [True, None, False]}", "{\"a\":[true,null,false],\"b\":1}"),
    ("{\"a\": 1, \"b\": 2, \"a\": 3}", "{\"a\":3,\"b\":2}"),
    ("['it\\'s', \"it's\", 'say \"x\"']", "[\"it's\",\"it's\",\"say \\\"x\\\"\"]"),
    ("('a',)", "[\"a\"]"), ("()", "[]"), ("{}", "{}"), ("[ ]", "[]"), ("[1, 2, ]", "[1,2]"),
    ("['\\x41\\u00e9\\U0001F600']", "[\"Aé😀\"]"), ("\"\\ud83d\\ude00\"", "\"😀\""),
    ("'e\\u0301'", "\"é\""), ("\"\\u0007\\t\\/\"", "\"\\u0007\\t/\""),
    ("[nan, NaN, inf, -inf, Infinity]", "[null,null,null,null,null]"),
    (" \n[ \"a\" ,\t'b' ] ", "[\"a\",\"b\"]"), ("7", "7"), ("'x'", "\"x\""), ("True", "true"),
    (
      "{'z': {'b': 1, 'a': 2}, 'y': [{'d': 1, 'c': 2}]}",
      "{\"y\":[{\"c\":2,\"d\":1}],\"z\":{\"a\":2,\"b\":1}}"
    ),
    ("nan", "∅"), ("None", "∅"), ("null", "∅"), (" NaN ", "∅"), ("1e999", "∅"),
    ("\"lone \\ud800 half\"", "\"lone \u{FFFD} half\""),
  ])
  func readsBothLanguages(text: String, expected: String) {
    #expect(canonical(text) == expected)
    // The canonical form is its own.
    if expected.first != "∅" { #expect(canonical(expected) == expected) }
  }

  @Test(arguments: [
    "", " ", "[", "[1", "[1 2]", "[,]", "{1: 2}", "{'a'}", "{'a': }", "{'a' 1}", "'open", "\"a\\",
    "\"\\q\"", "\"\\u12\"", "[1] 2", "a", "[a]", "01", "1.2.3", "--1", "nul", "nulls", "{]", "a, b",
    "[1}", "set()", "\u{FEFF}[1]", "\0", "[1]\0",
  ])
  func refusesOther(text: String) {
    #expect(canonical(text) == "malformed")
  }

  @Test func depthIsLimited() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(canonical(nested(64)) == nested(64))
    #expect(canonical(nested(65)) == "malformed")
    #expect(canonical(String(repeating: "[", count: 1_000_000)) == "malformed")
    #expect(canonical(String(repeating: "{'a':", count: 1_000_000)) == "malformed")
  }

  @Test func longTextsTakeLinearTime() {
    let many = (0..<60_000).map { "'k\($0 * 7919 % 60_000)': \($0)" }.joined(separator: ", ")
    #expect(canonical("{\(many)}").utf8.count > 600_000)
    #expect(canonical("[" + String(repeating: "1,", count: 300_000) + "]").utf8.count == 600_001)
    #expect(
      canonical(
        String(repeating: "{'b':1,'a':", count: 60) + "1" + String(repeating: "}", count: 60)
      ).hasPrefix("{\"a\":{\"a\""))
  }

  /// The part that a function gives of a canonical value.
  private func part(_ json: String, _ body: (TextView) -> TextView?) -> String? {
    var json = json
    return json.withUTF8 { bytes in
      bytes.baseAddress.flatMap { body(TextView(start: $0, count: bytes.count))?.string }
    }
  }

  @Test func partsOfValues() {
    let object = canonical(#"{"a": [1, "x,]}", {"b": null}], "é\"": "\\", "c": {}}"#)
    func field(_ name: String, of json: String) -> String? {
      let key = NestedText.quoted(name)
      return key.withUnsafeBufferPointer { key in
        key.baseAddress.flatMap { start in
          part(json) { NestedText.field(TextView(start: start, count: key.count), of: $0) }
        }
      }
    }
    #expect(field("a", of: object) == #"[1,"x,]}",{"b":null}]"#)
    #expect(field("é\"", of: object) == #""\\""#)
    #expect(field("c", of: object) == "{}")
    #expect(field("b", of: object) == nil)
    #expect(field("a", of: "[1]") == nil)
    #expect(field("a", of: "{}") == nil)
    let list = #"[1,"x,]}",{"b":null},[],"\"",2.5]"#
    let items = [0, 1, 2, 3, 4, 5, 6, -1, -6, -7].map { position in
      part(list) { NestedText.item(position, of: $0) }
    }
    #expect(
      items == [
        "1", #""x,]}""#, #"{"b":null}"#, "[]", #""\"""#, "2.5", nil, "2.5", "1", nil,
      ])
    #expect(part("[]") { NestedText.item(0, of: $0) } == nil)
    #expect(part("7") { NestedText.item(0, of: $0) } == nil)
  }

  @Test func contentsOfTexts() {
    for text in ["", "plain", "a\"b\\c\n\r\t\u{8}\u{C}\u{1}\u{1F}é😀/"] {
      let json = String(decoding: NestedText.quoted(text), as: UTF8.self)
      var content = ""
      _ = part(json) { value in
        content =
          NestedText.content(of: value) { bytes in
            content = String(decoding: bytes, as: UTF8.self)
            return .empty
          }.string + content
        return nil
      }
      #expect(content == text)
    }
  }

  /// Whatever the bytes are, the result is a value that reads back as itself, or a refusal.
  @Test func anyBytes() {
    let seeds = [
      "{'a': [1, 2.5, \"x\\u00e9\"], \"b\": {'c': None}}", "[nan, ('a',), {'k': -1e-5}]",
      "[\"\\ud83d\\ude00\", '\\x41', true, false, null]",
    ]
    var numbers = SeededNumbers(17)
    for round in 0..<3000 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0...numbers.next(below: 4) {
        let place = numbers.next(below: bytes.count)
        switch numbers.next(below: 4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(Array("[]{}'\",:\\0.e-".utf8)[numbers.next(below: 13)], at: place)
        case 2: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 7)], at: place)
        }
      }
      // Cells of a table are UTF-8.
      let text = String(decoding: bytes, as: UTF8.self)
      let once = canonical(text)
      guard once != "malformed", once != "∅" else { continue }
      #expect(canonical(once) == once, "\(text)")
      var parts = 0
      _ = part(once) { value in
        NestedText.forEachItem(of: value) { if $0.count > 0 { parts += 1 } }
        return NestedText.item(0, of: value)
      }
      #expect(parts <= once.utf8.count)
    }
  }
}
