import Catalog
import Columnar
import Diagnostics
import TestSupport
import Testing

@testable import Formats

@Suite struct WriterTests {
  private static func sample() throws -> Table {
    try csv(
      "name,n,score,day,ok\norg-a,38,1.5,2024-03-01,true\n"
        + "\"b|<c>\",-7,22.25,,false\n\"\",,3,2024-12-31,\n"
    )
  }

  @Test func box() throws {
    #expect(
      try written(Self.sample(), BoxWriter.self) == """
        ┌───────┬────┬───────┬────────────┬───────┐
        │ name  │  n │ score │ day        │ ok    │
        ├───────┼────┼───────┼────────────┼───────┤
        │ org-a │ 38 │  1.5  │ 2024-03-01 │ true  │
        │ b|<c> │ -7 │ 22.25 │ ∅          │ false │
        │ ""    │  ∅ │  3    │ 2024-12-31 │ ∅     │
        └───────┴────┴───────┴────────────┴───────┘

        """)
    #expect(
      try written(Self.sample(), BoxWriter.self, WriteOptions(unicode: false)).hasPrefix(
        """
        +-------+------+-------+------------+-------+
        | name  |    n | score | day        | ok    |
        +-------+------+-------+------------+-------+
        | org-a |   38 |  1.5  | 2024-03-01 | true  |
        | b|<c> |   -7 | 22.25 | null       | false |
        """))
    #expect(
      try written(Self.sample(), BoxWriter.self, WriteOptions(color: true))
        .contains("│ \u{1B}[2m∅\u{1B}[0m          │ false │"))
  }

  @Test func plain() throws {
    #expect(
      try written(Self.sample(), PlainWriter.self) == """
        name    n  score  day         ok
        -----  --  -----  ----------  -----
        org-a  38   1.5   2024-03-01  true
        b|<c>  -7  22.25  ∅           false
        ""      ∅   3     2024-12-31  ∅

        """)
  }

  @Test func textIsShortenedFirstThenColumnsAreHidden() throws {
    let table = try csv(
      "first,second,number\nabcdefghijklmnop,日本語日本語日本語,123456789\nx,y,1\n")
    #expect(
      try written(table, BoxWriter.self, WriteOptions(width: 42)) == """
        ┌─────────────┬──────────────┬───────────┐
        │ first       │ second       │    number │
        ├─────────────┼──────────────┼───────────┤
        │ abcdefghij… │ 日本語日本…  │ 123456789 │
        │ x           │ y            │         1 │
        └─────────────┴──────────────┴───────────┘
        2 cells shortened

        """)
    let wide = try csv("a,b,c,d\nlong text here,12345678,87654321,another long text\n")
    let text = try written(wide, BoxWriter.self, WriteOptions(width: 40))
    #expect(
      text == """
        ┌───────────┬──────────┬───┬───────────┐
        │ a         │        b │ … │ d         │
        ├───────────┼──────────┼───┼───────────┤
        │ long tex… │ 12345678 │ … │ another … │
        └───────────┴──────────┴───┴───────────┘
        column not shown: c
        2 cells shortened

        """)
    for line in text.split(separator: "\n") { #expect(DisplayWidth.cells(line) <= 40) }
  }

  @Test func manyRowsAreLimited() throws {
    let rows = (1...1240).map { "\($0)" }.joined(separator: "\n")
    let lines = try written(csv("n\n\(rows)\n"), BoxWriter.self, WriteOptions(rowLimit: 25))
      .split(separator: "\n")
    #expect(lines.count == 3 + 26 + 1 + 1)
    #expect(lines[22] == "│   20 │")
    #expect(lines[23] == "│    … │")
    #expect(lines[24] == "│ 1236 │")
    #expect(lines.last == "20 + 5 of 1,240 rows shown")
  }

  @Test func controlCharactersAreVisible() throws {
    let table = try csv("s\n\"a\nb\tc\u{1B}[31m\u{202E}\"\n")
    #expect(
      try written(table, PlainWriter.self).split(separator: "\n").last
        == "a\\nb\\tc\\u{1B}[31m\\u{202E}")
  }

  @Test func csvQuotesOnlyWhatItMust() throws {
    let table = try csv(
      "a,b\n\"x,y\",0.1\n\"say \"\"hi\"\"\",1e300\n\"two\nlines\",-0.000001\n\"\",2\n,\n")
    #expect(
      try written(table, CSVWriter.self) == """
        a,b
        "x,y",0.1
        "say ""hi""\",1e+300
        "two
        lines",-1e-06
        "",2
        ,

        """)
    #expect(try csv(written(table, CSVWriter.self)).rows == table.rows)
  }

  @Test func jsonAndLines() throws {
    #expect(
      try written(Self.sample(), JSONLinesWriter.self) == """
        {"name":"org-a","n":38,"score":1.5,"day":"2024-03-01","ok":true}
        {"name":"b|<c>","n":-7,"score":22.25,"day":null,"ok":false}
        {"name":"","n":null,"score":3,"day":"2024-12-31","ok":null}

        """)
    #expect(try written(csv("a,b\n"), JSONWriter.self) == "[]\n")
    let table = try json(
      #"[{"t": ["a\n", "\u0001"], "r": {"x": 1, "y": "q"}}, {"t": null, "r": null}]"#)
    #expect(
      try written(table, JSONWriter.self) == #"""
        [{"t":["a\n","\u0001"],"r":{"x":1,"y":"q"}},
         {"t":null,"r":null}]

        """#)
    #expect(try json(written(table, JSONWriter.self)).rows == table.rows)
    #expect(
      try written(table, CSVWriter.self) == #"""
        t,r
        "[""a\n"",""\u0001""]","{""x"":1,""y"":""q""}"
        ,

        """#)
  }

  @Test func markdownAndHTMLAreEscaped() throws {
    #expect(
      try written(Self.sample(), MarkdownWriter.self) == """
        | name | n | score | day | ok |
        | --- | ---: | ---: | --- | --- |
        | org-a | 38 | 1.5 | 2024-03-01 | true |
        | b\\|&lt;c&gt; | -7 | 22.25 | ∅ | false |
        | "" | ∅ | 3 | 2024-12-31 | ∅ |

        """)
    let html = try written(Self.sample(), HTMLWriter.self)
    #expect(html.contains("<td>b|&lt;c&gt;</td><td class=\"number\">-7</td>"))
    #expect(html.contains("<td class=\"missing\">∅</td>"))
    #expect(
      try written(csv("\"<script>\"\n\"<b>&\"\"'</b>\"\n"), HTMLWriter.self) == """
        <table class="hfnb-table">
        <thead>
        <tr><th scope="col">&lt;script&gt;</th></tr>
        </thead>
        <tbody>
        <tr><td>&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;</td></tr>
        </tbody>
        </table>

        """)
  }

  @Test func line() throws {
    #expect(
      try written(csv("a,long\n1,x\n,\"\"\n"), LineWriter.self) == """
        a     1
        long  x

        a     ∅
        long  ""

        """)
  }

  @Test func periodsAndInstants() throws {
    let values: [Value] = [
      .instant(1_709_288_415_250_000), .period(.month, 650), .period(.week(startingOn: .monday), 0),
      .period(.quarter, 217), .duration(CalendarDuration(microseconds: 90_000_000)),
    ]
    for (value, text) in zip(
      values, ["2024-03-01T10:20:15.25Z", "2024-03", "1969-12-29", "2024-Q2", "1 min 30 s"])
    {
      var builder = ColumnBuilder(value.type)
      builder.append(value)
      let table = Table([("x", builder.finish())])
      #expect(try written(table, CSVWriter.self) == "x\n\(text)\n")
      #expect(try written(table, JSONLinesWriter.self) == "{\"x\":\"\(text)\"}\n")
    }
  }

  @Test func everyTypeSurvivesARoundTripThroughCSV() throws {
    var generator = SeededNumbers(99)
    var text = "i,n,s,d,b,t\n"
    for _ in 0..<500 {
      let number = Double(Int64(truncatingIfNeeded: generator.next())) / 1e6
      let bits = Double(bitPattern: generator.next())
      let day = Int32(truncatingIfNeeded: Int(generator.next() % 40_000))
      let cell = ["x", "\"a,b\"", "\"\"", "", "\"q\"\"q\"", "é"][Int(generator.next() % 6)]
      text += "\(Int64(truncatingIfNeeded: generator.next())),"
      text += "\(bits.isFinite ? bits : number),\(cell),\(ValueText.date(day)),"
      text +=
        "\(generator.next() % 2 == 0),\(ValueText.instant(Int64(generator.next() % (1 << 50))))\n"
    }
    let table = try csv(text)
    #expect(table.schema.fields.map(\.type) == [.int, .number, .text, .date, .bool, .instant])
    #expect(try csv(written(table, CSVWriter.self)).rows == table.rows)
    #expect(try json(written(table, JSONLinesWriter.self)).rows == table.rows)
  }

  @Test func numbersAndInstantsAreWrittenAsEverywhere() throws {
    var generator = SeededNumbers(5)
    var numbers: [Double] = [
      0, -0.0, 0.1, 0.3, 1e-3, 9.999e-4, 123456.789, 1e9, 999999999.9999995, 1e15, 1e16, 1e22,
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, 59.605956, 2.5e-5, 1 / 3,
    ]
    var instants: [Int64] = [0, -1, -62_135_596_800_000_000, 253_402_300_799_999_000, 1_000, 1]
    for _ in 0..<3000 {
      let random = Double(bitPattern: generator.next())
      if random.isFinite { numbers.append(random) }
      for power in [10.0, 1000, 1e5, 1e6, 1e7] {
        numbers.append(Double(Int64(generator.next() % 2_000_000_000)) / power)
        numbers.append(-Double(Int64(generator.next() % 100_000)) / power)
      }
      instants.append(Int64(generator.next() % 4_000_000_000) * 1_000_000)
      instants.append(Int64(generator.next() % 4_000_000_000_000) * 1_000)
      instants.append(-Int64(generator.next() % 4_000_000_000_000_000))
    }
    let count = min(numbers.count, instants.count)
    let table = Table([
      (
        "n",
        Column(.number, .double(Buffer(Array(numbers.prefix(count)))), count: count)
      ),
      ("t", Column(.instant, .int64(Buffer(Array(instants.prefix(count)))), count: count)),
    ])
    let lines = try written(table, CSVWriter.self).split(separator: "\n").dropFirst()
    #expect(lines.count == count)
    for (row, line) in lines.enumerated() {
      #expect(line == "\(NumberText.shortest(numbers[row])),\(ValueText.instant(instants[row]))")
    }
  }
}
