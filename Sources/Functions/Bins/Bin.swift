import Catalog
import Columnar
import Diagnostics
import Kernels

/// `bin(x, width: …)`.
enum Bin: ScalarFunction {
  static let declaration = Declaration(
    "bin", "Gives the lower end of the bin that a number falls into.", category: .bins,
    details: """
      Exactly one of width, count, breaks and log is given. width: bins of that width with an end at \
      0, each with its lower end and without its upper one; multiples of 0.1 are those of decimal \
      notation. count: so many bins of equal width from \
      the smallest value of the column, or of the partition, to the largest, which the last bin \
      also holds. breaks: the given ends, ascending; the \
      last bin also holds its upper end, and numbers outside give null. log: bins from one power \
      of the base to the next; zero and negative numbers give null, and are counted.
      """,
    parameters: [
      ParameterInfo("x", "number", help: "The number."),
      ParameterInfo(
        "width", "number", help: "The width of each bin.", default: "none", labelled: true),
      ParameterInfo(
        "breaks", "list of numbers", help: "The ends of the bins.", default: "none", labelled: true),
      ParameterInfo(
        "log", "number", help: "The base whose powers are the ends.", default: "none",
        labelled: true),
      ParameterInfo(
        "count", "int", help: "How many bins of equal width.", default: "none", labelled: true),
    ], result: "number", searchTerms: ["bucket", "cut", "histogram", "width_bucket"],
    examples: [
      Example("By width", "bin(17, width: 5)", expected: "15"),
      Example("Given ends", "bin(17, breaks: [0, 10, 100])", expected: "10"),
      Example(
        "So many bins from the smallest to the largest value",
        "rows [x; 0; 4; 9; 10] | group by low = bin(x, count: 2)",
        expected: "low,n\n0,2\n5,2"),
      Example("Powers of ten", "bin(2500, log: 10)", expected: "1000"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "a number") { $0.isNumeric }
    let width = try call.constantNumber(1, "a number")
    let breaks = try ends(call)
    let base = try call.constantNumber(3, "a number")
    try requireOneChoice(call)
    if let breaks { return byBreaks(call, breaks) }
    if let base {
      guard base > 1 else { throw call.valueError(3, "the base of `bin` must be above 1") }
      return byPowers(call, base)
    }
    guard let width, width > 0 else {
      throw call.valueError(1, "the width of `bin` must be positive")
    }
    if x.type == .int, case .int(let step)? = try call.constant(1) {
      return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
        let values = Elementwise.map(try operands[0].int64s(), count: count) {
          $0 &- floorModulo($0, step)
        }
        return .ints(values, validity)
      }
    }
    let grid = EvenGrid(width: width)
    return .strict(call, type: .number) { (operands, count, validity, counts) throws(Diagnostic) in
      let values = Elementwise.map(try operands[0].doubles(), count: count) { x in
        // Where neighbouring ends are the same double, a number is its own bin.
        grid.index(of: x).map(grid.multiple) ?? x
      }
      return .numbers(values, validity, &counts)
    }
  }

  private static func requireOneChoice(_ call: FunctionCall) throws(Diagnostic) {
    guard (1...4).filter({ call.optionalArgument($0) != nil }).count != 1 else { return }
    throw Diagnostic(
      "E313", "`bin` needs exactly one of `width`, `count`, `breaks` and `log`", at: call.span,
      details: ["For example: bin(x, width: 5)"])
  }

  /// Bins by count depend on the smallest and largest value of all rows.
  static func window(_ call: FunctionCall) throws(Diagnostic) -> WindowKernel? {
    guard call.optionalArgument(4) != nil else { return nil }
    try requireOneChoice(call)
    let x = try call.argument(0, "a number") { $0.isNumeric }
    let count = try call.constantInt(4, "a whole number") ?? 0
    guard count >= 1, count <= 1 << 31 else {
      throw call.valueError(4, "`bin` needs at least one bin, not \(count)")
    }
    if x.type == .null { return .nothing(.number) }
    return EqualBins.kernel(count: Double(count))
  }

  private static func ends(_ call: FunctionCall) throws(Diagnostic) -> [Double]? {
    guard let value = try call.constant(2) else { return nil }
    guard case .list(let items, _) = value else {
      throw call.typeError(2, expected: "a list of numbers")
    }
    let ends = items.compactMap(\.asDouble)
    guard ends.count == items.count, ends.count >= 2,
      zip(ends, ends.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw call.valueError(2, "the breaks of `bin` must be two or more ascending numbers") }
    return ends
  }

  private static func byBreaks(_ call: FunctionCall, _ ends: [Double]) -> BoundScalar {
    .strict(call, type: .number, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      let numbers = try operands[0].doubles()
      let present = Buffer<UInt8>(repeating: 1, count: count)
      let flags = UnsafeMutablePointer(mutating: present.base)
      let values = Buffer<Double>(count: count) { target in
        for row in 0..<count {
          let x = numbers[row]
          target[row] = 0
          guard x >= ends[0], x <= ends[ends.count - 1] else {
            flags[row] = 0
            continue
          }
          var low = 0
          var high = ends.count - 1
          while high - low > 1 {
            let middle = (low + high) / 2
            if ends[middle] <= x { low = middle } else { high = middle }
          }
          target[row] = ends[low]
        }
      }
      let inside = Bitmap(bytes: present.base, count: count).orNilIfAllSet
      let kept = Bitmap.intersection(validity, inside)
      Cleaning.clearMissing(values, zero: 0, validity: kept)
      return Column(.number, .double(values), validity: kept?.orNilIfAllSet, count: count)
    }
  }

  private static func byPowers(_ call: FunctionCall, _ base: Double) -> BoundScalar {
    .strict(call, type: .number, isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      let values = Elementwise.map(try operands[0].doubles(), count: count) { x in
        guard x > 0 else { return Double.nan }
        var exponent = ElementaryFunctions.log(x, base: base).rounded(.down)
        // The logarithm may be off by its last digit at a power of the base.
        if ElementaryFunctions.power(base, exponent + 1) <= x { exponent += 1 }
        if ElementaryFunctions.power(base, exponent) > x { exponent -= 1 }
        return ElementaryFunctions.power(base, exponent)
      }
      return .numbers(values, validity, &counts)
    }
  }
}
