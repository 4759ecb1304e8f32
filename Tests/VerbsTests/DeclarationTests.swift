import Catalog
import QueryLanguage
import Testing
import Verbs

@Suite struct DeclarationTests {
  struct NamedExample: Sendable, CustomTestStringConvertible {
    var verb: String
    var example: Example
    var testDescription: String { "\(verb): \(example.title)" }
  }

  static let examples = standardVerbs.flatMap { verb in
    verb.declaration.examples.map { NamedExample(verb: verb.declaration.name, example: $0) }
  }

  @Test(arguments: examples)
  func exampleRuns(named: NamedExample) {
    let run = QueryRun(named.example.query)
    #expect(run.errorText == "")
    #expect(run.csv == named.example.expected)
  }

  @Test func everyVerbIsExplained() {
    for verb in standardVerbs {
      let declaration = verb.declaration
      #expect(declaration.summary.last == ".", "\(declaration.name)")
      #expect(declaration.summary.first?.isUppercase == true, "\(declaration.name)")
      #expect(declaration.examples.count >= 2, "\(declaration.name)")
      #expect(!declaration.details.isEmpty, "\(declaration.name)")
    }
  }

  @Test func listsAreSorted() {
    let names = standardVerbs.map { $0.declaration.name }
    #expect(names == names.sorted())
  }

  @Test func plannedVerbsAreNotBuilt() {
    let built = Set(standardVerbs.flatMap { $0.forms.map(\.name) })
    for form in plannedVerbs {
      #expect(!form.isBuilt && !built.contains(form.name), "\(form.name)")
    }
  }
}
