import Foundation
import TestSupport
import Testing

/// A run of the built program: what it wrote to which stream, and its status.
struct CommandRun {
  var status: Int
  var output: String
  var talk: String

  /// Runs lines of a shell in an empty folder; the last one's streams and status are looked at.
  ///
  /// A time is shown as `TIME`.
  init(_ setup: String, _ command: String) throws {
    let text = try Shell.run(
      """
      \(setup)
      { \(command)
      } > the.output 2> the.talk
      echo "status $?"
      cat the.output
      echo "== talk"
      cat the.talk
      """, program: try #require(Repository.program))
    let parts = text.components(separatedBy: "== talk\n")
    let lines = parts[0].components(separatedBy: "\n")
    let line = try #require(lines.lastIndex { $0.hasPrefix("status ") }, "\(text)")
    status = try #require(Int(lines[line].dropFirst(7)))
    output = lines[(line + 1)...].joined(separator: "\n")
    talk = CommandRun.withoutTimes(parts.dropFirst().joined())
  }

  static func withoutTimes(_ text: String) -> String {
    text.replacing(#/\d+(\.\d+)? (ms|s|min \d+ s)\b/#, with: "TIME")
  }

  /// A notebook of cells, written by a shell.
  static func notebook(_ name: String, _ cells: [(id: String, code: String)], head: String = "")
    -> String
  {
    let text = cells.map { "```hfq \($0.id)\n\($0.code)\n```\n" }.joined(separator: "\n")
    let front = "---\nhfnb: 1\n\(head)---\n\n"
    return "cat > \(name) <<'END'\n\(front)\(text)END\n"
  }

  /// A cell that takes seconds, and asks all the time whether it should stop.
  static let slow = """
    load h from "sample:hub"
    h | derive m = rolling(median(size), 15000 rows) along created
    """
}
