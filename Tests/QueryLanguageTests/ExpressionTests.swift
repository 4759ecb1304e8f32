import Diagnostics
import QueryLanguage
import Testing

/// An expression as text with all its parentheses.
private func structure(_ text: String) -> String {
  do {
    return shape(try Parser.parseExpression(SourceText(name: "query", text: text)))
  } catch {
    return "error: " + error.all.map(\.code).joined(separator: " ")
  }
}

private func shape(_ value: ExpressionSyntax) -> String {
  switch value {
  case .literal(let literal, _): "\(literal)"
  case .name(let name): name.text
  case .outer(let name): "@" + name.text
  case .column(let name): "." + name.text
  case .unary(let sign, let operand, _): "(\(sign == .not ? "not" : "negate") \(shape(operand)))"
  case .binary(let sign, let left, let right, _):
    "(\(shape(left)) \(sign.rawValue) \(shape(right)))"
  case .isNull(let operand, let negated, _): "(\(shape(operand)) is\(negated ? " not" : "") null)"
  case .range(let low, let high, _): "(\(low.map(shape) ?? "")..\(high.map(shape) ?? ""))"
  case .list(let items, _): "[" + items.map(shape).joined(separator: ", ") + "]"
  case .call(let call):
    call.name.text + "("
      + call.arguments.map { ($0.label.map { $0.text + ": " } ?? "") + shape($0.value) }
      .joined(separator: ", ") + ")"
  case .member(let base, let name): "\(shape(base)).\(name.text)"
  case .index(let base, let position, _): "\(shape(base))[\(shape(position))]"
  case .lambda(let name, let body, _): "(\(name.text) => \(shape(body)))"
  case .conditional(let condition, let then, let otherwise, _):
    "(if \(shape(condition)) then \(shape(then)) else \(shape(otherwise)))"
  case .match(let subject, let arms, _):
    "case \(subject.map(shape) ?? ""){"
      + arms.map { "\($0.pattern.map(shape) ?? "else") => \(shape($0.value))" }
      .joined(separator: ", ") + "}"
  case .interpolated(let parts, _):
    "f"
      + parts.map { part -> String in
        switch part {
        case .text(let text): "'\(text)'"
        case .expression(let value): "{\(shape(value))}"
        }
      }.joined()
  case .parenthesized(let inner, _): "<\(shape(inner))>"
  }
}

@Suite struct ExpressionTests {
  @Test(arguments: [
    ("a or b and not c == d", "(a or (b and (not (c == d))))"),
    ("not not a", "(not (not a))"),
    ("a - b - c", "((a - b) - c)"),
    ("a + b * c // d", "(a + ((b * c) // d))"),
    ("-a ^ b ^ -c", "(negate (a ^ (b ^ (negate c))))"),
    ("a ?? b + 1", "(a ?? (b + int(1)))"),
    ("a in 1..b + 2", "(a in (int(1)..(b + int(2))))"),
    ("a not in [1, 2,]", "(a not in [int(1), int(2)])"),
    ("a is null and b is not null", "((a is null) and (b is not null))"),
    ("a !~ r\"x\"", "(a !~ text(\"x\"))"),
    ("x in 5..", "(x in (int(5)..))"), ("x in ..5", "(x in (..int(5)))"),
    ("f(1.., 2)", "f((int(1)..), int(2))"), ("a .. b", "(a..b)"),
    ("a.b.c[0]", "a.b.c[int(0)]"), ("@k + .n", "(@k + .n)"),
    ("count(if: a > 1)", "count(if: (a > int(1)))"),
    ("map(x, t => t + 1)", "map(x, (t => (t + int(1))))"),
    ("if a then b else c + 1", "(if a then b else (c + int(1)))"),
    ("case { a => 1, else => 2 }", "case {a => int(1), else => int(2)}"),
    ("case a { 1 => b, }", "case a{int(1) => b}"),
    ("f\"{a}-{b + 1}\"", "f{a}'-'{(b + int(1))}"),
    ("f\"{lower(\"x\")}\"", "f{lower(text(\"x\"))}"),
    ("(a)", "<a>"), ("-9223372036854775808", "int(-9223372036854775808)"),
    ("9223372036854775808", "error: E105"),
    ("30 days", "duration(months: 0, microseconds: 2592000000000)"),
    ("1 month", "duration(months: 1, microseconds: 0)"),
    ("rolling(x, 5 rows)", "rolling(x, rows(5))"),
    ("`if` + `a b`", "(if + a b)"),
    ("a < b < c", "error: E102"), ("a +", "error: E102"), ("", "error: E102"),
    ("(a", "error: E104"), ("a b", "error: E102"), ("a = b", "error: E111"),
    ("1.5 months", "error: E105"), ("if a then b", "error: E102"), ("f(x = 1)", "error: E113"),
    ("(lb | show)", "error: E102"), ("()", "error: E102"), ("case {}", "error: E102"),
  ])
  func structures(_ text: String, _ expected: String) {
    #expect(structure(text) == expected)
  }

  @Test func deepNestingIsAnError() {
    let n = 5_000
    let hostile = [
      String(repeating: "(", count: n) + "a" + String(repeating: ")", count: n),
      String(repeating: "(", count: n), String(repeating: "[", count: n),
      String(repeating: "-", count: n) + "a", String(repeating: "not ", count: n) + "a",
      String(repeating: "a + ", count: n) + "a", String(repeating: "a ^ ", count: n) + "a",
      "a" + String(repeating: ".b", count: n), "a" + String(repeating: "[0]", count: n),
      String(repeating: "f(", count: n), String(repeating: "if a then ", count: n),
      String(repeating: "case { a => ", count: n), String(repeating: "f\"{", count: n),
      String(repeating: "f(t => ", count: n), String(repeating: "..", count: n),
      String(repeating: "f\"{f'{", count: n) + "a" + String(repeating: "}'}\"", count: n),
      String(repeating: "a ?? ", count: n), String(repeating: "{", count: n),
      "f\"" + String(repeating: "{ ", count: n), String(repeating: "a = ", count: n),
    ]
    for text in hostile {
      #expect(structure(text).hasPrefix("error"), "\(text.prefix(12))")
      #expect(!parse("lb | filter " + text).diagnostics.isEmpty)
      #expect(parse("lb | filter " + text).diagnostics.count <= 101)
    }
    let pipelines =
      String(repeating: "(", count: n) + "lb" + String(repeating: " | show)", count: n)
    #expect(!parse(pipelines).diagnostics.isEmpty)
    #expect(!parse(String(repeating: "lb | join (", count: n)).diagnostics.isEmpty)
  }

  @Test func longFlatTextsAreFine() {
    let n = 5_000
    let list = "lb | filter a in [" + Array(repeating: "1", count: n).joined(separator: ", ") + "]"
    #expect(parse(list).diagnostics.isEmpty)
    let stages = "lb" + String(repeating: "\n| filter a > 1 # c", count: n)
    let script = parse(stages)
    #expect(script.diagnostics.isEmpty)
    guard case .pipeline(let pipeline)? = script.statements.first?.kind else {
      Issue.record("not a pipeline")
      return
    }
    #expect(pipeline.stages.count == n)
    #expect(parse(String(repeating: "lb | show\n", count: n)).statements.count == n)
  }
}
