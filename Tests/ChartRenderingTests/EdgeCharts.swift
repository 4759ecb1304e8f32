import Charts
import Columnar

/// Charts at the edges: no rows, one row, nothing but missing values, one value, very many rows.
enum EdgeCharts {
  static let kinds: [(name: String, rows: [(x: Value, y: Value, color: Value)])] = [
    ("empty", []),
    ("one", [(.int(3), .int(7), .text("a"))]),
    ("missing", [(.null, .null, .null), (.null, .int(1), .text("a")), (.int(1), .null, .null)]),
    ("equal", [(.int(2), .int(5), .text("a")), (.int(2), .int(5), .text("b"))]),
    ("zero", [(.int(0), .int(0), .text("a"))]),
    ("large", [(.int(.max), .int(.min), .text("a")), (.int(.min), .int(.max), .text("a"))]),
  ]

  static let all: [Gallery.Case] =
    LookCharts.all
    + kinds.flatMap { kind in
      [
        "column", "bar", "line", "area", "point", "tile", "label", "text", "step", "ribbon",
        "segment",
        "band",
      ].map { mark in
        let text = mark == "label" || mark == "text"
        let ends = ["segment": ["x2", "y2"], "ribbon": ["y2"], "band": ["x2"]][mark] ?? []
        let layer = Gallery.layer(
          mark,
          [
            ("x", "x", .int, kind.rows.map(\.x)), ("y", "y", .int, kind.rows.map(\.y)),
            ("color", "c", .text, kind.rows.map(\.color)),
          ] + (text ? [("text", "t", .text, kind.rows.map(\.color))] : [])
            + ends.map { ($0, $0, .int, kind.rows.map($0 == "x2" ? \.y : \.x)) })
        return Gallery.Case(name: "\(kind.name) \(mark)", spec: ChartSpec(layers: [layer]))
      }
    }
}
