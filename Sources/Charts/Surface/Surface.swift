/// What a chart is laid out on: pixels or terminal cells.
///
/// The same decisions are made on both; only sizes, gaps and the width of text differ.
public protocol Surface: Sendable {
  /// Measures text.
  var measurer: any TextMeasurer { get }
  /// Sizes and gaps.
  var metrics: SurfaceMetrics { get }
}

/// Sizes and gaps of a surface, in its own units.
public struct SurfaceMetrics: Sendable {
  /// The width of the whole chart.
  public var width: Double
  /// The height of the whole chart; nil when it follows from the panel's.
  public var height: Double?
  /// The height of a panel when that of the chart is not given.
  public var panelHeight: Double
  /// The height of one category on a y axis, and of the smallest and largest panel made of them.
  public var bandPitch: Double, bandPanelHeights: ClosedRange<Double>
  /// The sizes of text.
  public var titleSize: Double, subtitleSize: Double, axisSize: Double, legendSize: Double
  /// The sizes of text in the caption, on marks and in strips above panels.
  public var captionSize: Double, labelSize: Double, stripSize: Double
  /// The height of a line of text as a multiple of its size.
  public var lineSpacing: Double
  /// The room around everything.
  public var margin: Double
  /// The room between a label and what it labels, and between labels.
  public var gap: Double
  /// The room between blocks.
  public var blockGap: Double
  /// The length of tick marks.
  public var tickLength: Double
  /// The room that an axis line takes beside the panel.
  public var axisThickness: Double
  /// The usual distance between ticks.
  public var tickSpacing: AxisPair<Double>
  /// The part of its slot that a column covers: for categories, and for dates and numbers.
  public var bandFill: Double, spanFill: Double
  /// The width of the sample beside a legend's label.
  public var legendKeyWidth: Double
  /// The smallest vertical distance between labels at the ends of lines.
  public var endLabelPitch: Double
  /// The smallest width of a panel beside another.
  public var minimumPanelWidth: Double
  /// Whether the units are terminal cells.
  public var isCellular: Bool
  /// How much wider than measured text may turn out in the reader's own font.
  public var textSlack: Double

  /// How much wider than measured the widest of the usual substitutes, DejaVu Sans, sets a text, and
  /// a bold one.
  private static let widestSlack = 1.18, widestBoldSlack = 1.26

  /// The room that a text of a measured width needs beside a margin, which a wide font may enter but
  /// not fill.
  func room(forMeasured width: Double) -> Double {
    guard !isCellular else { return width }
    return max(width * textSlack, width * Self.widestSlack - (margin - 3))
  }

  /// The measured width that may fill some room beside a margin.
  func measuredWidth(in room: Double, isBold: Bool = false) -> Double {
    guard !isCellular else { return room }
    let slack = isBold ? Self.widestBoldSlack : Self.widestSlack
    return min(room / textSlack, (room + margin - 3) / slack)
  }

  /// The height of a line of text.
  public func lineHeight(_ size: Double) -> Double { isCellular ? 1 : size * lineSpacing }
}

/// A surface of pixels.
public struct PixelSurface: Surface {
  /// Measures by the embedded table.
  public let measurer: any TextMeasurer = PixelTextMeasurer()
  /// Sizes and gaps in pixels.
  public let metrics: SurfaceMetrics

  /// The default size in pixels.
  public static let defaultSize = (width: 720.0, height: 405.0)

  /// Creates a surface.
  ///
  /// - Parameter size: The size that a chart asks for; nil for 720 by 405, or as high as its
  ///   categories need.
  public init(size: (width: Double, height: Double)? = nil) {
    metrics = SurfaceMetrics(
      width: size?.width ?? Self.defaultSize.width, height: size?.height,
      panelHeight: Self.defaultSize.height, bandPitch: 24, bandPanelHeights: 72...760,
      titleSize: 16, subtitleSize: 12.5, axisSize: 11, legendSize: 11, captionSize: 10.5,
      labelSize: 10.5, stripSize: 11, lineSpacing: 1.35, margin: 16, gap: 6, blockGap: 8,
      tickLength: 4, axisThickness: 0, tickSpacing: AxisPair(x: 80, y: 50), bandFill: 0.72,
      spanFill: 0.86, legendKeyWidth: 12, endLabelPitch: 14, minimumPanelWidth: 160,
      isCellular: false, textSlack: 1.06)
  }
}

/// A surface of terminal cells.
public struct CellSurface: Surface {
  /// Measures by columns of the terminal.
  public let measurer: any TextMeasurer = CellTextMeasurer()
  /// Sizes and gaps in cells.
  public let metrics: SurfaceMetrics

  /// Creates a surface.
  ///
  /// - Parameters:
  ///   - width: Columns for the whole chart, at least 20.
  ///   - height: Rows for the panel.
  public init(width: Int = 80, height: Int = 16) {
    metrics = SurfaceMetrics(
      width: Double(max(20, width)), height: nil, panelHeight: Double(max(3, height)),
      bandPitch: 1, bandPanelHeights: 1...60, titleSize: 1, subtitleSize: 1, axisSize: 1,
      legendSize: 1, captionSize: 1, labelSize: 1, stripSize: 1, lineSpacing: 1, margin: 0,
      gap: 1, blockGap: 0, tickLength: 0, axisThickness: 1, tickSpacing: AxisPair(x: 12, y: 3),
      bandFill: 1, spanFill: 1, legendKeyWidth: 1, endLabelPitch: 1, minimumPanelWidth: 30,
      isCellular: true, textSlack: 1)
  }
}
