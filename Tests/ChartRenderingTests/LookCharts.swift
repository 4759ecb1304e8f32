import Charts
import Columnar

/// Charts with shapes, sizes, dashes and positions, of which every rule of the others holds.
enum LookCharts {
  private static let kinds = ["base", "chat", "merged", "continuously pretrained"]

  private static let rows: [(x: Double, y: Double, kind: String, size: Int64)] = {
    var random = Gallery.Generator(state: 11)
    return (0..<60).map { index in
      (
        1 + 70 * random.next() * random.next(), 20 + 50 * random.next(), kinds[index % 4],
        Int64(4000 * random.next() * random.next())
      )
    }
  }()

  private static func layer(
    _ mark: String, _ extra: [(name: String, title: String, type: DataType, values: [Value])] = [],
    byKind: Bool = false, _ constants: [(String, Value)] = []
  ) -> LayerSpec {
    let x: (name: String, title: String, type: DataType, values: [Value]) =
      byKind
      ? ("x", "kind", .text, rows.map { .text($0.kind) })
      : ("x", "parameters", .number, rows.map { .number($0.x) })
    return Gallery.layer(
      mark, [x, ("y", "score", .number, rows.map { .number($0.y) })] + extra, constants)
  }

  private static let kind = rows.map { Value.text($0.kind) }
  private static let size = rows.map { Value.int($0.size) }

  private static func chart(
    _ name: String, _ layers: [LayerSpec], _ change: (inout ChartSpec) -> Void = { _ in }
  ) -> Gallery.Case {
    var spec = ChartSpec(layers: layers)
    change(&spec)
    return Gallery.Case(name: name, spec: spec)
  }

  private static let everyLook = layer(
    "point",
    [
      ("color", "kind", .text, kind), ("shape", "kind", .text, kind),
      ("size", "downloads", .int, size),
    ])

  private static let counts: [(name: String, title: String, type: DataType, values: [Value])] = [
    ("x", "year", .text, (0..<12).map { .text(String(2022 + $0 / 4)) }),
    ("y", "models", .int, (0..<12).map { .int(Int64(($0 * 7) % 11 + 1)) }),
    ("color", "kind", .text, (0..<12).map { .text(kinds[$0 % 4]) }),
  ]

  private static let dodged = Gallery.layer("column", counts, [("dodge", .bool(true))])

  private static let stackTexts = Gallery.layer(
    "text", counts + [("text", "models", .int, counts[1].values)], [("stack", .text("zero"))])

  static let all: [Gallery.Case] = [
    chart("every-look", [everyLook]),
    chart("every-look-right", [everyLook]) { $0.legend = .right },
    chart("every-look-bottom-log", [everyLook]) {
      $0.legend = .bottom
      $0.x.transform = "log"
    },
    chart(
      "jittered",
      [layer("point", [("color", "kind", .text, kind)], byKind: true, [("jitter", .bool(true))])]),
    chart("dodged", [dodged]),
    chart("printed", [dodged]) { $0.theme = "print" },
    chart("texts-in-stacks", [Gallery.layer("column", counts), stackTexts]),
    chart(
      "labels-by-size",
      [
        layer("point", [("size", "downloads", .int, size)]),
        layer(
          "label",
          [
            ("text", "name", .text, rows.indices.map { .text("model-number-\($0)") }),
            ("order", "downloads", .int, size),
          ]),
      ]),
    chart(
      "eras",
      [
        Gallery.weeklyLayer("line"),
        Gallery.layer(
          "band",
          [
            ("x", "from", .date, [Gallery.day(2023, 9, 1), Gallery.day(2024, 2, 1)]),
            ("x2", "to", .date, [Gallery.day(2023, 10, 15), Gallery.day(2024, 3, 1)]),
            ("label", "name", .text, [.text("first board"), .text("a name that is far too long")]),
          ]),
      ]),
  ]
}
