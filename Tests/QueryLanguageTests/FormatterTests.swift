import Diagnostics
import QueryLanguage
import Testing

@Suite struct FormatterTests {
  @Test(arguments: [
    ("lb|filter a>1 and b\n", "lb | filter a > 1 and b\n"),
    ("lb\n|filter a>1|show", "lb\n| filter a > 1\n| show\n"),
    ("lb\n\n\n\nhub", "lb\n\nhub\n"), ("lb\nhub", "lb\nhub\n"), ("", ""),
    ("#a\n\n\n#  b\nlb #c", "# a\n\n# b\nlb  # c\n"),
    ("lb # s\n  #x\n | filter a   #y\n# z\n|show", "lb  # s\n# x\n| filter a  # y\n# z\n| show\n"),
    ("lb | filter a | show # c", "lb | filter a | show  # c\n"),
    ("lb\n| plot line x:a\n add point", "lb\n| plot line x: a\n    add point\n"),
    ("let  r=rows[a,b;1,2]", "let r = rows [a, b; 1, 2]\n"),
    ("rows[\na,b\n1,2 # c\n]", "# c\nrows [\n  a, b\n  1, 2\n]\n"),
    ("param k:int in 1 ..50=10 \"h\"", "param k: int in 1 ..50 = 10 \"h\"\n"),
    ("param t: any  of values( lb . type )=all", "param t: any of values(lb.type) = all\n"),
    ("load a from \"x\" with skip:2 as csv", "load a from \"x\" as csv with skip: 2\n"),
    ("def f( a,b )=a+b", "def f(a, b) = a + b\n"), ("use \"x\" for a,b", "use \"x\" for a, b\n"),
    ("6*7 # answer", "6 * 7  # answer\n"), ("-a^2", "-a ^ 2\n"), ("30   days", "30 days\n"),
    ("x[0].y", "x[0].y\n"), ("f( t=>t+1,if:not a )", "f(t => t + 1, if: not a)\n"),
    ("lb | filter case{a=>b,else=>c}", "lb | filter case { a => b, else => c }\n"),
    ("explain lb|show", "explain lb | show\n"), ("|show\n|show", "| show\n| show\n"),
    ("lb|select* except a,b|drop b_*,is text", "lb | select * except a, b | drop b_*, is text\n"),
    ("lb|plot size 900   x   400", "lb | plot size 900 x 400\n"),
    ("lb | filter \"\"\"a\n  b\"\"\" == c", "lb\n| filter \"\"\"a\n  b\"\"\"\n    == c\n"),
    ("expect a>1,b \"m\"", "expect a > 1, b \"m\"\n"),
    ("lb|mine( 3,k:4 )", "lb | mine(3, k: 4)\n"), ("`a b`+@k-.n", "`a b` + @k - .n\n"),
  ])
  func canonicalForm(_ text: String, _ expected: String) throws {
    #expect(try checkFormat(text) == expected)
  }

  @Test func errorsAreNotFormatted() {
    #expect(Formatter.format(parse("lb | filter (")) == nil)
  }

  @Test func longLinesAreBroken() throws {
    let names = (1...30).map { "column_number_\($0)" }
    let list = names.joined(separator: ", ")
    let arms = names.map { "\($0) => 1" }.joined(separator: ", ")
    let quoted = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let all = names.joined(separator: " and ")
    let texts: [String] = [
      "lb | select \(list)", "lb | filter \(all)", "let x = " + names.joined(separator: " + "),
      "lb | derive x = f(\(list)), y = [\(list)] along a per b",
      "lb | filter x in (case { \(arms) })", "load lb from \"x\" null [\(quoted)] as csv",
      "param p: one of \(list) = column_number_1", "lb | join (hub | filter \(all) | show) on a",
    ]
    for text in texts {
      let formatted = try checkFormat(text)
      let widest = formatted.split(separator: "\n").map(\.count).max() ?? 0
      #expect(widest <= 100, "\(formatted)")
    }
  }

  @Test func exampleKeepsItsShape() throws {
    let text = """
      let weekly = lb  # the board
      # only models with an architecture
      | reject arch is null
      | group by every whole week(created), arch  # one row per week
      | derive family = case {
          a ~ "x" => "X",
          else => null
        }
          along created
          per arch

      weekly | show

      """
    #expect(try checkFormat(text).contains("| derive family = case {\n    a ~ \"x\" => \"X\",\n"))
  }
}
