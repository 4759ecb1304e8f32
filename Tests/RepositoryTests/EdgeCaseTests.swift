import Catalog
import Foundation
import TestSupport
import Testing
import Workbench

/// Every verb and function is met by a text case, beside its own examples.
@Suite struct EdgeCaseTests {
  private static let inputs: String = {
    let cases = Repository.root.appendingPathComponent("Tests/CaseTests/Cases")
    return ["verbs", "functions"].flatMap {
      CaseFile.all(below: cases.appendingPathComponent($0))
    }.flatMap { (try? CaseFile($0).cases) ?? [] }.map(\.input).joined(separator: "\n")
  }()

  /// How the functions are written that are not called by their names.
  private static let written = [
    "negate": "= -x", "index": "[0]", "list": "[", "member": ".a", "format text": "f\"",
    "in range": "..", "is null": " is null", "is not null": " is not null",
  ]

  @Test("Every verb is in a case") func verbs() {
    let missing = Registry.standard.verbs.map { $0.declaration.name }.filter { name in
      Self.inputs.range(of: "\\| \(name)\\b", options: .regularExpression) == nil
    }
    #expect(missing.isEmpty, "without a text case: \(missing)")
  }

  @Test("Every function is in a case") func functions() {
    let registry = Registry.standard
    let names = Set(
      registry.scalarFunctions.map { $0.declaration.name }
        + registry.aggregateFunctions.map { $0.declaration.name }
        + registry.windowFunctions.map { $0.declaration.name })
    let missing = names.sorted().filter { name in
      if let form = Self.written[name] { return !Self.inputs.contains(form) }
      let isWord = name.allSatisfy { $0.isLetter || $0 == "_" || $0.isNumber }
      let isOperator = ["and", "or", "not", "in"].contains(name) || !isWord
      return !Self.inputs.contains(isOperator ? " \(name) " : "\(name)(")
    }
    #expect(missing.isEmpty, "without a text case: \(missing)")
    #expect(names.count > 120)
  }
}
