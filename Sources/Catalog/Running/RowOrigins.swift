public import Columnar

/// Where the rows of a stage's result come from; recorded only when somebody asks `step` or `why`.
///
/// Four bytes per row at most. Row numbers count from 0 and are those of the tables before and
/// after the stage, not of the source.
public enum RowOrigins: Sendable {
  /// Row `i` of the result comes from row `i` of the input.
  case same
  /// Row `i` of the result comes from row `rows[i]` of the input; `RowOrigins.none` for a row that
  /// the stage made itself.
  case picked(Buffer<UInt32>)
  /// Row `i` of the input went into row `rows[i]` of the result; `RowOrigins.none` for a row that
  /// went nowhere.
  case gathered(Buffer<UInt32>)
  /// Row `i` of the result comes from row `left[i]` of the input and row `right[i]` of the other
  /// table; `RowOrigins.none` where a side has no match.
  case joined(left: Buffer<UInt32>, right: Buffer<UInt32>)
  /// Every row of the result comes from all rows of one part of the input: row `i` of the result is
  /// of part `results[i]`, row `i` of the input of part `rows[i]`; `RowOrigins.none` for one of no
  /// part.
  case parts(rows: Buffer<UInt32>, results: Buffer<UInt32>)
  /// Every row of the result comes from all rows of the input.
  case pooled

  /// The number that stands for no row.
  public static let none = UInt32.max
}
