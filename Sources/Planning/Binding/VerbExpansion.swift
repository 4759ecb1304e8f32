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
  /// The call.
  let call: StageSyntax

  /// Whether a place lies in the body, and not in an argument that was put into it.
  func contains(_ span: Span) -> Bool {
    span.source === body.source && body.lower <= span.lower && span.upper <= body.upper
  }
}

/// A stage that is not bound yet, with the definitions whose calls it comes from.
struct PendingStage: Sendable {
  /// The stage, with the arguments of those calls in it.
  let syntax: StageSyntax
  /// The definitions, the outermost first.
  let definitions: [Definition]

  /// An error inside a definition also shows the call.
  func located(_ error: Diagnostic) -> Diagnostic {
    guard let place = error.primary?.span,
      let definition = definitions.last(where: { $0.contains(place) })
    else { return error }
    var located = error
    located.secondary.append(.init(definition.call.span, "in this call"))
    return located
  }
}

/// Calls of the verbs that a program defines itself: their stages stand in the plan.
extension PipelineBinder {
  /// The most stages that a plan may grow to by expanding calls.
  static let stageLimit = 2_000

  /// The stages that a call stands for.
  func expand(_ stage: PendingStage, after plan: Plan) throws(Diagnostic) -> [PendingStage] {
    let call = stage.syntax
    let verb = try userVerb(call, stage.definitions)
    let arguments = try UserCalls.arguments(
      call.userCall ?? [], of: Array(verb.parameters.dropFirst()), call.verb, at: call.span)
    let table = verb.parameters.first?.text ?? ""
    let definition = Definition(
      name: verb.name.text, body: verb.body.span, scope: verb.scope, tableName: table,
      table: PlannedTable(name: table, plan: plan, execute: scope.execute), call: call)
    let substitution = Substitution(arguments)
    var stages: [PendingStage] = []
    for inner in verb.body.stages {
      stages.append(
        PendingStage(
          syntax: try substitution(inner), definitions: stage.definitions + [definition]))
    }
    return stages
  }

  func requireFew(_ count: Int, at stage: PendingStage) throws(Diagnostic) {
    guard count > Self.stageLimit else { return }
    let name = stage.syntax.verb
    throw Diagnostic(
      "E220", "the calls of `\(name.text)` expand to more than \(Self.stageLimit) stages",
      at: name.span, details: ["Verbs made with `def` are expanded in place."])
  }

  /// The error for a verb of another language that is called like a function: `arrange(desc(x))`.
  private func foreignVerb(_ name: Identifier, _ call: StageSyntax) -> Diagnostic? {
    guard let meaning = VerbSynonyms.meaning(of: name.text) else { return nil }
    var error = Diagnostic(
      "E101", "`\(name.text)` is not a verb", at: name.span,
      label: "the verb that \(meaning.purpose) is `\(meaning.verb)`",
      details: ["Verbs take no parentheses: | \(meaning.verb) …"])
    let arguments = call.userCall ?? []
    let arePlain = arguments.allSatisfy { argument in
      switch argument.value {
      case .name, .literal(.int, _): argument.label == nil
      default: false
      }
    }
    if arePlain, !arguments.isEmpty, VerbSynonyms.replaceable.contains(name.text.lowercased()) {
      let written = arguments.map(\.value.span.text).joined(separator: ", ")
      error.fix = .init(replacing: call.span, with: "\(meaning.verb) \(written)")
    }
    return error
  }

  private func userVerb(
    _ call: StageSyntax, _ definitions: [Definition]
  ) throws(Diagnostic) -> UserVerb {
    let name = call.verb
    let scope = definitions.last { $0.contains(name.span) }?.scope ?? scope
    if let verb = scope.verbs[name.text] { return verb }
    if definitions.contains(where: { $0.name == name.text && $0.contains(name.span) }) {
      throw UserCalls.recursion(name)
    }
    if scope.functions[name.text] != nil || scope.registry.functionNames.contains(name.text) {
      throw Diagnostic(
        "E229", "`\(name.text)` is a function, not a verb", at: name.span,
        label: "a verb is needed after `|`",
        details: [
          scope.registry.aggregateFunction(named: name.text) == nil
            ? "Functions stand in expressions: derive x = \(name.text)(…)"
            : "It stands behind `agg`: agg x = \(name.text)(…), or group by key agg x = \(name.text)(…)"
        ])
    }
    if let foreign = foreignVerb(name, call) { throw foreign }
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
}
