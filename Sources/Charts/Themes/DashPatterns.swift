/// The dashes that tell lines apart, in pixels of line and gap.
enum DashPatterns {
  /// The patterns by name; the first is a full line.
  static let named: [(name: String, lengths: [Double])] = [
    ("solid", []), ("dashed", [6, 3]), ("dotted", [1.5, 2.5]), ("dashdot", [9, 3, 2, 3]),
    ("longdash", [14, 4]), ("twodash", [10, 2, 2, 2, 2, 2]),
  ]

  /// Two more that are only told apart beside a label.
  private static let further: [[Double]] = [[3, 2], [1, 4]]

  /// The pattern of a place in a list of series.
  static func pattern(_ index: Int) -> [Double] {
    guard index >= 0 else { return [] }
    let all = named.map(\.lengths) + further
    return all[index % all.count]
  }
}
