import Formats

/// What the results of a piece of program rest on, followed back through all definitions.
struct CellInputs: Sendable {
  /// A definition: where it stands, and the digest of its meaning.
  struct Definition: Sendable, Hashable {
    /// The id of its cell, or the path of the notebook that `use` names.
    var place: String
    var digest: Digest
  }

  /// Definitions by name; `|` is the pipeline that a leading bar goes on from.
  var definitions: [String: Definition] = [:]
  /// The digests of data by the name of the table.
  var data: [String: Digest] = [:]
  /// The texts of values by the name of the parameter.
  var parameters: [String: String] = [:]
  /// A setting that was made: its place among those of its name, and its value.
  struct Setting: Sendable, Hashable {
    var ordinal: Int
    var value: String
  }

  /// The settings by their name; several when parts were made under different ones.
  var settings: [String: Set<Setting>] = [:]
  /// Whether the recorded date is read.
  var usesToday = false
  /// Whether a chart is drawn.
  var drawsCharts = false

  /// The settings of a name as one text.
  func setting(_ name: String) -> String {
    let all = (settings[name] ?? []).sorted { $0.ordinal < $1.ordinal }
    if all.count == 1 { return all[0].value }
    return all.map { "\($0.ordinal): \($0.value)" }.joined(separator: ", ")
  }

  mutating func merge(_ other: CellInputs) {
    definitions.merge(other.definitions) { mine, _ in mine }
    data.merge(other.data) { mine, _ in mine }
    parameters.merge(other.parameters) { mine, _ in mine }
    settings.merge(other.settings) { $0.union($1) }
    usesToday = usesToday || other.usesToday
    drawsCharts = drawsCharts || other.drawsCharts
  }
}
