import Columnar
public import Diagnostics

extension BoundExpression {
  /// Refuses months and years where a length of time is kept or compared: they have no fixed one.
  ///
  /// A column of durations holds microseconds, so months would be lost in it.
  ///
  /// - Throws: `E303`.
  public func requireFixedLength() throws(Diagnostic) {
    guard let constant, Self.hasMonths(constant) else { return }
    throw Diagnostic(
      "E303", "months and years have no fixed length", at: span,
      label: "between 28 and 31 days per month",
      details: ["Days and weeks do: 30 days. Whole months are counted by months_between(a, b)."])
  }

  private static func hasMonths(_ value: Value) -> Bool {
    switch value {
    case .duration(let length): length.months != 0
    case .list(let items, of: _): items.contains(where: hasMonths)
    default: false
    }
  }
}
