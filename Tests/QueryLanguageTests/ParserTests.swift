import Diagnostics
import QueryLanguage
import Testing

private func stages(_ text: String) -> [StageSyntax] {
  switch parse(text).statements.last?.kind {
  case .pipeline(let pipeline), .explain(let pipeline), .step(let pipeline): pipeline.stages
  case .continuation(let stages): stages
  default: []
  }
}

private func kind(_ statement: StatementSyntax) -> String {
  switch statement.kind {
  case .load: "load"
  case .use: "use"
  case .set: "set"
  case .param: "param"
  case .letBinding(_, .pipeline): "let table"
  case .letBinding: "let value"
  case .def(_, _, .pipeline): "def verb"
  case .def: "def function"
  case .pipeline: "pipeline"
  case .continuation: "continuation"
  case .explain: "explain"
  case .step: "step"
  case .expression: "expression"
  }
}

private func kinds(_ text: String) -> String {
  let script = parse(text)
  #expect(script.diagnostics.isEmpty, "\(findings(text))")
  return script.statements.map(kind).joined(separator: ", ")
}

@Suite struct ParserTests {
  @Test(arguments: [
    ("lb", "pipeline"), ("stdin | describe", "pipeline"), ("6 * 7", "expression"),
    ("gini([1, 2, 3])", "expression"), ("(lb | show)", "pipeline"), ("(1 + 2)", "expression"),
    ("(lb)", "expression"), ("(lb) | show", "pipeline"), ("(rows [a; 1])", "pipeline"),
    ("rows [a; 1; 2;] | show", "pipeline"), ("let k = 5", "let value"), ("let t = lb", "let value"),
    ("let t = lb | show", "let table"), ("let t =\nlb\n| show", "let table"),
    ("def f(a, b) = a + b", "def function"), ("def f() = 1", "def function"),
    ("def f(t, k) = t | top k by score | show", "def verb"),
    ("set seed 7\nset week_start sunday", "set, set"), ("use \"a.hfnb\" for x, y", "use"),
    ("explain lb | show\nstep lb", "explain, step"), ("explain (lb | show)", "explain"),
    ("| show", "continuation"), ("lb | show\n\nexpect a > 1 \"m\"", "pipeline, continuation"),
    ("expect (a > 1)", "continuation"), ("expect\n| show", "pipeline"),
    ("expect + 1", "expression"), ("load lb from \"x\"\n| show", "load, continuation"),
    ("load | show", "pipeline"), ("step", "pipeline"), ("set * 2", "expression"),
    (
      "load lb from f\"{data}.csv\" as csv types {a: list<text>, `b c`: date} null [\"NA\"] "
        + "sha256 \"00\" with delimiter: \";\", file: source", "load"
    ),
    ("load lb from data\n  as csv\n  with header: false", "load"),
    ("param data: text matching r\"^x\" = \"sample:leaderboard\" \"help\"", "param"),
    ("param x: number in 0..1 = 0.5\nparam d: date = 2024-01-01", "param, param"),
    ("lb | select *\nlb", "pipeline, pipeline"), ("a *\nb", "expression"),
    ("lb | filter created in 2024-01..\nhub", "pipeline, pipeline"),
    ("", ""), ("# only\n\n# comments", ""),
  ])
  func statements(_ text: String, _ expected: String) {
    if text == "step" {
      #expect(!parse(text).diagnostics.isEmpty)
    } else {
      #expect(kinds(text) == expected, "\(text)")
    }
  }

  @Test func everyVerbFormIsAccepted() {
    for text in [
      "lb | take last 5 | take 5..10 | take 10 | skip 3",
      "lb | show 5 a, b as line | show all | show a",
      "lb | top @k author by count() per type with ties others \"x\" | top (k + 1) by n | top k by n",
      "lb | top 10 day by n", "lb | filter per > 3 | sort by desc, order",
      "lb | filter type(x) per a, b",
      "lb | select * except a, b | select *_score, bench_*_x, n = likes, is number",
      "lb | group by every, whole = x agg n = count() | group by every whole week(d), every day(e)",
      "lb | group by every agg count()", "lb | group by type agg",
      "lb | dedupe a keep min score along created desc per b",
      "lb | fill is number linear | fill a with 0", "lb | sample 100 seed 7",
      "lb | smooth n along x using mean(5 rows) at 80 points as s | smooth n along x using loess",
      "lb | join (hub | show) on a == b, c one many prefix \"r\" | cross join rows [a; 1]",
      "lb | union a, (b | show), rows [x; 1] as source", "lb | explode a as b with index i",
      "lb | fit powerlaw x xmin 3 bootstrap 100 | fit linear y on a, log(b) per c as p",
      "lb | graph a -> b undirected weight w nodes users.login | graph a -> b reach from m.c backward",
      "lb | graph summary a -> b nodes u.l | compare y by g using kruskal",
      "lb | plot", "lb | plot size 900 x 400 theme dark legend none alt \"a\" save \"x.svg\"",
      "lb | plot column x: a add line from (lb | show) y: b add point title \"t\" subtitle \"s\" "
        + "caption \"c\" name x \"n\" scale y log from 0 to 10 format \"0.0\" ticks 1 month "
        + "scale color palette \"p\" scale color {\"a\": \"#fff\"} order y by count() desc "
        + "facet type columns 3 free y legend top",
      "lb | complete week, type per a from 2023-01 to 2024-06 fill n = 0, m = 1",
      "lb | pivot type values n in [\"a\"] fill 0 | correlate a, b using kendall",
      "lb | histogram x log per t | histogram x bins 20 | ecdf x per a",
      "lb | mine(3, k: 4) | mine()",
      "lb | describe | distinct | distinct a | split tags on \",\" into a, b | extract a r\"x\"",
    ] {
      if text == "lb | group by type agg" {
        #expect(!findings(text).isEmpty)
      } else {
        #expect(findings(text) == "", "\(text)")
      }
    }
  }

  @Test func aStageIsKeptAfterAnError() {
    let found = stages("lb\n| mutate ratio = likes / downlaods\n| filter > 3\n| show a")
    #expect(found.map(\.verb.text) == ["derive", "filter", "show"])
    #expect(found.map(\.verb.span.text) == ["mutate", "filter", "show"])
    #expect(found.map(\.isIncomplete) == [true, true, false])
    guard case .items(let items)? = found.first?.clause("items")?.content else {
      Issue.record("the items of the misnamed verb are lost")
      return
    }
    #expect(items.first?.value.span.text == "likes / downlaods")
    #expect(items.first?.name?.text == "ratio")
  }

  @Test func oneRunReportsSeveralErrors() {
    let text =
      "lb | filter x = 1 | sort\nlet = 5\nlb | join (hub | fitler a | show) on b\nparam k: x = 1"
    #expect(parse(text).diagnostics.map(\.code) == ["E111", "E108", "E102", "E101", "E114"])
    #expect(parse(text).statements.count == 2)
  }

  @Test func commentsBelongToStages() {
    let found = stages(
      "lb # source\n# above\n# second\n| filter a > 1 # on it\n| show # last\n# after")
    #expect(found.map { $0.comments.map(\.text) } == [["above", "second", "on it"], ["last"]])
    let oneLine = stages("# statement\nlb | filter a | show # c")
    #expect(oneLine.map { $0.comments.map(\.text) } == [[], ["c"]])
  }

  @Test func manyErrorsAreCut() {
    let script = parse(String(repeating: "lb | mutate x = 1\n", count: 500))
    #expect(script.diagnostics.count == 101)
    #expect(script.diagnostics.last?.code == "E119")
  }

  @Test(arguments: [
    ("lb", Completeness.complete), ("lb |", .incomplete(indent: 2)),
    ("lb | filter (a", .incomplete(indent: 2)),
    ("let t =", .incomplete(indent: 4)), ("lb | select a,", .incomplete(indent: 4)),
    ("1 +", .incomplete(indent: 4)), ("a *", .incomplete(indent: 4)), ("lb | select *", .complete),
    ("lb | filter x in 2024-01..", .complete), ("a and", .incomplete(indent: 4)),
    ("f([", .incomplete(indent: 4)), ("lb | nope", .invalid), ("a b", .invalid),
    ("\"abc", .invalid),
    ("\"\"\"abc", .incomplete(indent: 2)), ("a)", .invalid), ("(a]", .invalid), ("", .complete),
    ("lb | derive x = case {", .incomplete(indent: 2)), ("# c", .complete),
  ])
  func completeness(_ text: String, _ expected: Completeness) {
    let source = SourceText(name: "query", text: text)
    #expect(Parser.completeness(of: source, verbs: AllVerbForms.verbs) == expected, "\(text)")
  }
}
