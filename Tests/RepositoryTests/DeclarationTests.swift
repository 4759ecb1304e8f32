import Catalog
import Foundation
import QueryLanguage
import TestSupport
import Testing
import Workbench

/// Every extension is declared completely, and lists and folders agree.
@Suite struct DeclarationTests {
  private static let registry = Registry.standard
  private static var verbsAndFunctions: [Declaration] {
    registry.verbs.map { $0.declaration } + registry.scalarFunctions.map { $0.declaration }
      + registry.aggregateFunctions.map { $0.declaration }
      + registry.windowFunctions.map { $0.declaration }
  }

  @Test("Summaries are one sentence") func summaries() {
    for declaration in Self.verbsAndFunctions + Self.registry.marks.map({ $0.declaration }) {
      let summary = declaration.summary
      #expect(summary.hasSuffix("."), "\(declaration.name): \(summary)")
      #expect(summary.count <= 100 && summary.count > 10, "\(declaration.name): \(summary)")
      #expect(summary.first?.isUppercase ?? false, "\(declaration.name): \(summary)")
    }
  }

  @Test("Every parameter and clause has help") func help() {
    for declaration in Self.verbsAndFunctions {
      for parameter in declaration.parameters {
        #expect(!parameter.help.isEmpty, "\(declaration.name): \(parameter.name)")
      }
      for clause in declaration.clauses {
        #expect(!clause.help.isEmpty, "\(declaration.name): \(clause.key)")
      }
    }
  }

  @Test("Every extension has two examples") func examples() {
    for declaration in Self.verbsAndFunctions {
      #expect(declaration.examples.count >= 2, "\(declaration.name)")
    }
  }

  @Test("Names are unique within their kind") func unique() {
    let kinds = [
      Self.registry.verbs.map { $0.declaration.name },
      Self.registry.scalarFunctions.map { $0.declaration.name },
      Self.registry.aggregateFunctions.map { $0.declaration.name },
      Self.registry.windowFunctions.map { $0.declaration.name },
      Self.registry.marks.map { $0.declaration.name },
    ]
    for names in kinds { #expect(Set(names).count == names.count, "\(names)") }
  }

  @Test("Lists name what the folders hold") func lists() throws {
    try compare("Sources/Verbs", conformance: ": Verb {", Self.registry.verbs.map { "\($0)" })
    try compare(
      "Sources/Functions", conformance: ": ScalarFunction {",
      Self.registry.scalarFunctions.map { "\($0)" })
    try compare(
      "Sources/Functions", conformance: ": AggregateFunction {",
      Self.registry.aggregateFunctions.map { "\($0)" })
    try compare(
      "Sources/Functions", conformance: ": WindowFunction {",
      Self.registry.windowFunctions.map { "\($0)" })
  }

  private func compare(_ folder: String, conformance: String, _ listed: [String]) throws {
    var declared: Set<String> = []
    for file in Repository.swiftFiles(folder) {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      where line.hasSuffix(conformance) {
        // A protocol that refines the extension's is no extension itself.
        let words = line.dropLast(conformance.count).split(separator: " ")
        if let name = words.last, !words.contains("protocol") { declared.insert(String(name)) }
      }
    }
    for name in declared.subtracting(listed) {
      Issue.record("\(folder) declares \(name), which the list does not name")
    }
    #expect(Set(listed).subtracting(declared).isEmpty || declared.isEmpty, "\(folder)")
    #expect(!declared.isEmpty, "\(folder) declares nothing in the usual form")
  }
}
