import Catalog
import QueryLanguage
import Testing
import Workbench

/// The forms that these tests parse with are those that the verbs declare.
@Suite struct VerbFormTests {
  /// What the parser reads of a clause: all but its help.
  private static func shape(_ clause: ClauseForm) -> ClauseForm {
    var shape = clause
    shape.key = ""
    shape.help = ""
    shape.isRequired = false
    if case .group(let inner) = clause.content { shape.content = .group(inner.map(Self.shape)) }
    return shape
  }

  /// A verb may have more clauses than these tests use, but none may have gone or changed.
  @Test(arguments: AllVerbForms.verbs.all)
  func clausesAreThoseOfTheVerb(form: VerbForm) throws {
    let declared = try #require(Registry.standard.verbForms.form(named: form.name), "\(form.name)")
    let shapes = Set(declared.clauses.map(Self.shape))
    for clause in form.clauses {
      #expect(shapes.contains(Self.shape(clause)), "\(form.name): \(clause.key)")
    }
    #expect(declared.canBeginStatement == form.canBeginStatement)
  }
}
