public import Catalog
public import Diagnostics

/// Parts of a whole as slices of a disc; in a terminal as a table with bars.
public struct PieMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "pie"
  /// What descriptions call it.
  public static let chartName = "Pie chart"
  /// What help says about it.
  public static let summary =
    "Draws the shares of a whole as slices, clockwise from the top, the largest first."
  /// What it maps from columns.
  public static let channels =
    [
      MarkChannel("value", "The size of the slice; rows of one colour are added.", required: true),
      MarkChannel("color", "What each slice stands for.", required: true),
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings = [.alpha] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "Shares of a whole",
      """
      rows [kind, n; "person", 12; "company", 5; "university", 3] | plot pie value: n, color: kind
      """,
      expected: """
        kind,n
        person,12
        company,5
        university,3
        """),
    Example(
      "Slices in an order of one's own, with a legend instead of labels",
      """
      rows [size, rank, n; "small", 1, 2; "large", 3, 5; "medium", 2, 3]
      | plot pie value: n, color: size order color by min(rank) legend top
      """,
      expected: """
        size,rank,n
        small,1,2
        large,3,5
        medium,2,3
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "slices", legendKey: .square)
    traits.needsColorCategories = true
    traits.amountChannel = "value"
    traits.hidesGrid = true
    traits.sumsFolded = true
    traits.inheritsChannels = false
    return traits
  }()

  /// The most slices that a reader can compare.
  static let manySlices = 7

  /// Adds the rows of each colour up, and puts the slices in the order of the colours.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    if let row = frame.amounts.firstIndex(where: { $0 < 0 }) {
      let label = frame.colorCodes.isEmpty ? nil : context.colorLabel(frame.colorCodes[row])
      throw Diagnostic(
        "E376",
        "shares need values of zero or more, but one is \(NumberLabels.short(frame.amounts[row]))",
        at: context.layer.channel("value")?.span ?? context.layer.span,
        label: label.map { "at \($0)" } ?? "",
        fix: Diagnostic.Fix("filter the negative values out, or draw them as a `bar`"))
    }
    var firstRows: [Int: Int] = [:]
    for row in 0..<frame.count where firstRows[frame.colorCode(row)] == nil {
      firstRows[frame.colorCode(row)] = row
    }
    let codes = firstRows.keys.sorted()
    var sums = [Double](repeating: 0, count: codes.count)
    var position: [Int: Int] = [:]
    for (index, code) in codes.enumerated() { position[code] = index }
    for row in 0..<frame.count { sums[position[frame.colorCode(row)] ?? 0] += frame.amounts[row] }
    frame = frame.selecting(codes.compactMap { firstRows[$0] })
    frame.amounts = sums
    guard frame.count > 0 else { return }
    guard sums.contains(where: { $0 > 0 }) else {
      context.notes.append(ChartNote("", "all values are zero, so nothing has a share"))
      frame = frame.selecting([])
      return
    }
    if codes.count > manySlices {
      context.notes.append(
        ChartNote(
          "W16",
          "\(codes.count) slices are hard to compare; a `bar` shows more than \(manySlices) better")
      )
    }
  }

  /// The part of the whole of each row.
  ///
  /// Divided by the largest first, so that huge amounts do not overflow their sum.
  static func shares(_ frame: MarkFrame) -> [Double] {
    guard let largest = frame.amounts.max(), largest > 0 else {
      return frame.amounts.map { _ in 0 }
    }
    let parts = frame.amounts.map { $0 / largest }
    let total = parts.reduce(0, +)
    return parts.map { $0 / total }
  }

  /// The shares of the first eight slices.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    let shares = shares(frame)
    let listed = shares.indices.prefix(ChartDescription.listedNames).map { row in
      "\(context.series(frame, row) ?? "all") \(PieTexts.text(shares[row], decimals: 1))"
    }
    guard shares.count > listed.count else { return [listed.joined(separator: ", ")] }
    return [listed.joined(separator: ", ") + " and \(shares.count - listed.count) more"]
  }

  /// Slices with their labels, or lines of a table.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    guard frame.count > 0 else { return [] }
    if panel.metrics.isCellular {
      panel.notes.append(ChartNote("", "a pie is drawn as a table in a terminal"))
      return PieTable(frame, panel).items()
    }
    return PieDrawing(frame, panel).items(&panel.notes)
  }
}
