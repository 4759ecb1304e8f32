import Catalog
import Diagnostics
import QueryLanguage

/// The text of a verb's definition while a call of it is expanded, and what names in it mean.
struct Definition: Sendable {
  /// The verb's name.
  let name: String
  /// The text of the body.
  let body: Span
  /// What outer names in the body mean.
  let scope: NameScope
  /// What the body calls the table that it is given.
  let tableName: String
  /// The table that it is given.
  let table: any BoundTable

  /// Whether a place lies in the body, and not in an argument that was put into it.
  func contains(_ span: Span) -> Bool {
    span.source === body.source && body.lower <= span.lower && span.upper <= body.upper
  }
}

/// Calls of the verbs that a program defines itself: their stages stand in the plan.
extension PipelineBinder {
  /// The most stages that a plan may grow to by expanding calls.
  static let stageLimit = 2_000

  func expand(_ stage: StageSyntax, after plan: Plan) throws(Diagnostic) -> Plan {
    let name = stage.verb
    let verb = try userVerb(name)
    let arguments = try UserCalls.arguments(
      stage.userCall ?? [], of: Array(verb.parameters.dropFirst()), name, at: stage.span)
    let substitution = Substitution(arguments)
    let table = PlannedTable(
      name: verb.parameters[0].text, plan: plan, execute: scope.execute)
    var binder = self
    binder.definitions.append(
      Definition(
        name: verb.name.text, body: verb.body.span, scope: verb.scope,
        tableName: verb.parameters[0].text, table: table))
    var plan = plan
    let first = plan.stages.count
    do throws(Diagnostic) {
      for inner in verb.body.stages {
        let substituted = try substitution(inner)
        if plan.hasOpenSchema {
          plan.wait(
            with: [substituted], scope: scope, definitions: binder.definitions, call: stage)
          continue
        }
        if substituted.userCall != nil {
          plan = try binder.expand(substituted, after: plan)
        } else {
          plan.stages.append(try binder.bind(substituted, after: plan))
        }
        guard plan.stages.count <= Self.stageLimit else { throw tooLong(name) }
      }
    } catch {
      throw located(error, in: verb, call: stage)
    }
    for index in plan.stages.indices.dropFirst(first) { plan.stages[index].call = stage }
    return plan
  }

  private func userVerb(_ name: Identifier) throws(Diagnostic) -> UserVerb {
    let scope = definitions.last { $0.contains(name.span) }?.scope ?? scope
    if let verb = scope.verbs[name.text] { return verb }
    if definitions.contains(where: { $0.name == name.text && $0.contains(name.span) }) {
      throw UserCalls.recursion(name)
    }
    if scope.functions[name.text] != nil || scope.registry.functionNames.contains(name.text) {
      throw Diagnostic(
        "E229", "`\(name.text)` is a function, not a verb", at: name.span,
        label: "a verb is needed after `|`",
        details: ["Functions stand in expressions: derive x = \(name.text)(…)"])
    }
    let all = scope.verbs.keys.sorted() + scope.registry.verbForms.all.map(\.name)
    let near = Suggestion.nearest(to: name.text, among: all)
    var details: [String] = []
    if !scope.verbs.isEmpty {
      let forms = scope.verbs.keys.sorted().compactMap { scope.verbs[$0]?.signature }
      details = ["Verbs of this program: \(forms.joined(separator: ", "))"]
    }
    if self.scope.verbs[name.text] != nil {
      details = ["It was defined after the verb that uses it here; define that one again."]
    }
    throw Diagnostic(
      "E101", "`\(name.text)` is not a verb", at: name.span,
      label: near.map { "did you mean `\($0)`?" } ?? "", details: details,
      fix: near.map { .init(replacing: name.span, with: $0) })
  }

  private func tooLong(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      "E220", "the calls of `\(name.text)` expand to more than \(Self.stageLimit) stages",
      at: name.span, details: ["Verbs made with `def` are expanded in place."])
  }

  /// An error inside the body also shows the call.
  private func located(
    _ error: Diagnostic, in verb: UserVerb, call: StageSyntax
  ) -> Diagnostic {
    guard let place = error.primary?.span, place.source === verb.body.span.source,
      place.lower >= verb.body.span.lower, place.upper <= verb.body.span.upper
    else { return error }
    var located = error
    located.secondary.append(.init(call.span, "in this call"))
    return located
  }
}
