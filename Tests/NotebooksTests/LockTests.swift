import Diagnostics
import TestSupport
import Testing

@testable import Notebooks

/// The text of locks: written, read back, and refused with a reason.
@Suite("Lock") struct LockTests {
  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  private static let lock = NotebookLock(
    semantics: 3, language: 1, source: digest,
    settings: [.init("week_start", "monday"), .init("seed", "7")], today: "2024-03-01",
    parameters: [
      .init("span", "2023-01..2024-06"), .init("grain", "\"month\""),
      .init("kinds in lib/common.hfnb", "[\"a b\", \"c\\\"d\"]"),
    ],
    uses: [.init("lib/common.hfnb", digest)],
    data: [
      .init(
        name: "lb", path: "data/lb 1.csv", bytes: 988_607, digest: digest, rows: 20_000,
        anyOrder: digest,
        columns: [
          .init(name: "created", type: "date", nulls: 0, digest: digest),
          .init(name: "a \"b\"", type: "record{x: int, y: list<text>}", nulls: 31, digest: digest),
        ]),
      .init(
        name: "all", path: "log_*.csv", files: 2, bytes: 7, digest: digest, rows: 1,
        anyOrder: digest),
      .init(
        name: "s", path: "sample:authors", bytes: nil, digest: digest, rows: 1, anyOrder: digest),
    ],
    cells: [
      .init(
        id: "by-month", key: digest,
        outputs: [
          .init(rows: 48, value: digest, views: [.init("txt", digest), .init("csv", digest)]),
          .init(rows: nil, value: digest),
        ]),
      .init(id: "off", key: digest, isNotRun: true),
      .init(id: "a-wrong-one", key: digest, error: "E201"),
    ])

  private func read(_ text: String) throws(Diagnostic) -> NotebookLock {
    try NotebookLock(SourceText(name: "n.hfnb.lock", text: text))
  }

  @Test("One fact a line, sorted; what is written is read back") func roundTrip() throws {
    let text = Self.lock.text
    let short = text.replacing(Self.digest, with: "D")
    #expect(
      short == """
        hfnb-lock 1
        semantics 3
        lang 1
        source sha256:D
        set seed 7
        set week_start monday
        today 2024-03-01
        param grain "month"
        param "kinds in lib/common.hfnb" ["a b", "c\\"d"]
        param span 2023-01..2024-06
        use "lib/common.hfnb" sha256:D
        data all path "log_*.csv" files 2 bytes 7 sha256:D rows 1 anyorder D
        data lb path "data/lb 1.csv" bytes 988607 sha256:D rows 20000 anyorder D
        data lb column created date nulls 0 sha256:D
        data lb column "a \\"b\\"" "record{x: int, y: list<text>}" nulls 31 sha256:D
        data s path "sample:authors" made sha256:D rows 1 anyorder D
        cell a-wrong-one key D error E201
        cell by-month key D
        cell by-month result 1 rows 48 value D
        cell by-month result 1 view csv D
        cell by-month result 1 view txt D
        cell by-month result 2 value D
        cell off key D not-run

        """)
    let again = try read(text)
    #expect(again.text == text)
    #expect(again.data("lb") == Self.lock.data("lb"))
    #expect(again.cell("by-month")?.outputs.map(\.rows) == [48, nil])
    // Line ends of another system are no change.
    #expect(try read(text.replacing("\n", with: "\r\n")) == again)
  }

  private static let broken: [(line: String, message: String)] = [
    ("hello", "no line of a lock begins with `hello`"),
    ("semantics 4", "`semantics` is stated twice"),
    ("param other", "a parameter has no value"),
    ("param \"grain 1", "a quote is not closed"),
    ("set a", "the line ends too early"),
    ("set a b c", "the line is too long"),
    ("use \"x\" 12", "a digest begins with `sha256:`"),
    ("use \"x\" sha256:12", "a digest has 64 hexadecimal digits"),
    ("data x path", "the line ends too early"),
    ("data x place y", "`place` stands where `path` is expected"),
    ("data x path y bytes many", "the number of bytes is no whole number"),
    ("data q column c int nulls 0 sha256:\(digest)", "a column of `q` stands before its data"),
    ("cell A key \(digest)", "`A` is no id of a cell"),
    ("cell a lock \(digest)", "`lock` stands where `key` is expected"),
    ("cell q result 1 value \(digest)", "a result of `q` stands before its cell"),
    ("cell off result 2 value \(digest)", "the results are not in order"),
    ("cell off result 1 view csv \(digest)", "a view stands before its result"),
    ("cell off result 1 value \(digest) x", "the line is too long"),
  ]

  @Test("A line that is none says which and why") func brokenLines() {
    for (line, message) in Self.broken {
      let text = Self.lock.text + line + "\n"
      let number = text.split(separator: "\n").count
      let error = #expect(throws: Diagnostic.self, "\(line)") { try read(text) }
      #expect(error?.code == "E660")
      #expect(error?.message == "line \(number) of the lock cannot be read: \(message)")
      #expect(error?.fix?.text == "make it anew: hfnb lock n.hfnb")
      #expect(error?.primary?.span.source.lineNumber(of: error?.primary?.span.lower ?? 0) == number)
    }
  }

  @Test("Another file, a newer version, and what is missing") func heads() {
    for (text, message) in [
      ("", "line 1 of the lock cannot be read: it does not begin with `hfnb-lock 1`"),
      ("{}", "line 1 of the lock cannot be read: it does not begin with `hfnb-lock 1`"),
      ("hfnb-lock x", "line 1 of the lock cannot be read: its version is no number"),
      ("hfnb-lock 2\n", "the lock is of version 2; this hfnb reads version 1"),
      ("hfnb-lock 1\n", "line 1 of the lock cannot be read: there is no line `semantics`"),
    ] {
      let error = #expect(throws: Diagnostic.self) { try read(text) }
      #expect(error?.message == message)
    }
  }

  @Test("An unfinished merge is told before anything else") func conflict() {
    let text = Self.lock.text.replacing(
      "today 2024-03-01", with: "<<<<<<< ours\ntoday 2024-03-01\n=======\ntoday -\n>>>>>>> theirs")
    let error = #expect(throws: Diagnostic.self) { try read(text) }
    #expect(error?.code == "E661")
    #expect(error?.message == "lines 7–11 of the lock hold an unfinished merge")
    #expect(error?.fix?.text == "hfnb lock n.hfnb")
  }

  @Test("Locks with anything in them are read or explained") func anything() {
    var random = SeededNumbers(5)
    let bytes = Array(Self.lock.text.utf8)
    for _ in 0..<3000 {
      var text = bytes
      for _ in 0..<1 + random.next(below: 4) {
        let place = random.next(below: text.count)
        switch random.next(below: 4) {
        case 0: text.remove(at: place)
        case 1: text[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: text.insert(UInt8(ascii: "\n"), at: place)
        default: text.insert(contentsOf: text[..<min(place, 40)], at: place)
        }
      }
      let flaw = AnyText.lock.flaw(in: text)
      #expect(flaw == nil, "\(String(decoding: text, as: UTF8.self))")
      if flaw != nil { return }
    }
  }
}
