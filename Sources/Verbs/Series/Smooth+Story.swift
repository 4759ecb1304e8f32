public import Catalog
import Columnar
public import Diagnostics
import Kernels

/// What `smooth` tells about its curve.
extension Smooth {
  private var placeText: String {
    scope.along.first.map { StoryText.oneLine($0.expression.span.text) } ?? ""
  }

  /// What is smoothed along what.
  public func sentence(for record: StageRecord) -> String {
    let parts = scope.per.isEmpty ? "" : ", one for each \(StoryText.list(scope.per))"
    return "Draws a smooth curve of \(column) along \(placeText)\(parts), as \(name)."
  }

  /// As many rows as before, or a grid.
  public var rowForecast: String {
    guard let points else { return "same rows" }
    let per = scope.per.isEmpty ? "" : " per \(StoryText.list(scope.per))"
    return "at most \(points) rows\(per)"
  }

  /// The first points of the curve with the values behind them.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    guard let curve = run.after.column(named: name) else { return story }
    let missing = curve.nullCount
    let share = StoryText.share(missing, of: curve.count)
    story.add([
      "\(name): number, "
        + (missing == 0 ? "never missing here" : "\(StoryText.number(missing))\(share) missing")
    ])
    let columns = (scope.per + [placeText, column, name]).filter {
      run.after.schema.index(of: $0) != nil
    }
    story.add(run.firstRows(4, columns: columns))
    return story
  }

  /// The values in a window, one by one as long as they are few.
  private func words(
    _ rows: [Int], _ moving: MovingMethod, _ along: Column, _ values: Column, _ run: StageRun
  ) -> String {
    guard let first = rows.first, let last = rows.last else { return "no value lies in its window" }
    let kind = moving.isMedian ? "median" : "mean"
    let shown = rows.prefix(6).map { row in
      let label = run.label(ofInput: row)
      return StoryText.cell(values.value(at: row)) + (label.isEmpty ? "" : " (\(label))")
    }
    let more = rows.count > 6 ? " and \(StoryText.number(rows.count - 6)) more" : ""
    let ends =
      rows.count == 1
      ? StoryText.cell(along.value(at: first))
      : "\(StoryText.cell(along.value(at: first))) to \(StoryText.cell(along.value(at: last)))"
    return "\(name) is the \(kind) of \(counted(rows.count, "value")), \(placeText) \(ends): "
      + shown.joined(separator: ", ") + more
  }

  /// The neighbours that the value was computed from.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    guard points == nil, run.before.has(scope.columnsRead.union([column])) else {
      return ["a point of an even grid over all rows of its part"]
    }
    let parts = try OrderedPartitions(run.before, scope, run.context)
    guard let along = parts.along, let values = run.before.column(named: column) else { return [] }
    let part = Int(parts.groups.base[row])
    let placed = parts.rows.range(part).map { Int(parts.rows.rows.base[$0]) }
      .filter { along.isValid($0) }
    let rows = placed.filter { values.isValid($0) }
    switch method {
    case .moving(let moving):
      guard let place = placed.firstIndex(of: row) else { return ["\(placeText) is missing"] }
      let steps = Steps.values(along)
      let window = moving.windows(placed.map { steps[$0] ?? 0 })[place]
      return [self.words(placed[window].filter { values.isValid($0) }, moving, along, values, run)]
    case .exponential:
      let used = rows.prefix { along.positions[$0] <= along.positions[row] }
      guard let first = used.first else { return ["\(name) has no value so far"] }
      return [
        "\(name) uses the \(counted(used.count, "value")) so far, from \(placeText) "
          + "\(StoryText.cell(along.value(at: first))) on, the latest ones most"
      ]
    case .loess, .lowess: break
    }
    guard
      let used = method.neighbours(
        of: along.positions[row], among: rows.map { along.positions[$0] })
    else {
      return ["\(name) uses \(counted(rows.count, "value")) of its part, nearer ones more"]
    }
    let (first, last) = (rows[used.lowerBound], rows[used.upperBound - 1])
    return [
      "\(name) uses the \(counted(used.count, "nearest value")) of \(StoryText.number(rows.count)), "
        + "\(placeText) \(StoryText.cell(along.value(at: first))) to "
        + "\(StoryText.cell(along.value(at: last)))"
    ]
  }
}

extension SmoothMethod {
  /// The points whose values a place of the curve is computed from; nil when all count.
  ///
  /// - Parameter positions: The places of the points, ascending.
  func neighbours(of place: Double, among positions: [Double]) -> Range<Int>? {
    switch self {
    case .loess(let loess): Self.nearest(loess.span, place, positions)
    case .lowess(let lowess): Self.nearest(lowess.span, place, positions)
    case .moving, .exponential: nil
    }
  }

  /// The ⌊span·n⌋ points nearest to a place; of equally near ones the earlier.
  private static func nearest(
    _ span: Double, _ place: Double, _ positions: [Double]
  ) -> Range<Int>? {
    let wanted = Int((Double(positions.count) * span + 1e-9).rounded(.down))
    guard wanted >= 1, wanted < positions.count else { return nil }
    var low = 0
    while low + wanted < positions.count,
      positions[low + wanted] - place < place - positions[low]
    {
      low += 1
    }
    return low..<low + wanted
  }
}
