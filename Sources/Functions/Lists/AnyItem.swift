import Catalog
import Columnar
import Diagnostics

/// `any(list)`.
enum AnyItem: ScalarFunction {
  static let declaration = ListFunctions.declaration(
    "any", "Tells whether at least one item of a list is true.",
    details: "False for an empty list. Null if no item is true and one is null.", result: "bool",
    terms: ["some", "exists"],
    examples: [
      Example("One of them", "any([false, true])", expected: "true"),
      Example("None", "any([1 > 2, 2 > 3])", expected: "false"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Quantifier.bind(call, decisive: 1)
  }
}

/// What `any` and `all` of a list share.
enum Quantifier {
  /// - Parameter decisive: The truth value that settles the result as soon as an item has it.
  static func bind(_ call: FunctionCall, decisive: UInt8) throws(Diagnostic) -> BoundScalar {
    let element = try ListFunctions.element(call, "a list of true and false")
    guard element == nil || element == .bool || element == .null else {
      throw call.typeError(0, expected: "a list of true and false")
    }
    return .strict(call, type: .bool, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      let (offsets, items, owner) = try ListFunctions.lists(operands[0], count)
      let truths: Buffer<UInt8>
      if case .bool(let values) = items.data {
        truths = values
      } else {
        truths = Buffer(repeating: 0, count: items.count)
      }
      let present = Buffer<UInt8>(repeating: 1, count: count)
      let flags = UnsafeMutablePointer(mutating: present.base)
      let values = Buffer<UInt8>(count: count) { target in
        for row in 0..<count {
          var isOpen = false
          target[row] = 1 - decisive
          for item in Int(offsets[row])..<Int(offsets[row + 1]) {
            if !items.isValid(item) {
              isOpen = true
            } else if truths.base[item] == decisive {
              target[row] = decisive
            }
          }
          if isOpen, target[row] != decisive { flags[row] = 0 }
        }
      }
      withExtendedLifetime(owner) {}
      let known = Bitmap(bytes: present.base, count: count).orNilIfAllSet
      return .bools(values, Bitmap.intersection(validity, known))
    }
  }
}
