/// The labels of marks across a panel: those that found a place, and how many did not.
///
/// Where many in turn found no place there is none, and no more are tried.
struct LabelAttempts {
  /// The labels that found a place.
  private(set) var labels: [SceneItem] = []
  /// How many have none.
  private(set) var hidden = 0
  private var failures = 0
  private static let mostFailures = 200

  /// Adds the label of a row, if a place is found for it.
  mutating func add(
    _ frame: MarkFrame, _ row: Int, _ panel: PanelContext, place: () -> SceneText?
  ) {
    if failures < Self.mostFailures, let label = place() {
      labels.append(SceneItem(.label, .text(label), series: panel.series(frame, row)))
      failures = 0
    } else {
      failures += 1
      hidden += 1
    }
  }
}
