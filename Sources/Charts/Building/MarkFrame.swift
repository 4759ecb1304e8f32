/// What a row is in a shape made of several parts.
public enum MarkPart: Sendable, Hashable {
  /// The reach of a box's whiskers, with the median as its centre.
  case whiskers
  /// A box from the first to the third quartile, with the median as its centre.
  case box
  /// A value beyond the whiskers.
  case outlier
  /// A width of a violin, at one value.
  case outline
}

/// The rows of one layer in one panel, with everything that scales and marks need.
///
/// Statistics and positions replace its contents; what is drawn is what it holds at the end.
public struct MarkFrame: Sendable {
  /// The place of each row along the axes: a number, days, or the position of a category.
  public var center: AxisPair<[Double]>
  /// The ends of what each row covers along the axes; empty where a row is a point.
  public var lower: AxisPair<[Double]>, upper: AxisPair<[Double]>
  /// The colour category of each row, −1 where missing; empty without a colour channel.
  public var colorCodes: [Int]
  /// The value of a continuous colour; empty without one.
  public var colorValues: [Double]
  /// The series of each row: rows of one line, one area, one stack segment.
  public var series: [Int]
  /// The value of a mapped size; empty without one.
  public var sizes: [Double]
  /// The category of the shape of each row, and of its dashes; empty without the channel.
  public var shapeCodes: [Int], dashCodes: [Int]
  /// The opacity of each row; empty without the channel.
  public var alphas: [Double]
  /// Where each row stands in the order of drawing, and how much its label matters; empty without
  /// the channel.
  public var priorities: [Double]
  /// How far from its place a row is drawn, in the units of each axis; empty where it is not moved.
  public var shift: AxisPair<[Double]>
  /// The part of a whole that each row is; empty for marks with axes.
  public var amounts: [Double]
  /// The text of each row; empty without a text channel.
  public var texts: [String]
  /// What tooltips say besides the place of each row; empty without the channel.
  public var tooltips: [String]
  /// Whether the row's period is not over yet in the data; empty when none is.
  public var isIncomplete: [Bool]
  /// What each row is, in shapes made of several parts; empty where a row is a whole shape.
  public var parts: [MarkPart]
  /// How many series share a slot side by side.
  public var laneCount = 1
  /// The position of each row among those of its layer; empty unless something depends on it.
  public var rowNumbers: [Int]
  /// The panel of each row; empty when all rows belong to every panel.
  var panels: [PanelPlace]

  /// Creates a frame without rows.
  public init() {
    center = AxisPair(x: [], y: [])
    lower = AxisPair(x: [], y: [])
    upper = AxisPair(x: [], y: [])
    colorCodes = []
    colorValues = []
    series = []
    sizes = []
    shapeCodes = []
    dashCodes = []
    alphas = []
    priorities = []
    shift = AxisPair(x: [], y: [])
    amounts = []
    texts = []
    tooltips = []
    rowNumbers = []
    isIncomplete = []
    parts = []
    panels = []
  }

  /// The number of rows.
  public var count: Int { max(center.x.count, center.y.count, amounts.count) }

  /// The rows at positions, in the order given.
  public func selecting(_ rows: [Int]) -> MarkFrame {
    func pick<T>(_ values: [T]) -> [T] { values.isEmpty ? [] : rows.map { values[$0] } }
    var out = MarkFrame()
    for axis in Axis.allCases {
      out.center[axis] = pick(center[axis])
      out.lower[axis] = pick(lower[axis])
      out.upper[axis] = pick(upper[axis])
      out.shift[axis] = pick(shift[axis])
    }
    out.colorCodes = pick(colorCodes)
    out.colorValues = pick(colorValues)
    out.series = pick(series)
    out.sizes = pick(sizes)
    out.shapeCodes = pick(shapeCodes)
    out.dashCodes = pick(dashCodes)
    out.alphas = pick(alphas)
    out.priorities = pick(priorities)
    out.amounts = pick(amounts)
    out.texts = pick(texts)
    out.tooltips = pick(tooltips)
    out.rowNumbers = pick(rowNumbers)
    out.isIncomplete = pick(isIncomplete)
    out.parts = pick(parts)
    out.laneCount = laneCount
    out.panels = pick(panels)
    return out
  }

  /// The rows of each series, in the order of the series, each in the order of the frame.
  public var rowsBySeries: [[Int]] {
    guard let last = series.max(), last >= 0 else { return count > 0 ? [Array(0..<count)] : [] }
    var out = [[Int]](repeating: [], count: last + 1)
    for (row, number) in series.enumerated() where number >= 0 { out[number].append(row) }
    return out.filter { !$0.isEmpty }
  }

  /// Rows in ascending order of their places along x; those without one keep theirs.
  func ascending(_ rows: [Int]) -> [Int] {
    let x = center.x
    if zip(rows, rows.dropFirst()).allSatisfy({ x[$0] <= x[$1] }) { return rows }
    return rows.sorted { x[$0] < x[$1] }
  }

  /// The colour category of a row.
  public func colorCode(_ row: Int) -> Int { colorCodes.isEmpty ? -1 : colorCodes[row] }
}
