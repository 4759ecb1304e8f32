import Columnar

/// Keeps the bars that can be seen where many share a pixel.
enum BarEnvelope {
  /// The rows of the longest bar on either side of zero in each pixel; all rows when there is room.
  ///
  /// All parts of a stack are kept or left out together.
  static func thinned(
    _ frame: MarkFrame, along key: Axis, in panel: inout PanelContext
  ) -> MarkFrame {
    let area = panel.rectangle
    let (origin, length) = key == .x ? (area.x, area.width) : (area.y, area.height)
    let cells = max(1, Int(length.rounded(.up)))
    guard frame.count > 2 * cells else { return frame }
    let value = key.other
    var highest = [(end: Double, place: Double)](repeating: (0, .nan), count: cells)
    var lowest = highest
    var pixels = [Int32](repeating: -1, count: frame.count)
    for row in 0..<frame.count {
      let center = frame.center[key][row]
      let offset = panel.place(key, center) - origin
      guard offset.isFinite else { continue }
      let pixel = max(0, min(cells - 1, Int(max(-1, min(1e6, offset)))))
      pixels[row] = Int32(pixel)
      if frame.upper[value][row] > highest[pixel].end {
        highest[pixel] = (frame.upper[value][row], center)
      }
      if frame.lower[value][row] < lowest[pixel].end {
        lowest[pixel] = (frame.lower[value][row], center)
      }
    }
    let kept = pixels.indices.filter { row in
      guard pixels[row] >= 0 else { return false }
      let center = frame.center[key][row]
      let pixel = Int(pixels[row])
      return highest[pixel].place == center || lowest[pixel].place == center
    }
    guard kept.count < frame.count else { return frame }
    let note = ChartNote(
      "",
      "of the \(NumberText.grouped(frame.count)) \(panel.layer.mark.traits.noun), those that share "
        + "a \(panel.metrics.isCellular ? "cell" : "pixel") are drawn as the longest of them")
    if !panel.notes.contains(note) { panel.notes.append(note) }
    return frame.selecting(kept)
  }
}
