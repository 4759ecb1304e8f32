public import Diagnostics
public import QueryLanguage

/// Calls of the functions and verbs that a program defines itself.
public enum UserCalls {
  /// The arguments of a call by parameter: in order, or with the parameter as a label.
  static func arguments(
    _ arguments: [ArgumentSyntax], of parameters: [Identifier], _ name: Identifier, at span: Span
  ) throws(Diagnostic) -> [String: ExpressionSyntax] {
    var given: [String: ExpressionSyntax] = [:]
    var next = 0
    let form = "\(name.text)(\(parameters.map(\.text).joined(separator: ", ")))"
    for argument in arguments {
      var parameter: Identifier?
      if let label = argument.label {
        parameter = parameters.first { $0.text == label.text }
        if parameter == nil {
          let near = Suggestion.nearest(to: label.text, among: parameters.map(\.text))
          throw Diagnostic(
            "E314", "`\(name.text)` has no argument `\(label.text)`", at: label.span,
            label: near.map { "did you mean `\($0)`?" } ?? "", details: ["Its form: \(form)"])
        }
      } else {
        while next < parameters.count, given[parameters[next].text] != nil { next += 1 }
        parameter = next < parameters.count ? parameters[next] : nil
      }
      guard let parameter else { throw miscounted(arguments, parameters, form, name, span) }
      guard given[parameter.text] == nil else {
        throw Diagnostic(
          "E230", "`\(parameter.text)` is given twice", at: argument.value.span,
          details: ["Its form: \(form)"])
      }
      given[parameter.text] = argument.value
    }
    guard given.count == parameters.count else {
      throw miscounted(arguments, parameters, form, name, span)
    }
    return given
  }

  private static func miscounted(
    _ arguments: [ArgumentSyntax], _ parameters: [Identifier], _ form: String, _ name: Identifier,
    _ span: Span
  ) -> Diagnostic {
    let count = parameters.count
    return Diagnostic(
      "E311", "`\(name.text)` takes \(count) argument\(count == 1 ? "" : "s")", at: span,
      label: "found \(arguments.count)", details: ["Its form: \(form)"])
  }

  /// The error for a definition that uses itself.
  public static func recursion(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      "E211", "`\(name.text)` calls itself", at: name.span,
      details: [
        "What is made with `def` is expanded in place, so it cannot be recursive."
      ])
  }
}
