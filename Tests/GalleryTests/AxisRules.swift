@testable import Charts

/// Ticks ascend, lie in the panel, and can be told apart.
enum AxisRules {
  static let all = [ascending, shown, distinct, decimals, contexts]

  static let ascending = SceneRule("ticks ascend inside the panel") { drawn in
    guard drawn.hasAxes else { return [] }
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let axes = drawn.axes[panel]
      let area = drawn.scene.panels[panel].inset(by: -0.01)
      return Axis.allCases.flatMap { axis -> [String] in
        let ticks = axes.ticks[axis].major.map(\.value)
        let all = ticks + axes.ticks[axis].minor
        var out: [String] = []
        if !zip(ticks, ticks.dropFirst()).allSatisfy({ $0 < $1 }) {
          out.append("\(axis): \(ticks)")
        }
        for value in all {
          let place = drawn.place(axis, value, panel, axes)
          let isInside =
            axis == .x
            ? place >= area.x && place <= area.maxX : place >= area.y && place <= area.maxY
          if !isInside || !axes.scales[axis].contains(value) {
            out.append("\(axis): the tick \(value) lies at \(place), outside")
          }
        }
        return out
      }
    }
  }

  /// The texts below and beside a panel, from left to right and from top to bottom.
  static func tickTexts(
    _ drawn: DrawnChart, _ panel: Int
  ) -> (x: [DrawnChart.Label], y: [DrawnChart.Label]) {
    let area = drawn.scene.panels[panel]
    let texts = drawn.labels.filter { label in
      label.item.role == .axis && !"│┤├└┴┬─".contains(label.text.text.first ?? " ")
    }
    let beside = texts.filter {
      $0.text.anchor == .end && $0.text.angle == 0 && $0.text.position.x <= area.x
        && $0.text.position.x > area.x - 3 * max(1, drawn.surface.metrics.gap)
        && $0.text.position.y >= area.y - 1 && $0.text.position.y <= area.maxY + 1
    }
    let line = drawn.surface.metrics.lineHeight(drawn.surface.metrics.axisSize)
    let below = texts.filter {
      $0.text.position.y > area.maxY
        && $0.text.position.y
          < area.maxY + drawn.surface.metrics.axisThickness + drawn.surface.metrics.gap + line * 0.9
        && $0.text.position.x >= area.x - 1 && $0.text.position.x <= area.maxX + 1
    }
    let first = below.map(\.text.position.y).min() ?? 0
    return (
      below.filter { $0.text.position.y == first }.sorted {
        $0.text.position.x < $1.text.position.x
      },
      beside.sorted { $0.text.position.y < $1.text.position.y }
    )
  }

  /// What is written stands at a tick, and what stands at a tick is written.
  static let shown = SceneRule("tick labels stand at their ticks") { drawn in
    guard drawn.hasAxes, !drawn.isCellular else { return [] }
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let axes = drawn.axes[panel]
      let texts = tickTexts(drawn, panel)
      var out: [String] = []
      for (axis, found) in [(Axis.x, texts.x), (.y, texts.y)] where !found.isEmpty {
        let ticks = axes.ticks[axis].major
        let places = ticks.map { drawn.place(axis, $0.value, panel, axes) }.sorted()
        let own = found.map { axis == .x ? $0.text.position.x : $0.text.position.y }
        // The title of the axis may stand where labels would when an axis has none.
        if ticks.isEmpty { continue }
        if places.count != own.count || zip(places, own).contains(where: { abs($0 - $1) > 0.01 }) {
          out.append("\(axis): ticks at \(places), labels at \(own)")
        }
      }
      return out
    }
  }

  static let distinct = SceneRule("tick labels are distinct") { drawn in
    guard drawn.hasAxes else { return [] }
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let axes = drawn.axes[panel]
      let texts = tickTexts(drawn, panel)
      var out: [String] = []
      for axis in Axis.allCases {
        let isTime = if case .time = axes.scales[axis].kind { true } else { false }
        var shown: [String]
        if isTime {
          // A month is told from that of the next year by what stands below it.
          var context = ""
          shown = axes.ticks[axis].major.map { tick in
            if !tick.context.isEmpty { context = tick.context }
            return "\(tick.label) \(context)"
          }
        } else {
          shown = (axis == .x ? texts.x : texts.y).map(\.text.text)
          // Labels on two lines begin alike and end differently.
          if axis == .x, let first = texts.x.first {
            let later = drawn.labels.filter {
              $0.item.role == .axis && $0.text.position.y > first.text.position.y
            }
            shown = texts.x.map { label in
              label.text.text
                + later.filter { abs($0.text.position.x - label.text.position.x) < 0.01 }
                .map(\.text.text).joined(separator: " ")
            }
          }
        }
        var seen: Set<String> = []
        for text in shown where !seen.insert(text).inserted {
          out.append("\(axis): two ticks are labelled \(text)")
        }
      }
      return out
    }
  }

  /// `1.5k` has one decimal and the unit `k`.
  static func parts(_ label: String) -> (decimals: Int, unit: String)? {
    var rest = Substring(label)
    if rest.first == "\u{2212}" || rest.first == "-" { rest.removeFirst() }
    var digits = 0
    while let character = rest.first, character.isNumber || character == "," {
      rest.removeFirst()
      digits += 1
    }
    guard digits > 0 else { return nil }
    var decimals = 0
    if rest.first == "." {
      rest.removeFirst()
      while rest.first?.isNumber == true {
        rest.removeFirst()
        decimals += 1
      }
    }
    return (decimals, String(rest))
  }

  static let decimals = SceneRule("tick labels have equal decimals and one unit") { drawn in
    guard drawn.hasAxes else { return [] }
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let axes = drawn.axes[panel]
      return Axis.allCases.compactMap { axis in
        guard case .number = axes.scales[axis].kind,
          axes.scales[axis].transform is LinearTransform
        else { return nil }
        let labels = axes.ticks[axis].major.map(\.label)
        let known = labels.compactMap(parts)
        guard known.count == labels.count else { return "\(axis): \(labels)" }
        let others = zip(labels, known).filter { $0.0 != "0" }.map(\.1)
        let isEven = others.dropFirst().allSatisfy {
          $0.decimals == others[0].decimals && $0.unit == others[0].unit
        }
        return isEven ? nil : "\(axis): \(labels)"
      }
    }
  }

  /// The year below months is written where it changes and nowhere else.
  static let contexts = SceneRule("contexts change") { drawn in
    guard drawn.hasAxes else { return [] }
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let contexts = drawn.axes[panel].ticks.x.major.map(\.context).filter { !$0.isEmpty }
      return zip(contexts, contexts.dropFirst()).filter { $0 == $1 }.map {
        "\($0.0) is written twice in a row"
      }
    }
  }
}
