import Columnar
import Kernels

extension Column {
  /// The column with fewer rows that have a value; the others hold zero or empty text.
  func masked(_ validity: Bitmap?) -> Column {
    guard let validity else { return withValidity(nil) }
    // Missing rows are read from a row of nulls behind the last one.
    let rows = Buffer<UInt32>(count: count) { target in
      for row in 0..<count { target[row] = UInt32(truncatingIfNeeded: validity[row] ? row : count) }
    }
    return Column.concatenate([self, .nulls(type, count: 1)], type: type)
      .gather(rows.base, count: count)
  }
}
