import Catalog
import Diagnostics
import Planning
import QueryLanguage

/// Names that the program defines itself.
extension Session {
  /// Whether a name belongs to the cell that defines it alone.
  static func isLocal(_ name: String) -> Bool { name.hasPrefix("_") }

  /// Forgets the names that begin with `_`, since they are local to the cell that ends here.
  ///
  /// What was made with them keeps what they meant.
  func endCell() {
    let names = [
      Array(scope.values.keys), Array(scope.functions.keys), Array(scope.verbs.keys),
      Array(definitions.keys),
    ]
    for name in names.joined() where Self.isLocal(name) {
      scope.values[name] = nil
      scope.functions[name] = nil
      scope.verbs[name] = nil
      definitions[name] = nil
    }
  }

  func define(
    _ name: Identifier, _ parameters: [Identifier], _ body: DefinitionSyntax
  ) throws(Diagnostic) {
    for (index, parameter) in parameters.enumerated() {
      if let earlier = parameters[..<index].first(where: { $0.text == parameter.text }) {
        throw Diagnostic(
          "E226", "two parameters are called `\(parameter.text)`", at: parameter.span,
          secondary: [.init(earlier.span, "the first")])
      }
    }
    switch body {
    case .expression(let expression):
      try claim(name)
      scope.verbs[name.text] = nil
      scope.functions[name.text] = UserFunction(
        parameters: parameters, body: expression, scope: definitionScope(of: name))
    case .pipeline(let pipeline):
      try checkVerb(name, parameters, pipeline)
      try claim(name)
      scope.functions[name.text] = nil
      scope.verbs[name.text] = UserVerb(
        name: name, parameters: parameters, body: pipeline, scope: definitionScope(of: name))
    }
  }

  /// The names as they are now; the name itself is left out, so that no body means an older
  /// definition of its own name.
  private func definitionScope(of name: Identifier) -> NameScope {
    var scope = scope
    scope.functions[name.text] = nil
    scope.verbs[name.text] = nil
    return scope
  }

  private func checkVerb(
    _ name: Identifier, _ parameters: [Identifier], _ body: PipelineSyntax
  ) throws(Diagnostic) {
    if registry.verbForms.begins(with: name.text) {
      throw Diagnostic(
        "E227", "`\(name.text)` is a verb of the language", at: name.span,
        details: ["Another name, such as `my_\(name.text)`, is free."])
    }
    guard let table = parameters.first else {
      throw Diagnostic(
        "E228", "a verb needs a parameter for the table", at: name.span,
        details: [
          "For example: def \(name.text)(t) = t | …; a table of its own is made with `let`."
        ])
    }
    guard case .name(let source) = body.source, source.text == table.text else {
      throw Diagnostic(
        "E228", "the body of a verb begins with the table that it is given", at: body.source.span,
        label: "expected `\(table.text)`", secondary: [.init(table.span, "the table")],
        details: ["A table of its own is made with `let`."])
    }
    if let call = body.stages.first(where: { $0.userCall != nil && $0.verb.text == name.text }) {
      throw UserCalls.recursion(call.verb)
    }
  }
}
