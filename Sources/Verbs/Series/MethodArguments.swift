import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// Reads the constants that a method is given: `loess(span: 0.4)`.
struct MethodArguments {
  let call: CallSyntax
  private let arguments: Arguments
  private var known: [String] = []
  private var takesUnlabelled = false

  init(_ call: CallSyntax, _ arguments: Arguments) {
    self.call = call
    self.arguments = arguments
  }

  /// The value with a label; nil when it was not given.
  mutating func value(_ label: String) throws(Diagnostic) -> (value: Value, span: Span)? {
    known.append(label)
    guard let argument = call.arguments.first(where: { $0.label?.text == label }) else {
      return nil
    }
    return try constant(argument.value)
  }

  /// The value without a label.
  mutating func required(
    _ name: String, _ example: String
  ) throws(Diagnostic) -> (value: Value, span: Span) {
    takesUnlabelled = true
    guard let argument = call.arguments.first(where: { $0.label == nil }) else {
      throw Diagnostic(
        "E311", "`\(call.name.text)` needs a \(name)", at: call.span,
        details: ["For example: \(example)"])
    }
    return try constant(argument.value)
  }

  private func constant(
    _ expression: ExpressionSyntax
  ) throws(Diagnostic) -> (value: Value, span: Span) {
    if case .name(let word) = expression.unparenthesized,
      arguments.input.index(of: word.text) == nil, ["direct", "interpolate"].contains(word.text)
    {
      return (.text(word.text), word.span)
    }
    let bound = try arguments.binder.bind(expression, in: arguments.input, mode: .constant)
    return (bound.constant ?? .null, bound.span)
  }

  /// The number with a label.
  mutating func number(
    _ label: String, in range: ClosedRange<Double>, isWhole: Bool = false
  ) throws(Diagnostic) -> Double? {
    guard let (value, span) = try value(label) else { return nil }
    let kind = isWhole ? "a whole number" : "a number"
    guard let number = value.asDouble, range.contains(number),
      !isWhole || number == number.rounded()
    else {
      let low = NumberText.shortest(range.lowerBound)
      let high = NumberText.shortest(range.upperBound)
      throw Diagnostic(
        "E313", "`\(label)` is \(kind) from \(low) to \(high)", at: span,
        label: "found \(ValueText.plain(value))")
    }
    return number
  }

  /// The truth value with a label.
  mutating func flag(_ label: String) throws(Diagnostic) -> Bool? {
    guard let (value, span) = try value(label) else { return nil }
    guard case .bool(let flag) = value else {
      throw Diagnostic(
        "E313", "`\(label)` is true or false", at: span, label: "found \(ValueText.plain(value))")
    }
    return flag
  }

  /// One of some words with a label.
  mutating func word(_ label: String, of words: [String]) throws(Diagnostic) -> String? {
    guard let (value, span) = try value(label) else { return nil }
    guard case .text(let word) = value, words.contains(word) else {
      throw Diagnostic(
        "E313", "`\(label)` is one of \(words.joined(separator: ", "))", at: span,
        label: "found \(ValueText.plain(value))")
    }
    return word
  }

  /// Checks that nothing else was given.
  func finish() throws(Diagnostic) {
    var unlabelled = 0
    for argument in call.arguments {
      guard let label = argument.label else {
        unlabelled += 1
        guard takesUnlabelled, unlabelled == 1 else {
          throw Diagnostic(
            "E315", "`\(call.name.text)` does not take this value", at: argument.value.span,
            details: known.isEmpty ? [] : ["It takes: \(known.joined(separator: ", "))"])
        }
        continue
      }
      guard !known.contains(label.text) else { continue }
      let near = Suggestion.nearest(to: label.text, among: known)
      throw Diagnostic(
        "E314", "`\(call.name.text)` has no argument `\(label.text)`", at: label.span,
        label: near.map { "did you mean `\($0)`?" } ?? "",
        details: ["Its arguments: \(known.joined(separator: ", "))"])
    }
  }
}
