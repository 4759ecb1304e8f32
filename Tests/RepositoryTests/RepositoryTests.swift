import Catalog
import Foundation
import TestSupport
import Testing
import Workbench

/// The rules of the repository itself.
@Suite struct RepositoryTests {
  /// The table of `Sources/README.md`: what each target may import.
  private static func allowedImports() throws -> [String: Set<String>] {
    let text = try String(
      contentsOf: Repository.root.appendingPathComponent("Sources/README.md"), encoding: .utf8)
    var direct: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let name = cells[0].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
      direct[name] = Set(
        cells[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
          .filter { $0 != "–" })
    }
    // A target may also import what its imports may import.
    func closure(_ name: String) -> Set<String> {
      (direct[name] ?? []).reduce(into: direct[name] ?? []) { $0.formUnion(closure($1)) }
    }
    return Dictionary(uniqueKeysWithValues: direct.keys.map { ($0, closure($0)) })
  }

  private static let outside: [String: Set<String>] = [
    "hfnb": ["ArgumentParser"], "TestSupport": ["Foundation"],
  ]
  private static let system: Set<String> = ["Swift", "Glibc", "Synchronization"]

  @Test("Imports go down the table") func imports() throws {
    let allowed = try Self.allowedImports()
    #expect(allowed.count >= 16)
    for file in Repository.swiftFiles("Sources") {
      let parts = file.pathComponents
      guard let sources = parts.lastIndex(of: "Sources") else { continue }
      let target = parts[sources + 1]
      let mine = (allowed[target] ?? []).union(Self.outside[target] ?? []).union(Self.system)
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index < 3, index + 1 < words.count,
          words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
        else { continue }
        #expect(mine.contains(String(words[index + 1])), "\(file.path): \(line)")
      }
    }
  }

  @Test("Files have at most 500 lines") func fileLength() throws {
    for file in Repository.swiftFiles("Sources") + Repository.swiftFiles("Tests") {
      let lines = try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 501, "\(file.path) has \(lines.count) lines")
    }
  }

  @Test("No target is named like a type in it") func targetNames() throws {
    for target in try Self.allowedImports().keys {
      for file in Repository.swiftFiles("Sources/\(target)") {
        let text = try String(contentsOf: file, encoding: .utf8)
        for kind in ["struct", "enum", "class", "protocol"] {
          let declares =
            text.contains("\npublic \(kind) \(target) ")
            || text.contains("\npublic \(kind) \(target):")
          if declares { Issue.record("\(file.path) names a type like its target") }
        }
      }
    }
  }

  @Test("Nothing reads locale, zone or clock") func determinism() throws {
    let banned = [
      "Locale.current", "TimeZone.current", "Calendar.current", "DateFormatter", "NumberFormatter",
      "String(format:", "SystemRandomNumberGenerator", "Date()", "fatalError(", "try!", "as!",
    ]
    for file in Repository.swiftFiles("Sources")
    where !file.path.contains("/Sources/TestSupport/") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for word in banned where Self.contains(text, word) {
        Issue.record("\(file.path) has \(word)")
      }
    }
  }

  /// Whether a text has a word that does not go on before its beginning.
  private static func contains(_ text: String, _ word: String) -> Bool {
    var rest = text[...]
    while let found = rest.range(of: word) {
      let before = rest[..<found.lowerBound].last
      if !(before?.isLetter ?? false) { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }

  @Test("Extensions stand in no switch outside themselves") func switches() throws {
    let names = Set(
      Registry.standard.verbs.map { $0.declaration.name }
        + Registry.standard.marks.map { $0.declaration.name })
    for target in ["QueryLanguage", "Planning", "Execution", "Workbench", "Catalog"] {
      for file in Repository.swiftFiles("Sources/\(target)") {
        // The words by which people look for a verb lead to its name; that is a table, no decision.
        if file.lastPathComponent == "VerbSynonyms.swift" { continue }
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          let code = line.trimmingCharacters(in: .whitespaces)
          guard code.hasPrefix("case \"") else { continue }
          // `text` is a mark and also a type of parameter, of which the parser does decide.
          let named = names.filter { $0 != "text" && code.contains("\"\($0)\"") }
          #expect(named.isEmpty, "\(file.path): \(code)")
        }
      }
    }
  }
}
