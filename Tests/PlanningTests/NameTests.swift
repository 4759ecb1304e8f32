import Catalog
import Columnar
import Diagnostics
import TestSupport
import Testing

/// What names mean, and what is said when they mean nothing.
@Suite struct NameTests {
  @Test func aColumnAndAnOuterNameAreToldApart() {
    let start = "let n = 10\nrows [n; 1; 2] | derive x = "
    #expect(Answers(start + ".n")["x"] == [.int(1), .int(2)])
    #expect(Answers(start + "@n")["x"] == [.int(10), .int(10)])
    let both = Answers(start + "n + 1")
    #expect(both.error == "E205 `n`")
    #expect(both.errors.first?.details.first?.contains("`.n`") == true)
    #expect(both.errors.first?.details.first?.contains("`@n`") == true)
  }

  @Test func outerNamesAreFoundWithoutASign() {
    #expect(Answers("let k = 3\nrows [n; 1] | derive x = n * k")["x"] == [.int(3)])
    #expect(Answers("let limit = 3\nrows [n; 1] | derive x = @limt").error == "E207 `@limt`")
    let unknown = Answers("let limit = 3\nrows [n; 1] | derive x = @limt").errors.first
    #expect(unknown?.primary?.text == "did you mean `limit`?")
    #expect(
      Answers("let t = rows [n; 1] | take 1\nrows [n; 1] | derive x = @t").error == "E206 `@t`")
    #expect(Answers("let v = 3\nv | take 1").error.hasPrefix("E206"))
  }

  @Test func aTableOfAColumnsNameIsNoClash() {
    let program = "let n = rows [a; 1] | take 1\nrows [n; 5] | derive x = n + 1"
    #expect(Answers(program)["x"] == [.int(6)])
  }

  @Test func aMissingColumnIsSuggested() {
    let error = Answers("rows [likes; 1] | derive x = lieks + 1").errors.first
    #expect(error?.code == "E201" && error?.primary?.span.text == "lieks")
    #expect(error?.fix?.text == "rows [likes; 1] | derive x = likes + 1")
    #expect(Answers("rows [likes; 1] | derive x = .lieks").error == "E201 `.lieks`")
  }

  @Test func aLostColumnIsTracedToItsStage() {
    let program = """
      rows [id, likes, size; "a", 1, 2]
      | select id, size
      | sort size
      | filter likes > 1
      """
    let error = Answers(program).errors.first
    #expect(error?.code == "E201" && error?.primary?.span.text == "likes")
    #expect(error?.details.last == "`likes` was removed in line 2 by `select id, size`.")
    #expect(error?.fix?.text == "line 2 becomes  select id, size, likes")
    #expect(error?.fix?.edits.first?.replacement == ", likes")
  }

  @Test func theLastLossCounts() {
    let program = """
      rows [a, b; 1, 2]
      | drop a
      | derive a = b
      | rename c = a
      | filter a > 1
      """
    let error = Answers(program).errors.first
    #expect(error?.details.last == "`a` was removed in line 4 by `rename c = a`.")
  }

  @Test func aColumnOfAnotherTableIsMentioned() {
    let program = "let other = rows [zzz; 1] | take 1\nrows [a; 1] | filter zzz > 1"
    #expect(Answers(program).errors.first?.details.last == "`other` has a column `zzz`.")
  }

  @Test func unknownTablesAndFunctionsAreSuggested() {
    let table = Answers("let models = rows [a; 1] | take 1\nmodel | take 1").errors.first
    #expect(table?.code == "E210" && table?.primary?.text == "did you mean `models`?")
    let function = Answers("rows [a; 1] | derive b = rond(a)").errors.first
    #expect(function?.code == "E209" && function?.primary?.text == "did you mean `round`?")
  }

  @Test func backticksNameAnyColumn() {
    let answers = Answers("rows [`two words`; 4] | derive x = `two words` + 1")
    #expect(answers["x"] == [.int(5)])
  }

  @Test func inlineRowsTellWhatDoesNotFit() {
    #expect(Answers("rows [a, a; 1, 2]").errors.first?.code == "E202")
    #expect(Answers("rows [a; 1; \"x\"]").error == "E306 `\"x\"`")
    #expect(Answers("rows [a; b]").errors.first?.code == "E201")
    #expect(Answers("rows [a; 1; 2.5; null]")["a"] == [.number(1), .number(2.5), .null])
    #expect(Answers("rows [a; null]").table.schema.fields.first?.type == .text)
    #expect(Answers("rows [a; 1 + 2 * 3]")["a"] == [.int(7)])
  }
}
