import Columnar

/// Sentences about rows that several marks share.
enum MarkFacts {
  /// The most series that a sentence is written about.
  private static let describedSeries = 3

  /// What suits the axes: how series run along time or numbers, or which category is the largest.
  static func usual(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    guard frame.center.x.count == frame.center.y.count, frame.count > 0 else { return [] }
    let kinds = (context.scales.x.kind, context.scales.y.kind)
    switch kinds {
    case (.band, .number): return extremes(frame, along: .x, context)
    case (.number, .band), (.time, .band): return extremes(frame, along: .y, context)
    case (_, .number): return courses(frame, context)
    default: return []
    }
  }

  /// How many rows are drawn.
  static func count(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    let noun = context.layer.mark.traits.noun
    let name = frame.count == 1 && noun.hasSuffix("s") ? String(noun.dropLast()) : noun
    return ["\(NumberText.grouped(frame.count)) \(name)"]
  }

  private struct Course {
    var first: Int, last: Int, peak: Int
    var count = 1
  }

  /// First, last and highest value of the three series that reach highest.
  private static func courses(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    var courses: [Course] = []
    var position: [Int: Int] = [:]
    for row in 0..<frame.count where frame.center.y[row].isFinite && frame.center.x[row].isFinite {
      let series = frame.series.isEmpty ? 0 : frame.series[row]
      guard let known = position[series] else {
        position[series] = courses.count
        courses.append(Course(first: row, last: row, peak: row))
        continue
      }
      let (x, y) = (frame.center.x[row], frame.center.y[row])
      courses[known].count += 1
      if x < frame.center.x[courses[known].first] { courses[known].first = row }
      if x > frame.center.x[courses[known].last] { courses[known].last = row }
      if y > frame.center.y[courses[known].peak] { courses[known].peak = row }
    }
    let named = courses.filter { courses.count == 1 || context.series(frame, $0.first) != nil }
    let highest = named.enumerated().sorted {
      let (a, b) = (frame.center.y[$0.element.peak], frame.center.y[$1.element.peak])
      return a == b ? $0.offset < $1.offset : a > b
    }
    return highest.prefix(describedSeries).map { sentence($0.element, frame, context) }
  }

  /// `chat rises from 3 to 12, 4 times as much (highest 15 at 2024-03)`.
  private static func sentence(
    _ course: Course, _ frame: MarkFrame, _ context: DescriptionContext
  ) -> String {
    func y(_ row: Int) -> String { context.text(.y, frame.center.y[row]) }
    let subject = context.series(frame, course.first) ?? context.title("y") ?? "it"
    let (start, end) = (y(course.first), y(course.last))
    if course.count == 1 {
      return "\(subject) is \(start) at \(context.text(.x, frame.center.x[course.first]))"
    }
    var text: String
    let (from, to) = (frame.center.y[course.first], frame.center.y[course.last])
    if start == end {
      text = "\(subject) begins and ends at \(start)"
    } else {
      text = "\(subject) \(to > from ? "rises" : "falls") from \(start) to \(end)"
      if let change = change(from: from, to: to) { text += ", \(change)" }
    }
    let place = context.text(.x, frame.center.x[course.peak])
    return text + " (highest \(y(course.peak)) at \(place))"
  }

  /// How much larger or smaller a positive value became; nil where a ratio means nothing.
  private static func change(from: Double, to: Double) -> String? {
    guard from > 0, to > 0 else { return nil }
    let ratio = to / from
    guard ratio.isFinite else { return nil }
    if ratio >= 1.995 { return "\(NumberLabels.short(rounded(ratio))) times as much" }
    let percent = ((ratio - 1) * 100).magnitude
    let part = percent < 1 ? "less than 1%" : "\(NumberLabels.short(percent.rounded()))%"
    return "\(part) \(ratio > 1 ? "more" : "less")"
  }

  private static func rounded(_ ratio: Double) -> Double {
    ratio < 10 ? (ratio * 10).rounded() / 10 : ratio.rounded()
  }

  /// The largest and the smallest row of a chart of categories.
  private static func extremes(
    _ frame: MarkFrame, along key: Axis, _ context: DescriptionContext
  ) -> [String] {
    let value = key.other
    guard let (largest, smallest) = ends(frame.center[value]) else { return [] }
    func name(_ row: Int) -> String {
      let category = ChartDescription.shortened(context.text(key, frame.center[key][row]))
      guard let series = context.series(frame, row), series != category else { return category }
      return "\(series) at \(category)"
    }
    func amount(_ row: Int) -> String { context.text(value, frame.center[value][row]) }
    let head = "The largest value is \(amount(largest)), of \(name(largest))"
    guard largest != smallest, frame.center[value][largest] != frame.center[value][smallest] else {
      return [frame.count > 1 ? "All values are \(amount(largest))" : head]
    }
    return ["\(head); the smallest is \(amount(smallest)), of \(name(smallest))"]
  }

  /// The highest column and the values that it stands for.
  static func highest(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    guard frame.lower.x.count == frame.count, let (row, _) = ends(frame.center.y) else { return [] }
    let series = context.series(frame, row).map { ", of \($0)" } ?? ""
    return [
      "The highest column is \(context.text(.y, frame.center.y[row])), from "
        + "\(context.text(.x, frame.lower.x[row])) to \(context.text(.x, frame.upper.x[row]))\(series)"
    ]
  }

  /// Where a curve is highest.
  static func peak(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    guard frame.center.x.count == frame.count, let (row, _) = ends(frame.center.y) else {
      return []
    }
    let series = context.series(frame, row).map { ", for \($0)" } ?? ""
    return ["It is highest at \(context.text(.x, frame.center.x[row]))\(series)"]
  }

  /// The places of the largest and the smallest colour, for tiles.
  static func colors(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    guard let (largest, smallest) = ends(frame.colorValues) else { return [] }
    func place(_ row: Int) -> String {
      let places = Axis.allCases.map {
        ChartDescription.shortened(context.text($0, frame.center[$0][row]))
      }
      return "\(places[0]) and \(places[1])"
    }
    func amount(_ row: Int) -> String { colorText(frame.colorValues[row], context.color) }
    let head = "The largest value is \(amount(largest)), at \(place(largest))"
    guard frame.colorValues[largest] != frame.colorValues[smallest] else {
      return [frame.count > 1 ? "All values are \(amount(largest))" : head]
    }
    return ["\(head); the smallest is \(amount(smallest)), at \(place(smallest))"]
  }

  /// A value of a continuous colour as text.
  static func colorText(_ value: Double, _ color: ColorScale) -> String {
    guard case .ramp(let ramp) = color.kind else { return NumberLabels.short(value) }
    guard ramp.isTime else { return NumberLabels.short(value, format: ramp.format) }
    guard value.isFinite, abs(value) < 1e8 else { return "" }
    return ValueText.date(Int32(value.rounded(.down)))
  }

  /// The positions of the largest and of the smallest number.
  private static func ends(_ values: [Double]) -> (largest: Int, smallest: Int)? {
    var found: (largest: Int, smallest: Int)?
    for (row, value) in values.enumerated() where value.isFinite {
      guard let known = found else {
        found = (row, row)
        continue
      }
      if value > values[known.largest] { found?.largest = row }
      if value < values[known.smallest] { found?.smallest = row }
    }
    return found
  }
}
