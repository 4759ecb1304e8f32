import Charts
import Columnar
import Glibc

/// Charts of many kinds, made of computed data, for looking and for assertions.
enum Gallery {
  struct Case: Sendable, CustomStringConvertible {
    var name: String
    var spec: ChartSpec
    var description: String { name }
  }

  static let types = [
    "base merges and moerges", "chat models (RLHF, DPO, IFT, ...)", "continuously pretrained",
    "fine-tuned on domain-specific datasets", "pretrained", "unknown",
  ]

  /// A column from values.
  static func column(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  /// A layer from named values.
  static func layer(
    _ mark: String, _ channels: [(name: String, title: String, type: DataType, values: [Value])],
    _ constants: [(String, Value)] = [], smoother: (any Smoother)? = nil
  ) -> LayerSpec {
    LayerSpec(
      mark: mark,
      data: Table(channels.map { (name: $0.name, column: column($0.type, $0.values)) }),
      channels: channels.map { LayerSpec.Channel($0.name, title: $0.title, type: $0.type) },
      constants: constants.map { LayerSpec.Constant($0.0, $0.1) }, smoother: smoother)
  }

  /// A generator of numbers that is the same everywhere (SplitMix64).
  struct Generator {
    var state: UInt64
    mutating func next() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
  }

  /// A local mean with tricube weights; enough of a smoother for drawing.
  struct LocalMean: Smoother {
    func values(x: [Double], y: [Double], at places: [Double]) -> [Double?] {
      guard x.count > 2, let first = x.first, let last = x.last else {
        return places.map { _ in nil }
      }
      let width = (last - first) * 0.2
      return places.map { place in
        var sum = 0.0
        var weights = 0.0
        for (a, b) in zip(x, y) {
          let distance = abs(a - place) / width
          guard distance < 1 else { continue }
          let near = 1 - distance * distance * distance
          sum += near * near * near * b
          weights += near * near * near
        }
        return weights > 0 ? sum / weights : nil
      }
    }
  }

  static let week = Grain.week(startingOn: .monday)
  static let firstWeek = week.period(ofDay: CivilCalendar.days(year: 2023, month: 8, day: 7))

  /// Counts per week and type.
  static func weekly(_ count: Int = 44) -> [(week: Int32, type: String, n: Int64)] {
    var random = Generator(state: 7)
    var out: [(Int32, String, Int64)] = []
    for index in 0..<count {
      for (position, type) in types.enumerated() {
        let level = [30.0, 55, 3, 25, 12, 4][position] * (0.3 + Double(index) / 30)
        let n = Int64(level * (0.5 + random.next()))
        if n > 0 { out.append((firstWeek + Int32(index), type, n)) }
      }
    }
    return out
  }

  static func weeklyLayer(
    _ mark: String, _ constants: [(String, Value)] = [], smoother: (any Smoother)? = nil
  ) -> LayerSpec {
    let rows = weekly()
    return layer(
      mark,
      [
        ("x", "week", .period(week), rows.map { .period(week, $0.week) }),
        ("y", "n", .int, rows.map { .int($0.n) }),
        ("color", "type", .text, rows.map { .text($0.type) }),
      ], constants, smoother: smoother)
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Value {
    .date(CivilCalendar.days(year: year, month: month, day: day))
  }

  static let stackedColumns: ChartSpec = {
    var spec = ChartSpec(layers: [weeklyLayer("column")])
    spec.title = "New models per week"
    spec.subtitle = "Open LLM Leaderboard, August 2023 to June 2024"
    spec.color.palette = "paired"
    return spec
  }()

  static let shareColumns: ChartSpec = {
    var spec = ChartSpec(layers: [weeklyLayer("column", [("stack", .text("share"))])])
    spec.title = "Share of new models per week"
    spec.y.format = .percent
    spec.y.name = "Share of new models"
    return spec
  }()

  static let tiles: ChartSpec = {
    var random = Generator(state: 11)
    var dates: [Value] = []
    var authors: [Value] = []
    var kinds: [Value] = []
    for author in 0..<10 {
      for _ in 0..<(8 + author * 3) {
        dates.append(.date(19_560 + Int32(random.next() * random.next() * 330)))
        authors.append(
          .text(
            [
              "jondurbin", "Gille", "Locutusque", "abhishek", "ehartford", "NousResearch",
              "TheBloke", "01-ai", "Undi95", "migtissera",
            ][author]))
        kinds.append(.text(types[Int(random.next() * 6)]))
      }
    }
    var spec = ChartSpec(layers: [
      layer(
        "tile",
        [
          ("x", "created", .date, dates), ("y", "author", .text, authors),
          ("color", "type", .text, kinds),
        ])
    ])
    spec.title = "What the ten most active authors published"
    return spec
  }()

  static let authorLines: ChartSpec = {
    var random = Generator(state: 5)
    var rows: [(Int32, Double, String)] = []
    for (index, author) in ["jondurbin", "Gille", "Locutusque", "abhishek", "ehartford"]
      .enumerated()
    {
      var level = 48 + Double(index) * 4
      var day: Int32 = 19_570 + Int32(random.next() * 30)
      while day < 19_890 {
        level += (random.next() - 0.42) * 3
        rows.append((day, level, author))
        day += 4 + Int32(random.next() * 20)
      }
    }
    let channels: [(name: String, title: String, type: DataType, values: [Value])] = [
      ("x", "day", .date, rows.map { .date($0.0) }),
      ("y", "score", .number, rows.map { .number($0.1) }),
      ("color", "author", .text, rows.map { .text($0.2) }),
    ]
    var spec = ChartSpec(layers: [
      layer("line", channels),
      layer("point", channels, [("size", .number(1.5)), ("alpha", .number(0.5))]),
    ])
    spec.title = "Average score of models by author"
    return spec
  }()

  static let pointsAndSmooth: ChartSpec = {
    var random = Generator(state: 3)
    var rows: [(Int32, Double, String)] = []
    for index in 0..<900 {
      let day = Int32(random.next() * 300)
      let kind = index % 4
      let mean = 42 + Double(kind) * 6 + Double(day) / 30 + 4 * sin(Double(day) / 50 + Double(kind))
      rows.append((19_580 + day, mean + (random.next() + random.next() - 1) * 9, types[kind]))
    }
    let channels: [(name: String, title: String, type: DataType, values: [Value])] = [
      ("x", "day", .date, rows.map { .date($0.0) }),
      ("y", "score", .number, rows.map { .number($0.1) }),
      ("color", "type", .text, rows.map { .text($0.2) }),
    ]
    var spec = ChartSpec(layers: [
      layer("point", channels, [("alpha", .number(0.4))]),
      layer(
        "smooth", channels, [("method", .text("loess")), ("width", .int(2))], smoother: LocalMean()),
    ])
    spec.title = "Type and average score"
    return spec
  }()

  static let cumulative: ChartSpec = {
    let rows = weekly()
    var totals: [String: Int64] = [:]
    var values: [Value] = []
    for row in rows {
      totals[row.type, default: 0] += row.n
      values.append(.int(totals[row.type] ?? 0))
    }
    var spec = ChartSpec(layers: [
      layer(
        "line",
        [
          ("x", "week", .period(week), rows.map { .period(week, $0.week) }),
          ("y", "total", .int, values), ("color", "type", .text, rows.map { .text($0.type) }),
        ])
    ])
    spec.title = "Models so far, by type"
    return spec
  }()

  static func changes(_ constants: [(String, Value)], smoother: (any Smoother)?) -> ChartSpec {
    var random = Generator(state: 21)
    var rows: [(Int32, Double, String)] = []
    for (index, arch) in ["Gemma", "LLama", "Mistral", "Mixtral", "Other", "Phi", "Qwen2"]
      .enumerated()
    {
      for week in 0..<44 {
        let wave =
          sin(Double(week) / (4 + Double(index)) + Double(index) * 1.3) * (4 + Double(index) * 2)
        rows.append((firstWeek + Int32(week), wave + (random.next() - 0.5) * 6, arch))
      }
    }
    var spec = ChartSpec(layers: [
      layer(
        "area",
        [
          ("x", "week", .period(week), rows.map { .period(week, $0.0) }),
          ("y", "change", .number, rows.map { .number($0.1) }),
          ("color", "arch", .text, rows.map { .text($0.2) }),
        ], constants, smoother: smoother)
    ])
    spec.title = "Change in popularity of models over time"
    return spec
  }

  static let smoothedAreas = changes(
    [("alpha", .number(0.6)), ("smooth", .text("loess")), ("stack", .text("none"))],
    smoother: LocalMean())
  static let stackedAreasWithNegatives = changes([], smoother: nil)

  static let labelledLines: ChartSpec = {
    var random = Generator(state: 9)
    var rows: [(Int64, Double, String, String)] = []
    for family in ["llama30", "llama38", "llama7b7", "mistral7b7", "mixtral8x7b46", "phi2"] {
      var gain = 0.0
      var day: Int64 = 0
      rows.append((0, 0, family, "\(family)-base"))
      while day < 90 {
        day += 3 + Int64(random.next() * 22)
        gain += random.next() * 4
        rows.append((day, gain, family, "org/\(family)-tuned-v\(day)"))
      }
    }
    let base: [(name: String, title: String, type: DataType, values: [Value])] = [
      ("x", "day", .int, rows.map { .int($0.0) }),
      ("y", "gain", .number, rows.map { .number($0.1) }),
      ("color", "family", .text, rows.map { .text($0.2) }),
    ]
    var spec = ChartSpec(layers: [
      layer("line", base), layer("point", base),
      layer("label", base + [("text", "model", .text, rows.map { .text($0.3) })]),
    ])
    spec.title = "Evolution of models over time"
    spec.x.name = "Days since release"
    spec.y.name = "Average score increase"
    return spec
  }()

  static let releases: ChartSpec = {
    let names = [
      ("Mistral7b-v0.1", day(2023, 9, 20)), ("Phi1 and Phi1.5", day(2023, 10, 17)),
      ("Mistral7b-v0.2 and Mixtral 8x7B", day(2023, 12, 6)), ("Phi2", day(2024, 1, 11)),
      ("Qwen2-beta", day(2024, 1, 20)), ("Gemma", day(2024, 2, 8)),
      ("Mixtral 8x22B", day(2024, 4, 10)), ("LLama3 and Phi3-mini", day(2024, 4, 22)),
      ("Mistral7b-v0.3", day(2024, 5, 22)), ("Outside", day(2025, 5, 22)),
    ]
    let rules = layer(
      "rule",
      [
        ("x", "date", .date, names.map(\.1)), ("label", "name", .text, names.map { .text($0.0) }),
      ], [("dash", .bool(true)), ("angle", .int(90))])
    var spec = ChartSpec(layers: [weeklyLayer("column"), rules])
    spec.title = "New models and release dates"
    spec.y.from = .int(0)
    spec.x.ticks = .duration(CalendarDuration(months: 1))
    return spec
  }()

  static let bars: ChartSpec = {
    let names = [
      "meta-llama/Meta-Llama-3.1-8B-Instruct", "mistralai/Mixtral-8x7B-Instruct-v0.1", "gpt2",
      "Qwen/Qwen2-7B", "microsoft/phi-2", "google/gemma-2b",
      "tiiuae/falcon-7b-instruct-sharded-bf16-with-a-very-long-name",
    ]
    var spec = ChartSpec(layers: [
      layer(
        "bar",
        [
          ("x", "downloads", .int, [28_134, 12_480, 9120, 3007, 640, 12, 0].map { .int($0) }),
          ("y", "model", .text, names.map { .text($0) }),
        ])
    ])
    spec.title = "Downloads"
    spec.caption = "Source: Hugging Face Hub, n = 7"
    return spec
  }()

  static let logScatter: ChartSpec = {
    var random = Generator(state: 77)
    var x: [Value] = []
    var y: [Value] = []
    for _ in 0..<2000 {
      let size = exp(random.next() * 14)
      x.append(.number(size))
      y.append(.number(size * exp((random.next() - 0.5) * 5) / 40))
    }
    y[0] = .number(0)
    var spec = ChartSpec(layers: [
      layer(
        "point", [("x", "downloads", .number, x), ("y", "likes", .number, y)],
        [("alpha", .number(0.3))])
    ])
    spec.x.transform = "log"
    spec.y.transform = "log"
    spec.title = "Likes against downloads"
    return spec
  }()

  static let heatMap: ChartSpec = {
    var random = Generator(state: 78)
    var x: [Value] = []
    var y: [Value] = []
    var n: [Value] = []
    for month in 0..<14 {
      for type in types {
        x.append(.period(.month, 640 + Int32(month)))
        y.append(.text(type))
        n.append(.int(Int64(random.next() * random.next() * 120_000)))
      }
    }
    var spec = ChartSpec(layers: [
      layer(
        "tile",
        [
          ("x", "month", .period(.month), x), ("y", "type", .text, y), ("color", "models", .int, n),
        ])
    ])
    spec.title = "Models per month and type"
    return spec
  }()

  static let facets: ChartSpec = {
    var layer = weeklyLayer("column")
    layer.data = Table(
      layer.data.schema.names.enumerated().map { (name: $1, column: layer.data.column(at: $0)) }
        + [(name: "facet", column: layer.data.column(at: 2))])
    layer.channels.append(LayerSpec.Channel("facet", title: "type", type: .text))
    layer.channels.removeAll { $0.name == "color" }
    var spec = ChartSpec(layers: [layer])
    spec.facet = FacetSpec()
    spec.title = "New models per week, by type"
    return spec
  }()

  static let manyCategories: ChartSpec = {
    var x: [Value] = []
    var y: [Value] = []
    var c: [Value] = []
    for month in 0..<12 {
      for index in 0..<30 {
        x.append(.period(.month, 640 + Int32(month)))
        y.append(.int(Int64((index * 7 + month * 3) % 23 + 1)))
        c.append(.text("task-\(index)"))
      }
    }
    var spec = ChartSpec(layers: [
      layer(
        "column",
        [("x", "month", .period(.month), x), ("y", "n", .int, y), ("color", "task", .text, c)])
    ])
    spec.title = "Thirty tasks"
    return spec
  }()

  static let negatives: ChartSpec = {
    var spec = ChartSpec(layers: [
      layer(
        "column",
        [
          (
            "x", "licence", .text,
            ["mit", "apache-2.0", "llama", "mit", "apache-2.0", "llama"].map { .text($0) }
          ),
          ("y", "change", .int, [5, -3, 8, -6, -2, 4].map { .int($0) }),
          ("color", "year", .int, [2023, 2023, 2023, 2024, 2024, 2024].map { .int($0) }),
        ])
    ])
    spec.title = "Change by licence"
    return spec
  }()

  static let hostile: ChartSpec = {
    let names = [
      "<script>alert('x')</script>", "\"quoted\" & 'single'", "مرحبا بالعالم", "🤗 emoji 👩‍👩‍👧‍👦",
      "模型名称很长很长",
      String(repeating: "long ", count: 2000), "\u{1B}[31mred\u{07}", "\u{202E}reversed",
    ]
    var spec = ChartSpec(layers: [
      layer(
        "line",
        [
          ("x", "x<&>", .int, (0..<16).map { .int(Int64($0 / 8)) }),
          ("y", "y]]>", .int, (0..<16).map { .int(Int64($0 * $0 % 29)) }),
          ("color", "<b>", .text, (0..<16).map { .text(names[$0 % 8]) }),
        ])
    ])
    spec.title = "<svg onload=alert(1)> & \u{1B}[2J"
    spec.caption = names.joined(separator: " ")
    return spec
  }()

  static let all: [Case] = [
    Case(name: "stacked-columns", spec: stackedColumns),
    Case(name: "share-columns", spec: shareColumns), Case(name: "tiles", spec: tiles),
    Case(name: "author-lines", spec: authorLines),
    Case(name: "points-and-smooth", spec: pointsAndSmooth),
    Case(name: "cumulative", spec: cumulative), Case(name: "smoothed-areas", spec: smoothedAreas),
    Case(name: "stacked-areas-negative", spec: stackedAreasWithNegatives),
    Case(name: "labelled-lines", spec: labelledLines), Case(name: "releases", spec: releases),
    Case(name: "bars", spec: bars), Case(name: "log-scatter", spec: logScatter),
    Case(name: "heat-map", spec: heatMap), Case(name: "facets", spec: facets),
    Case(name: "many-categories", spec: manyCategories), Case(name: "negatives", spec: negatives),
    Case(name: "hostile", spec: hostile), Case(name: "pie", spec: pie),
    Case(name: "pies", spec: pies),
  ]

  private static let reporters = [
    "person", "company", "non-profit", "university with a name that is long", "community",
    "classroom", "government", "none given", "missing",
  ]

  static let pie: ChartSpec = {
    var spec = ChartSpec(layers: [
      layer(
        "pie",
        [
          ("value", "n", .int, [1706, 402, 361, 300, 120, 44, 31, 14, 6].map { .int($0) }),
          ("color", "kind", .text, reporters.map { .text($0) }),
        ])
    ])
    spec.title = "Who reports emissions"
    return spec
  }()

  static let pies: ChartSpec = {
    let years = [2021, 2022, 2023]
    let rows = years.flatMap { year in reporters.prefix(5).map { (year, $0) } }
    var spec = ChartSpec(layers: [
      layer(
        "pie",
        [
          ("value", "n", .int, rows.indices.map { .int(Int64(5 + $0 * 7 % 31)) }),
          ("color", "kind", .text, rows.map { .text($0.1) }),
          ("facet", "year", .int, rows.map { .int(Int64($0.0)) }),
        ])
    ])
    spec.facet = FacetSpec()
    return spec
  }()
}
