public import Diagnostics

/// Puts rows at one place on top of each other.
public enum Stack {
  /// Sets the ends of all rows along the value axis.
  ///
  /// Positive values go up and negative ones down, each from zero, in the order of their series.
  /// - Throws: E376 when shares are asked of negative values.
  public static func apply(
    _ mode: StackMode, to frame: inout MarkFrame, along key: Axis, _ context: ArrangeContext
  ) throws(Diagnostic) {
    let value = key.other
    let values = frame.center[value]
    var lower = [Double](repeating: 0, count: values.count)
    var upper = values.map { $0.isNaN ? 0 : $0 }
    defer {
      frame.lower[value] = lower
      frame.upper[value] = upper
    }
    if mode == .none {
      for row in values.indices where values[row] < 0 { swap(&lower[row], &upper[row]) }
      return
    }
    if mode == .share, let row = values.firstIndex(where: { $0 < 0 }) {
      let channel = context.layer.channel(value.rawValue)
      throw Diagnostic(
        "E376", "shares need values of zero or more, but one is \(NumberLabels.short(values[row]))",
        at: context.layer.constant("stack")?.span ?? channel?.span,
        label: "at \(context.textOfValue(key, frame.center[key][row]))",
        fix: Diagnostic.Fix("filter the negative values out, or use `stack: zero`"))
    }
    for rows in rowsByPlace(frame, along: key) {
      var top = 0.0
      var bottom = 0.0
      for row in rows where !values[row].isNaN {
        if values[row].sign == .plus {
          lower[row] = top
          top += values[row]
          upper[row] = top
        } else {
          upper[row] = bottom
          bottom += values[row]
          lower[row] = bottom
        }
      }
      switch mode {
      case .share where top > 0:
        for row in rows {
          lower[row] /= top
          upper[row] /= top
        }
      case .center:
        let shift = (top + bottom) / 2
        for row in rows {
          lower[row] -= shift
          upper[row] -= shift
        }
      default: break
      }
    }
  }

  /// The rows at each place, ordered by series and then as they come.
  static func rowsByPlace(_ frame: MarkFrame, along key: Axis) -> [[Int]] {
    var position: [UInt64: Int] = [:]
    var places: [[Int]] = []
    for (row, place) in frame.center[key].enumerated() {
      if let known = position[place.bitPattern] {
        places[known].append(row)
      } else {
        position[place.bitPattern] = places.count
        places.append([row])
      }
    }
    guard !frame.series.isEmpty else { return places }
    return places.map { rows in
      rows.sorted { (frame.series[$0], $0) < (frame.series[$1], $1) }
    }
  }

  /// Adds up rows of one series at one place, so that each segment is drawn once.
  static func summing(_ frame: MarkFrame, along key: Axis) -> MarkFrame {
    let value = key.other
    var kept: [Int] = []
    var sums: [Double] = []
    for rows in rowsByPlace(frame, along: key) {
      var last = -1
      for row in rows {
        let number = frame.center[value][row]
        // Without series all rows are of one.
        if last >= 0, frame.series.isEmpty || frame.series[kept[last]] == frame.series[row] {
          if !number.isNaN { sums[last] = sums[last].isNaN ? number : sums[last] + number }
        } else {
          last = kept.count
          kept.append(row)
          sums.append(number)
        }
      }
    }
    var out = frame.selecting(kept)
    out.center[value] = sums
    return out
  }
}
