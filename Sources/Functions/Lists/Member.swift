import Catalog
import Columnar
import Diagnostics
import Kernels

/// `x.field`.
enum Member: ScalarFunction {
  static let declaration = Declaration(
    "member", "Gives a field of a record, or of an object of json.", category: .list,
    details: """
      Written x.field, or x.`a name` when it is no word. Null where the record or the field is \
      missing. Of json it gives json, which number(x), text(x) and others turn into values.
      """,
    parameters: [
      ParameterInfo("x", "record or json", help: "The record."),
      ParameterInfo("field", "word", help: "The name of the field."),
    ], result: "the type of the field", searchTerms: ["field", "attribute", "json"],
    examples: [
      Example("A field", "parse_json('{\"a\": {\"b\": 7}}').a.b", expected: "7"),
      Example("A field that is not there", "parse_json('{\"a\": 1}').b is null", expected: "true"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0)
    let name = try call.constantText(1, "the name of a field") ?? ""
    if x.type == .json { return jsonField(call, name) }
    guard case .record(let fields) = x.type else {
      throw call.typeError(0, expected: "a record or json")
    }
    guard let index = fields.firstIndex(where: { $0.name == name }) else {
      let near = Suggestion.nearest(to: name, among: fields.map(\.name))
      throw Diagnostic(
        "E218", "the record has no field `\(name)`", at: call.optionalArgument(1)?.span,
        label: near.map { "did you mean `\($0)`?" } ?? "not found",
        details: ["Its fields: \(fields.map(\.name).joined(separator: ", "))"])
    }
    return .strict(call, type: fields[index].type, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      guard case .record(let children) = operands[0].expanded(count: count).data else {
        throw .defect("an operand of type \(x.type.name) does not hold records")
      }
      let child = children[index]
      return child.masked(Bitmap.intersection(child.validity, validity?.orNilIfAllSet))
    }
  }

  private static func jsonField(_ call: FunctionCall, _ name: String) -> BoundScalar {
    let key = NestedText.quoted(name)
    return .strict(call, type: .json, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      let key = TextData([String(decoding: key, as: UTF8.self)])
      defer { withExtendedLifetime(key) {} }
      let wanted = key.views[0]
      return try NestedValues.parts(operands[0], count: count, validity: validity) { view, _ in
        NestedText.field(wanted, of: view)
      }
    }
  }
}
