import Columnar

@testable import Charts

/// What is left out is counted, exactly.
enum CountRules {
  static let all = [missing, withoutPlace, points, labels, folded, notes]

  /// The numbers before some words in the notes of a chart, added up.
  private static func counted(_ notes: [String], _ words: String...) -> Int {
    notes.reduce(0) { sum, note in
      guard words.contains(where: note.contains) else { return sum }
      let digits = note.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "," }
      return sum + (Int(digits.filter { $0 != "," }) ?? 0)
    }
  }

  /// The sentences below the drawing.
  private static func sentences(_ drawn: DrawnChart) -> [String] {
    let text = drawn.labels.filter { $0.item.role == .note }.map(\.text.text)
      .joined(separator: " ")
    return text.split(separator: ".").map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
  }

  private static func isMissing(_ value: Value) -> Bool {
    value.isNull || value.asDouble?.isFinite == false
  }

  /// The rows of each layer that lack a value the mark needs, and those at zero or below on a
  /// logarithmic axis.
  ///
  /// A row that has both faults counts as either, and is counted apart here.
  private static func gaps(
    _ chart: BuiltChart
  ) -> (missing: Int, withoutPlace: Int, both: Int) {
    var (missing, withoutPlace, both) = (0, 0, 0)
    for layer in chart.layers {
      let names = (["x", "y", "x2", "y2", "size"] + [layer.mark.traits.amountChannel])
        .compactMap { $0 }.filter { layer.spec.channel($0) != nil }
      let columns = names.compactMap { name in
        layer.spec.data.column(named: name).map { (name, $0) }
      }
      for row in 0..<layer.spec.data.rowCount {
        let values = columns.map { ($0.0, $0.1.value(at: row)) }
        let isMissing = values.contains { Self.isMissing($0.1) }
        let hasNoPlace = values.contains { name, value in
          guard let axis = Axis(rawValue: String(name.prefix(1))), let number = value.asDouble,
            let scale = chart.panels.first?.scales[axis], !layer.mark.traits.coversStretches
          else { return false }
          return !scale.transform.hasZero && number <= 0
        }
        if isMissing, hasNoPlace {
          both += 1
        } else if isMissing {
          missing += 1
        } else if hasNoPlace {
          withoutPlace += 1
        }
      }
    }
    return (missing, withoutPlace, both)
  }

  static let missing = SceneRule("rows with missing values are counted") { drawn in
    let gaps = gaps(drawn.chart)
    let notes = drawn.chart.notes.map(\.text)
    let found = counted(notes, "missing value")
    let all = found + counted(notes, "no place on the log axis")
    let isRight =
      (gaps.missing...(gaps.missing + gaps.both)).contains(found)
      && all == gaps.missing + gaps.withoutPlace + gaps.both
    return isRight ? [] : ["\(gaps) rows lack a value or a place, \(found) of \(all) are counted"]
  }

  static let withoutPlace = SceneRule("rows without a place are counted") { drawn in
    let gaps = gaps(drawn.chart)
    let found = counted(drawn.chart.notes.map(\.text), "no place on the log axis")
    let isRight = (gaps.withoutPlace...(gaps.withoutPlace + gaps.both)).contains(found)
    return isRight ? [] : ["\(gaps) rows have no place, \(found) are counted"]
  }

  /// A place in whole pixels.
  private static func cell(_ x: Double, _ y: Double) -> [Int] {
    [Int(max(-1e6, min(1e6, x)).rounded()), Int(max(-1e6, min(1e6, y)).rounded())]
  }

  /// Rows in, less what the notes count, are discs and tiles.
  static let points = SceneRule("every counted row is a point or a tile") { drawn in
    let chart = drawn.chart
    var out: [String] = []
    for mark in ["point", "tile"] {
      let layers = chart.layers.filter { $0.mark.name == mark }
      let others = chart.layers.filter {
        mark == "point"
          ? ["box", "violin"].contains($0.mark.name)
          : ["column", "bar", "histogram", "box", "band", "violin"].contains($0.mark.name)
      }
      guard layers.count == 1, others.isEmpty, let layer = layers.first else { continue }
      let panels = layer.spec.channel("facet") == nil ? chart.panels.count : 1
      let rows = layer.spec.data.rowCount * panels
      var left = 0
      let names = ["x", "y"].filter { layer.spec.channel($0) != nil }
      for row in LayerRows(layer.spec).rows {
        let values = names.map { $0 == "x" ? row.x : row.y }
        let hasNoPlace = names.contains { name in
          guard let axis = Axis(rawValue: name),
            ["log", "log2"].contains(chart.spec[axis].transform)
          else { return false }
          return ((name == "x" ? row.x : row.y).asDouble ?? 1) <= 0
        }
        if values.contains(where: isMissing) || hasNoPlace { left += panels }
      }
      left += counted(chart.notes.map(\.text), "outside the axes (\(mark))")
      left += counted(chart.notes.map(\.text), "without a panel")
      // Marks that others cover wholly are left out of the drawing; all the others are there.
      var shown: Set<[Int]> = []
      var shownCount = 0
      for piece in drawn.pieces where piece.item.role == .mark {
        switch piece.item.shape {
        case .circles(let circles) where mark == "point":
          shownCount += circles.centers.count
          for center in circles.centers { shown.insert(cell(center.x, center.y)) }
        case .rectangle(let box, _, _) where mark == "tile":
          shownCount += 1
          shown.insert(cell(box.midX, box.midY))
        default: break
        }
      }
      var kept = 0
      var unseen = 0
      for (index, panel) in chart.panels.enumerated() {
        guard let number = chart.layers.firstIndex(where: { $0.mark.name == mark }) else {
          continue
        }
        let frame = panel.frames[number]
        kept += frame.count
        guard !drawn.isCellular, mark == "point", layer.spec.constant("jitter") == nil,
          layer.spec.constant("dodge") == nil
        else { continue }
        let axes = drawn.axes[index]
        for row in 0..<frame.count {
          let x = drawn.place(.x, frame.center.x[row], index, axes)
          let y = drawn.place(.y, frame.center.y[row], index, axes)
          let near = cell(x, y)
          let isThere = (-2...2).contains { dx in
            (-2...2).contains { dy in shown.contains([near[0] + dx, near[1] + dy]) }
          }
          if !isThere { unseen += 1 }
        }
      }
      // Several that lie near can cover one that is near to none of them.
      if rows - left != kept || unseen * 10 > kept || shownCount == 0 && kept > 0 {
        out.append(
          "\(rows) rows of \(mark), \(left) left out, \(kept) kept, \(unseen) of them not drawn")
      } else if kept <= 200, !drawn.isCellular, shownCount < kept {
        out.append("\(shownCount) of \(kept) few rows of \(mark) are drawn")
      }
    }
    return out
  }

  /// Labels that find no room are counted below the drawing.
  static let labels = SceneRule("labels without room are counted") { drawn in
    let chart = drawn.chart
    let layers = chart.layers.filter { $0.mark.name == "label" }
    guard !layers.isEmpty, !chart.layers.contains(where: { $0.mark.name == "rule" }) else {
      return []
    }
    var wanted = 0
    for panel in chart.panels {
      for (layer, frame) in zip(chart.layers, panel.frames) where layer.mark.name == "label" {
        wanted += frame.texts.filter { !$0.isEmpty }.count
      }
    }
    let area = drawn.scene.panels
    let shown = drawn.labels.filter { label in
      label.item.role == .label && label.text.hasHalo
        && area.contains { $0.intersects(label.bounds) }
    }.count
    let left = counted(sentences(drawn), "no room")
    return wanted == shown + left ? [] : ["\(wanted) labels, \(shown) drawn, \(left) counted"]
  }

  static let folded = SceneRule("folded categories are counted") { drawn in
    let count = drawn.chart.color.foldedCount
    let told = counted(drawn.chart.notes.map(\.text), "smallest categories")
    guard count == told else { return ["\(count) folded, \(told) told"] }
    let names = SeriesRules.categories(drawn.chart)
    return count == 0 || names.contains("other (\(count))") ? [] : ["no other (\(count))"]
  }

  /// Every finding of the build stands below the drawing, unless there is no room for all.
  static let notes = SceneRule("notes are written") { drawn in
    guard !drawn.isCellular || drawn.surface.metrics.width >= 80 else { return [] }
    let text = drawn.labels.filter { $0.item.role == .note }.map(\.text.text)
      .joined(separator: " ").lowercased()
    return drawn.chart.notes.compactMap { note in
      let words = ChartText.clean(note.text).lowercased().split(separator: " ").prefix(6)
        .joined(separator: " ")
      return text.contains(words) ? nil : "not written: \(note.text)"
    }
  }
}
