import Catalog
import Columnar
import Diagnostics

/// `x.field`.
enum Member: ScalarFunction {
  static let declaration = Declaration(
    "member", "Gives a field of a record.", category: .list,
    details: "Written x.field. Null where the record or the field is missing.",
    parameters: [
      ParameterInfo("x", "record", help: "The record."),
      ParameterInfo("field", "word", help: "The name of the field."),
    ], result: "the type of the field", searchTerms: ["field", "attribute", "json"])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0)
    guard case .record(let fields) = x.type else {
      throw call.typeError(0, expected: "a record")
    }
    let name = try call.constantText(1, "the name of a field") ?? ""
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
}
