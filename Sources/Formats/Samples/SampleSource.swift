public import Catalog
public import Columnar
public import Diagnostics

/// A small table made inside the program, so that examples run on a bare machine.
///
/// Every value but the dates of `releases` is synthetic; the columns are those of the real exports,
/// so that one notebook serves both.
public final class SampleSource: TableSource {
  /// The names after `sample:`.
  public static let names = Sample.all.map(\.name)
  /// The sentence that is shown wherever the rows are.
  public static let provenance = "synthetic data, made by hfnb"

  /// The rows.
  let table: Table

  /// Makes a table by its name.
  ///
  /// - Throws: A diagnostic with the nearest name when there is no such table.
  public init(_ name: String, at span: Span? = nil) throws(Diagnostic) {
    guard let sample = Sample.named(name) else {
      let nearest = Suggestion.nearest(to: name, among: Self.names)
      throw Diagnostic(
        "E808", "there is no sample `\(name)`", at: span,
        label: nearest.map { "did you mean `sample:\($0)`?" } ?? "not found",
        details: ["Samples: \(Self.names.map { "sample:" + $0 }.joined(separator: ", "))"],
        fix: nearest.map { Diagnostic.Fix("\"sample:\($0)\"") }, kind: .data)
    }
    var made = sample.make()
    made.provenance = Self.provenance
    table = made
  }

  /// The columns and types.
  public var schema: Schema { table.schema }
  /// Where the rows come from.
  public var findings: [(name: String, value: String)] {
    table.provenance.map { [("provenance", $0)] } ?? []
  }

  /// The wanted columns, nil for all.
  public func read(
    columns wanted: Set<String>?, _ context: RunContext
  ) throws(Diagnostic) -> Table {
    guard let wanted else { return table }
    let indices = table.schema.fields.indices.filter {
      wanted.contains(table.schema.fields[$0].name)
    }
    var part = table.projecting(indices, as: Schema(indices.map { table.schema.fields[$0] }))
    part.provenance = table.provenance
    return part
  }
}
