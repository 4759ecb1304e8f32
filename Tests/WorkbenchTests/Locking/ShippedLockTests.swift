import TestSupport
import Testing

/// The locks beside the shipped notebooks hold: a change of the engine that changes a result shows
/// here.
@Suite struct ShippedLockTests {
  private static let advice: Comment = """
    The shipped notebooks do not give what their locks say. Look at what differs: hfnb verify \
    notebooks. If values differ and that is wanted, raise Semantics.number \
    (Sources/Workbench/Keys/Semantics.swift) in the same change. Then lock again: make locks.
    """

  @Test("hfnb verify notebooks: every notebook gives what was locked, drawings too")
  func verify() throws {
    let program = try #require(Repository.program)
    let output = try Shell.run("cd \"$ROOT\" && hfnb verify notebooks", program: program)
    let lines = output.split(separator: "\n").map(String.init)
    #expect(
      lines.allSatisfy { $0.hasPrefix("ok ") && !$0.contains("same values") },
      "\(Self.advice)\n\(output)")
    #expect(try lines.count == notebooks(program), "\(output)")
  }

  @Test("hfnb check notebooks: the locks are those of the notebooks as they stand")
  func check() throws {
    let program = try #require(Repository.program)
    let output = try Shell.run("cd \"$ROOT\" && hfnb check notebooks", program: program)
    let lines = output.split(separator: "\n").map(String.init)
    #expect(
      lines.allSatisfy { $0.hasPrefix("ok ") && $0.hasSuffix(", as locked") },
      "\(Self.advice)\n\(output)")
    #expect(try lines.count == notebooks(program), "\(output)")
  }

  @Test("Each notebook has a lock, each lock a notebook, and nothing of the machine is in them")
  func files() throws {
    let program = try #require(Repository.program)
    let output = try Shell.run(
      """
      cd "$ROOT/notebooks"
      find . -name '*.hfnb' | sort > "$HOME/notebooks"
      find . -name '*.hfnb.lock' | sed 's/.lock$//' | sort | diff "$HOME/notebooks" -
      cat $(find . -name '*.hfnb.lock') | grep -c ' path "/' || true
      """, program: program)
    #expect(output == "0\n", "\(Self.advice)\n\(output)")
  }

  private func notebooks(_ program: String) throws -> Int? {
    let output = try Shell.run("find \"$ROOT/notebooks\" -name '*.hfnb' | wc -l", program: program)
    return Int(output.filter(\.isNumber))
  }
}
