import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Notebooks

/// Two people edit different cells of a notebook, and git merges what they did.
@Suite("Merges")
struct MergeTests {
  private static let git = "/usr/bin/git"
  private static let hasGit = FileManager.default.isExecutableFile(atPath: git)

  /// A way to edit one cell of a notebook.
  private enum Edit: CaseIterable {
    case changeCode, addLine, changeOption, addOption, delete, addBelow, changeProse

    /// The text with one of its cells edited; nil when the cell has nothing to edit like this.
    func apply(to text: String, cell id: String) -> String? {
      guard let cell = Sample.parse(text).notebook.cell(id) else { return nil }
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let opening = cell.fenceLine - 1
      let first = cell.firstLine - 1
      let closing =
        opening
        + cell.text.split(
          separator: "\n", omittingEmptySubsequences: false
        ).count - 2
      switch self {
      case .changeCode: lines[first] += "  # changed in \(id)"
      case .addLine: lines.insert("| take 5", at: closing)
      case .changeOption:
        guard first > opening + 1 else { return nil }
        lines[opening + 1] = "#| caption: The caption of \(id)"
      case .addOption: lines.insert("#| digits: 3", at: opening + 1)
      case .delete: lines.removeSubrange(opening...closing + 1)
      case .addBelow:
        lines.insert(
          contentsOf: ["", "```hfq new-\(id)", "rows [x; 1]", "```"], at: closing + 1)
      case .changeProse:
        guard opening > 1, lines[opening - 1].isEmpty, !lines[opening - 2].isEmpty,
          !lines[opening - 2].hasPrefix("#")
        else { return nil }
        lines[opening - 2] += " Changed above \(id)."
      }
      return lines.joined(separator: "\n")
    }
  }

  /// Sections with a heading, a paragraph and a cell each.
  private static let notebook: String = {
    var text = "---\nhfnb: 1\ntitle: Sections\n---\n"
    for name in ["setup", "by-month", "by-type", "chart", "last"] {
      text += """

        ## Section \(name)

        Two lines about what \(name) does
        and why it is there.

        ```hfq \(name)
        #| caption: Caption \(name)
        rows [\(name.filter { $0 != "-" }); 1; 2]
        | take 2
        ```

        """
    }
    return text
  }()

  /// What git makes of two versions of a text; nil for a conflict.
  private func merge(_ ours: String, _ base: String, _ theirs: String) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "hfnb-merge-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in [("ours", ours), ("base", base), ("theirs", theirs)] {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.git)
    process.arguments = ["merge-file", "-p", "ours", "base", "theirs"]
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  /// Merges all pairs of edits in different cells, and gives how many pairs there were.
  private func mergeAllPairs(_ base: String, _ edits: [Edit]) throws -> Int {
    let ids = Sample.parse(base).notebook.cells.map(\.id)
    var count = 0
    for (number, one) in ids.enumerated() {
      for other in ids[(number + 1)...] {
        for first in edits {
          for second in edits {
            guard let ours = first.apply(to: base, cell: one),
              let theirs = second.apply(to: base, cell: other),
              let both = second.apply(to: ours, cell: other)
            else { continue }
            let merged = try merge(ours, base, theirs)
            #expect(merged == both, "\(first) in \(one), \(second) in \(other)")
            guard let merged else { continue }
            let findings = Sample.parse(merged).diagnostics
            #expect(findings.isEmpty, "\(first) in \(one), \(second) in \(other)")
            count += 1
          }
        }
      }
    }
    return count
  }

  @Test(
    "all pairs of edits in different cells merge without a conflict, and both are there",
    .enabled(if: hasGit, "git is not installed"))
  func allPairs() throws {
    // 10 pairs of cells, 7 kinds of edits on each side.
    #expect(try mergeAllPairs(Self.notebook, Edit.allCases) == 490)
  }

  @Test(
    "edits in the cells of a shipped notebook merge",
    .enabled(if: hasGit, "git is not installed"),
    arguments: ["05-base-models.hfnb", "12-organisation-types.hfnb"])
  func shipped(_ name: String) throws {
    let url = Repository.root.appendingPathComponent("notebooks/\(name)")
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(try mergeAllPairs(text, [.changeCode, .addLine, .addOption]) >= 27)
  }

  @Test(
    "what git leaves of edits in one cell is told, with the cell",
    .enabled(if: hasGit, "git is not installed"))
  func conflict() throws {
    let ours = Self.notebook.replacing("rows [chart; 1; 2]", with: "rows [chart; 3]")
    let theirs = Self.notebook.replacing("rows [chart; 1; 2]", with: "rows [chart; 4]")
    #expect(try merge(ours, Self.notebook, theirs) == nil)
    let lines = Self.notebook.split(separator: "\n", omittingEmptySubsequences: false)
    let number = try #require(lines.firstIndex(of: "rows [chart; 1; 2]")) + 1
    let marked = Self.notebook.replacing(
      "rows [chart; 1; 2]\n",
      with: "<<<<<<< ours\nrows [chart; 3]\n=======\nrows [chart; 4]\n>>>>>>> theirs\n")
    let found = Sample.parse(marked).diagnostics
    #expect(
      found.map(\.message) == [
        "lines \(number)–\(number + 4) hold an unfinished merge; both sides change cell `chart`"
      ])
  }
}
