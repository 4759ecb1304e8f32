import Catalog
import Columnar
import Diagnostics

/// A layer whose mark is known and whose columns are read.
struct LayerInput: Sendable {
  var mark: any ChartMark.Type
  var spec: LayerSpec
  var style: LayerStyle
  /// The values of the mapped channels, in the order of the specification.
  var values: [(name: String, values: ChannelValues)]

  /// Finds the mark, checks names and reads columns.
  ///
  /// - Throws: E370 for marks, channels and settings that are not known, E372 for missing ones.
  init(_ spec: LayerSpec, marks: [any Mark.Type]) throws(Diagnostic) {
    self.spec = spec
    guard let mark = Self.find(spec.mark, in: marks) else {
      let nearest = Suggestion.nearest(to: spec.mark, among: marks.map { $0.declaration.name })
      throw Diagnostic(
        "E370", "`\(ChartText.clean(spec.mark))` is not a mark", at: spec.span,
        label: nearest.map { "did you mean `\($0)`?" } ?? "",
        details: ["Marks: \(marks.map { $0.declaration.name }.joined(separator: ", "))."])
    }
    self.mark = mark
    let known = mark.channels.map(\.name) + mark.settings.map(\.name)
    for (name, span) in spec.channels.map({ ($0.name, $0.span) })
      + spec.constants.map({ ($0.name, $0.span) })
    where !known.contains(name) && name != "facet" && name != "across" {
      let nearest = Suggestion.nearest(to: name, among: known)
      throw Diagnostic(
        "E370", "a \(mark.name) has no `\(ChartText.clean(name))`", at: span,
        label: nearest.map { "did you mean `\($0)`?" } ?? "",
        details: ["A \(mark.name) takes \(known.joined(separator: ", "))."])
    }
    for channel in mark.channels where channel.isRequired {
      guard spec.channel(channel.name) == nil, spec.constant(channel.name) == nil else { continue }
      throw Diagnostic(
        "E372", "a \(mark.name) needs `\(channel.name)`", at: spec.span, label: channel.help,
        fix: Diagnostic.Fix("add `\(channel.name): …`"))
    }
    style = try LayerStyle(spec)
    values = []
    for channel in spec.channels {
      guard let column = spec.data.column(named: channel.name) else {
        throw .defect("the column of the channel `\(channel.name)` is absent", at: channel.span)
      }
      values.append((channel.name, try ChannelValues(column, channel)))
    }
  }

  /// The values of a channel.
  func values(_ name: String) -> ChannelValues? { values.first { $0.name == name }?.values }

  /// The number of rows; one when nothing is mapped.
  var rowCount: Int { spec.channels.isEmpty ? 1 : spec.data.rowCount }

  /// Turns the values of a channel into categories.
  mutating func discretize(_ name: String) {
    guard let index = values.firstIndex(where: { $0.name == name }) else { return }
    values[index].values = values[index].values.discretized()
  }

  private static func find(_ name: String, in marks: [any Mark.Type]) -> (any ChartMark.Type)? {
    for case let mark as any ChartMark.Type in marks where mark.name == name { return mark }
    return nil
  }
}
