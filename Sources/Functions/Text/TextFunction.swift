import Catalog
import Columnar
import Diagnostics

/// A function of a text, and perhaps other texts, that gives a text or nothing.
protocol TextMap: Sendable {
  /// The number of texts it takes.
  static var textCount: Int { get }
  /// Whether every text has a result.
  static var isTotal: Bool { get }
  /// The result, which points into the texts or into the builder.
  ///
  /// - Parameter other: The second text; empty when the function takes one.
  static func text(_ view: TextView, _ other: TextView, _ builder: inout TextBuilder) -> TextView?
}

extension TextMap {
  static var textCount: Int { 1 }
  static var isTotal: Bool { true }
}

extension ScalarFunction where Self: TextMap {
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    for index in 0..<textCount { _ = try call.argument(index, "text") { $0 == .text } }
    return .strict(call, type: .text, isTotal: isTotal) {
      (operands, count, validity, _) throws(Diagnostic) in
      guard textCount > 1 else {
        return try TextLoops.map(operands[0], count: count, validity: validity) {
          view, _, builder in text(view, .empty, &builder)
        }
      }
      let others = try TextVector(operands[1])
      return try TextLoops.map(operands[0], [operands[1]], count: count, validity: validity) {
        view, row, builder in text(view, others[row], &builder)
      }
    }
  }
}

/// A question about a text and another one.
protocol TextTest: Sendable {
  /// The answer.
  static func holds(_ view: TextView, _ other: TextView) -> Bool
}

extension ScalarFunction where Self: TextTest {
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    for index in 0..<2 { _ = try call.argument(index, "text") { $0 == .text } }
    return .strict(call, type: .bool) { (operands, count, validity, _) throws(Diagnostic) in
      let others = try TextVector(operands[1])
      let values = try TextLoops.values(operands[0], [operands[1]], count: count) {
        view, row in holds(view, others[row]) ? UInt8(1) : 0
      }
      return .bools(values, validity)
    }
  }
}

extension Declaration {
  /// The declaration of a function of text.
  static func ofText(
    _ name: String, _ summary: String, details: String, other: ParameterInfo? = nil,
    result: String = "text", terms: [String] = [], examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .text, details: details,
      parameters: [ParameterInfo("x", "text", help: "The text.")] + (other.map { [$0] } ?? []),
      result: result, searchTerms: terms, examples: examples)
  }
}
