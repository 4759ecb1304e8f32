import Catalog
import Columnar
import Diagnostics
import Kernels

/// Comparison of texts by code point.
enum TextComparison {
  static func compare(
    _ x: Operand, _ y: Operand, _ relation: Relation, count: Int
  ) throws(Diagnostic) -> Buffer<UInt8> {
    if relation.isTotal {
      if y.isConstant { return try equal(x, y, negated: relation == .notEqual, count: count) }
      if x.isConstant { return try equal(y, x, negated: relation == .notEqual, count: count) }
      let others = try TextVector(y)
      return try TextLoops.values(x, [y], count: count) { view, row in
        TextView.equal(view, others[row]) == (relation == .equal) ? 1 : 0
      }
    }
    let others = try TextVector(y)
    return try TextLoops.values(x, [y], count: count) { view, row in
      relation.holds(TextView.compare(view, others[row])) ? 1 : 0
    }
  }

  /// Equality with a constant: of codes where there is a dictionary.
  private static func equal(
    _ x: Operand, _ constant: Operand, negated: Bool, count: Int
  ) throws(Diagnostic) -> Buffer<UInt8> {
    let wanted = try TextVector(constant)[0]
    let (yes, no): (UInt8, UInt8) = negated ? (0, 1) : (1, 0)
    if case .dictionary(let dictionary) = x.column.data, !x.isConstant,
      dictionary.values.count <= count
    {
      let views = dictionary.values.views.base
      var found: UInt32?
      for code in 0..<dictionary.values.count where TextView.equal(views[code], wanted) {
        found = UInt32(truncatingIfNeeded: code)
      }
      guard let code = found else { return Buffer(repeating: no, count: count) }
      return Elementwise.map(Vector(dictionary.codes), count: count) { $0 == code ? yes : no }
    }
    let texts = try TextVector(x)
    return Buffer(count: count) { target in
      for row in 0..<count { target[row] = TextView.equal(texts[row], wanted) ? yes : no }
    }
  }
}
