import Columnar
import Diagnostics
import Glibc
import Kernels

/// The bins of a histogram, each beginning where the one before ends.
///
/// A bin holds its lower end but not its upper one; the last holds both.
struct HistogramBins: Sendable {
  /// The ends, ascending, one more than there are bins.
  let edges: [Double]
  /// The number and width of the bins in words.
  let summary: String

  /// The number of bins.
  var count: Int { edges.count - 1 }

  /// The fewest and the most bins that are chosen for a reader.
  static let usualCounts = 5...60

  /// The bin of a value between the first and the last end.
  func index(of value: Double) -> Int {
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  /// The bins for values along an axis.
  ///
  /// - Parameters:
  ///   - values: At least one, finite, and with a place on the axis.
  ///   - type: Their type; moments are days, as everywhere in charts.
  /// - Throws: E373 when a width makes too many bins.
  init(
    _ values: [Double], _ request: BinRequest, type: DataType, transform: any ScaleTransform,
    at span: Span?
  ) throws(Diagnostic) {
    if type.isTemporal {
      (edges, summary) = try CalendarBins.bins(values, request, type, at: span)
      return
    }
    if transform is LinearTransform {
      edges =
        type == .int
        ? try Self.wholeEdges(values, request, at: span) : try Self.edges(values, request, at: span)
      let width = edges[1] - edges[0]
      let isCentred = type == .int && width == 1
      summary =
        isCentred
        ? "one bin for each whole number"
        : Self.counted(edges.count - 1) + " of " + Self.text(width, type)
      return
    }
    let places = values.compactMap(transform.forward)
    let even = try Self.edges(places, request, at: span)
    var ends = even.map { Self.clamped(transform.inverse($0)) }
    // The way to the logarithm and back must not leave the outermost values outside.
    ends[0] = min(ends[0], values.min() ?? ends[0])
    ends[ends.count - 1] = max(ends[ends.count - 1], values.max() ?? 0)
    edges = ends
    summary =
      Self.counted(even.count - 1) + Self.ratioText(even[1] - even[0], transform, edges)
  }

  // MARK: Numbers

  /// Ends at multiples of a round width.
  private static func edges(
    _ values: [Double], _ request: BinRequest, at span: Span?
  ) throws(Diagnostic) -> [Double] {
    let (low, high) = range(values)
    var width: Double
    switch request {
    case .count(let count):
      guard low < high else { return around(low) }
      let edges = (0...count).map { index in
        let share = Double(index) / Double(count)
        return index == 0 ? low : index == count ? high : low * (1 - share) + high * share
      }
      // So near to each other that ends fall together.
      return zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 } ? edges : [low, high]
    case .width(let asked):
      width = asked
      try requireFew(low, high, width, at: span)
    case .automatic, .calendar:
      guard low < high else { return around(low) }
      width = usualWidth(values, low, high)
    }
    let grid = EvenGrid(width: width)
    guard let first = grid.index(of: low), var last = grid.index(of: high),
      last - first < Double(BinRequest.mostBins)
    else { return low < high ? [low, high] : around(low) }
    if last > first, grid.multiple(last) == high { last -= 1 }
    let edges = (0...Int(last - first) + 1).map { grid.multiple(first + Double($0)) }
    return edges.map(clamped)
  }

  /// Ends for whole numbers: whole widths, and with a width of one bins about each number.
  private static func wholeEdges(
    _ values: [Double], _ request: BinRequest, at span: Span?
  ) throws(Diagnostic) -> [Double] {
    let (low, high) = range(values)
    var width: Double
    var origin = 0.0
    switch request {
    case .count(let count):
      width = ((high - low + 1) / Double(count)).rounded(.up)
      origin = low
    case .width(let asked):
      guard asked == asked.rounded() else { return try edges(values, request, at: span) }
      width = asked
      try requireFew(low, high, width, at: span)
    case .automatic, .calendar:
      width = low < high ? max(1, usualWidth(values, low, high, least: 1)) : 1
    }
    // Beyond this not every whole number is a double.
    guard max(low.magnitude, high.magnitude) < 0x1p52 else {
      return try edges(values, low < high ? request : .automatic, at: span)
    }
    if width == 1 {
      return (0...Int(high - low) + 1).map { low - 0.5 + Double($0) }
    }
    let first = ((low - origin) / width).rounded(.down)
    let last = ((high - origin) / width).rounded(.down)
    return (0...Int(last - first) + 1).map { origin + (first + Double($0)) * width }
  }

  /// A round width for about as many bins as the rule of Freedman and Diaconis asks for.
  private static func usualWidth(
    _ values: [Double], _ low: Double, _ high: Double, least: Double = 0
  ) -> Double {
    var copy = values
    var width = min(1e308, EvenGrid.niceWidth(near: BinWidth.usual(&copy, low, high)))
    while high / width - low / width > Double(usualCounts.upperBound - 1) {
      width = min(1e308, EvenGrid.niceWidth(above: width))
    }
    while high / width - low / width < Double(usualCounts.lowerBound - 1) {
      let narrower = EvenGrid.niceWidth(near: width / 2.2)
      guard narrower < width, narrower >= least else { break }
      width = narrower
    }
    return width
  }

  /// One bin about a single value.
  private static func around(_ value: Double) -> [Double] {
    let half = value == 0 ? 0.5 : EvenGrid.niceWidth(near: value.magnitude / 5) / 2
    return [clamped(value - half), clamped(value + half)]
  }

  private static func clamped(_ value: Double) -> Double {
    max(-Double.greatestFiniteMagnitude, min(.greatestFiniteMagnitude, value))
  }

  private static func range(_ values: [Double]) -> (low: Double, high: Double) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values {
      if value < low { low = value }
      if value > high { high = value }
    }
    return (low, high)
  }

  /// - Throws: E373 when a width makes more bins than anybody can see.
  static func requireFew(
    _ low: Double, _ high: Double, _ width: Double, at span: Span?
  ) throws(Diagnostic) {
    let count = high / width - low / width
    guard count >= Double(BinRequest.mostBins) else { return }
    let text =
      count < 1e15 ? NumberText.grouped(Int(count)) : NumberText.significant(count, digits: 3)
    throw Diagnostic(
      "E373", "bins so narrow are \(text), but a histogram has at most 2,000", at: span,
      fix: Diagnostic.Fix("give a larger `binwidth`, or leave it out"))
  }

  // MARK: Words

  static func counted(_ count: Int) -> String { count == 1 ? "1 bin" : "\(count) bins" }

  private static func text(_ width: Double, _ type: DataType) -> String {
    let text = NumberLabels.short(width)
    return type == .duration ? text + (width == 1 ? " day" : " days") : text
  }

  /// Widths of bins of equal ratio: `, 10 per power of ten`.
  private static func ratioText(
    _ step: Double, _ transform: any ScaleTransform, _ edges: [Double]
  ) -> String {
    let unit: String
    switch transform {
    case is LogTransform: unit = "power of ten"
    case is BinaryLogTransform: unit = "doubling"
    default: return " of equal width on the axis"
    }
    let perUnit = 1 / step
    if perUnit.rounded() >= 1, abs(perUnit - perUnit.rounded()) < 1e-6 {
      return ", \(Int(perUnit.rounded())) per \(unit)"
    }
    let ratio = transform.inverse(step)
    return ratio.isFinite
      ? ", each reaching to \(NumberLabels.short(ratio)) times its lower end" : ""
  }
}
