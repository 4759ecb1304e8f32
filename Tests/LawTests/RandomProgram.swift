import TestSupport

/// Programs drawn from the grammar, with spaces, line breaks, brackets and comments in odd places.
struct RandomProgram {
  private var random: SeededNumbers

  init(_ seed: UInt64) { random = SeededNumbers(seed) }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[random.next(below: choices.count)] }
  private mutating func chance(_ one: Int) -> Bool { random.next(below: one) == 0 }
  private mutating func space() -> String { pick(["", " ", " ", "  "]) }
  private mutating func list(_ bound: Int, _ item: (inout Self) -> String) -> String {
    var items: [String] = []
    for _ in 0...random.next(below: bound) { items.append(item(&self)) }
    return items.joined(separator: "," + pick([" ", "", "\n      ", "  "]))
  }

  private mutating func name() -> String {
    pick(["a", "score", "type", "count", "by", "`two words`", "ünï", "top", "_x1", "`in`", "per"])
  }

  private mutating func literal() -> String {
    pick([
      "0", "7", "1_000", "2.50", "1e3", "7G", "70%", "\"t\"", "'it'", "\"a\\n\\\"b\\\"\"",
      "r\"^a.b$\"",
      "2024-03-01", "2024-03", "2024-W09", "2024-Q1", "2024-03-01T12:30", "30 days", "2w",
      "1 month",
      "true", "false", "null", "\"\"\"x\ny\"\"\"", "f\"{a}: {score + 1}!\"", "[]", "[1, 2,]", "6h",
    ])
  }

  private mutating func operand(_ depth: Int) -> String {
    if depth <= 0 { return chance(2) ? name() : literal() }
    let deeper = depth - 1
    switch random.next(below: 10) {
    case 0: return "(" + space() + expression(deeper) + space() + ")"
    case 1: return "\(pick(["mean", "round", "f", "count"]))(\(arguments(deeper)))"
    case 2: return "[" + list(3) { $0.expression(deeper - 1) } + "]"
    case 3: return "@" + pick(["a", "grain", "`two words`"])
    case 4: return "." + pick(["a", "score"])
    case 5: return "-" + space() + operand(deeper)
    case 6: return operand(0) + " [ 0 ]"
    case 7:
      return "case { " + list(2) { $0.expression(deeper - 1) + " => " + $0.operand(0) }
        + ", else => \(operand(0)) }"
    default: return chance(2) ? name() : literal()
    }
  }

  private mutating func arguments(_ depth: Int) -> String {
    if chance(5) { return "" }
    return list(3) { ($0.chance(4) ? "if: " : "") + $0.expression(depth - 1) }
  }

  mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else { return operand(0) }
    let deeper = depth - 1
    switch random.next(below: 9) {
    case 0: return "not " + operand(deeper)
    case 1:
      return operand(deeper) + pick([" in ", " not in "])
        + pick(["[1, 2]", "2024-01..2024-03", "1..", "(..5)", "\"a\"..\"b\""])
    case 2: return operand(deeper) + pick([" is null", " is not null"])
    case 3:
      return "if \(expression(deeper)) then \(expression(deeper)) else \(expression(deeper))"
    case 4, 5, 6:
      let sign = pick([
        "+", "-", "*", "/", "//", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or", "??", "~",
        "!~",
      ])
      // Comparisons do not chain, so the sides are operands.
      return operand(deeper) + " " + sign + pick([" ", "  ", "\n      "]) + operand(deeper)
    default: return operand(deeper)
    }
  }

  private mutating func tail() -> String {
    var text = ""
    if chance(3) { text += " along " + list(2) { $0.name() + $0.pick(["", " desc", " asc"]) } }
    if chance(3) { text += " per " + list(2) { $0.name() } }
    return text
  }

  private mutating func stage() -> String {
    switch random.next(below: 16) {
    case 0: return pick(["filter ", "reject "]) + expression(3) + tail()
    case 1: return "derive " + list(3) { $0.name() + $0.space() + "= " + $0.expression(3) } + tail()
    case 2:
      return "select " + pick(["*", "a, score", "bench_*", "is number", "* except a, b", "n = a"])
    case 3:
      return "group by "
        + list(2) { $0.pick(["", "every ", "whole "]) + "k = " + $0.expression(2) }
        + (chance(2) ? " agg " + list(3) { "v = " + $0.expression(2) } : "")
    case 4: return "sort " + list(3) { $0.operand(2) + $0.pick(["", " desc", " asc"]) }
    case 5:
      return "top \(pick(["3", "k", "@k", "(1 + 2)"])) by " + expression(2) + pick(["", " per a"])
    case 6: return "take " + pick(["10", "5..10", "last 3", "k"])
    case 7:
      return "dedupe " + list(2) { $0.name() } + " keep "
        + pick(["first", "last", "max score", "min a + 1"])
    case 8:
      return pick(["", "left ", "semi ", "full "]) + "join other on "
        + pick(["a", "a == b, score"]) + pick(["", " many"])
    case 9: return "agg " + list(3) { "v = " + $0.expression(3) }
    case 10: return "fill a, score " + pick(["forward", "linear", "with 0"]) + tail()
    case 11: return "plot line x: a, y: " + expression(2) + pick(["", " title \"t\" scale y log"])
    case 12: return "rename n = a" + pick(["", ", m = score"])
    case 13:
      return pick(["distinct", "distinct a", "show", "show 5 as line", "describe", "skip 3"])
    case 14:
      return "union ( other" + space() + "|" + space() + stage() + " )" + pick(["", " as src"])
    default: return "expect " + list(2) { $0.expression(2) } + pick(["", " \"message\""])
    }
  }

  private mutating func comment() -> String { chance(6) ? "   # a comment: | \"x" : "" }

  private mutating func pipeline(_ source: String) -> String {
    var text = source + comment()
    for _ in 0...random.next(below: 4) {
      text += "\n" + pick(["", "  ", "    # above\n"]) + "|" + space() + stage() + comment()
    }
    return text
  }

  /// A whole program.
  mutating func program() -> String {
    var lines: [String] = []
    for _ in 0...random.next(below: 3) {
      switch random.next(below: 8) {
      case 0: lines.append("let v = " + expression(3))
      case 1: lines.append(pipeline("let t = lb"))
      case 2: lines.append("def f(a, b) = " + expression(3))
      case 3: lines.append("param k: int in 1..50 = 10 \"help\"")
      case 4: lines.append("load lb from \"x.csv\" as csv with header: false" + comment())
      case 5: lines.append(pipeline("rows [a, score; 1, \"x\"; null, \"y\"]"))
      default: lines.append(pipeline("lb"))
      }
      if chance(4) { lines.append("# a comment of its own") }
      if chance(4) { lines.append("") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
