import Catalog
import Columnar
import Diagnostics
import Kernels

/// `zscore(x)`.
enum ZScore: WindowFunction {
  static let declaration = Declaration.window(
    "zscore", "Gives the distance of a value from the mean, in standard deviations.",
    details:
      "(x - mean(x)) / sd(x) over the partition. Null where x is, or when sd(x) is 0 or null.",
    result: "number", terms: ["standardize", "scale", "normalize"],
    examples: [
      Example(
        "Three numbers", "rows [x; 1; 2; 3] | derive z = zscore(x)",
        expected: "x,z\n1,-1\n2,0\n3,1"),
      Example("No spread", "rows [x; 2; 2] | derive z = zscore(x)", expected: "x,z\n2,\n2,"),
    ])
  static let needsOrder = false
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    guard try call.numeric() != nil else { return .nothing(.number) }
    return WindowKernel(type: .number) { (columns, partitions, workers) throws(Diagnostic) in
      try WindowLoops.numbers(columns[0], partitions, workers) { rows, values, validity, output in
        var moments = RunningMoments()
        for row in rows where validity?[Int(row)] ?? true { moments.add(values[Int(row)]) }
        // A variance outside the range of numbers is missing, as in `sd`.
        guard let variance = moments.variance, variance > 0, variance.isFinite else { return }
        let deviation = variance.squareRoot()
        for row in rows where validity?[Int(row)] ?? true {
          output.set(row, (values[Int(row)] - moments.mean) / deviation)
        }
      }
    }
  }
}
