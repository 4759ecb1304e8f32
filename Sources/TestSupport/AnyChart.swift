import ChartRendering
import Charts
import Columnar
import Diagnostics

/// A chart that some bytes choose: marks, columns, scales and clauses.
///
/// Whatever they choose it is refused with a finding, or drawn well-formed on every surface.
struct AnyChart {
  private var bytes: ArraySlice<UInt8>

  /// What the chart of some bytes breaks; nil when it keeps all.
  static func flaw(in bytes: [UInt8]) -> String? {
    var choices = AnyChart(bytes: bytes[...])
    let spec = choices.spec()
    let chart: BuiltChart
    do {
      chart = try ChartBuilder.build(spec)
    } catch {
      return DiagnosticRenderer().render(error).isEmpty ? "a finding without text" : nil
    }
    for theme in [Theme.light, .auto] {
      let svg = SVGRenderer.render(chart, theme: theme)
      if let flaw = flaw(ofSVG: svg) { return "\(flaw):\n\(svg.prefix(3000))" }
      if svg != SVGRenderer.render(chart, theme: theme) { return "the SVG differs the second time" }
    }
    for color in [TerminalColor.none, .full] {
      let width = 20 + choices.byte() % 120
      let text = TerminalRenderer.render(
        chart, width: width, color: color, isASCII: choices.flag())
      if color != .none { continue }
      for line in text.split(separator: "\n") where DisplayWidth.cells(line) > min(100, width) {
        return "a line wider than \(width): \(line)"
      }
    }
    return nil
  }

  private static let measures: Set<String> = [
    "x", "y", "width", "height", "cx", "cy", "r", "font-size", "stroke-width", "opacity",
  ]

  private static func flaw(ofSVG svg: String) -> String? {
    if svg.utf8.count > 1_000_000 { return "\(svg.utf8.count) bytes of SVG" }
    let elements: [XMLChecker.Element]
    do { elements = try XMLChecker.elements(of: svg) } catch { return "not XML (\(error))" }
    let ids = elements.compactMap { $0["id"] }
    if Set(ids).count != ids.count { return "an id stands twice" }
    for element in elements {
      for (name, value) in element.attributes {
        if measures.contains(name) {
          guard let number = Double(value), number.magnitude <= 1e7 else {
            return "\(name)=\(value)"
          }
        }
        if name == "d", !value.utf8.allSatisfy({ "MmLlHhVvZz0123456789.- ".utf8.contains($0) }) {
          return "a path with other signs"
        }
      }
    }
    return nil
  }

  // MARK: Choosing

  private mutating func byte() -> Int { Int(bytes.popFirst() ?? 0) }
  private mutating func flag() -> Bool { byte() % 2 == 1 }
  private mutating func isRare() -> Bool { byte() % 5 == 4 }
  private mutating func pick<T>(_ all: [T]) -> T { all[byte() % all.count] }

  private static let texts = [
    "a", "b", "chat", "<script>", "]]>", "\"'&", "\u{202E}x", "👩‍👩‍👧‍👦", "模型", "", " ", "\u{0}\u{1B}[1m",
    "a\u{300}\u{301}", "meta-llama/Meta-Llama-3.1-8B-Instruct", "red", "#00f", "share", "zero",
    "center", "none", "loess", String(repeating: "long ", count: 300), "%", "0.0", "true",
  ]
  private static let numbers: [Double] = [
    0, 1, 2, 3, 5, 10, -1, -2.5, 0.1, 1e-9, Double.leastNonzeroMagnitude, 1e-300, 1e300,
    .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, 1e6, 123_456_789, -1e9, 0.333, 99, .infinity, -0.0, 1e16, 4, 7,
  ]
  private static let types: [DataType] = [
    .number, .int, .text, .date, .instant, .bool, .period(.month),
    .period(.week(startingOn: .monday)),
    .period(.quarter), .period(.year), .period(.hour), .period(.day), .duration, .number, .text,
  ]

  private mutating func value(_ type: DataType) -> Value {
    let choice = byte()
    if choice % 16 == 15 { return .null }
    let small = Int32(choice) - 100
    switch type {
    case .int:
      return .int(choice % 32 == 1 ? .max : choice % 32 == 2 ? .min : Int64(small))
    case .text: return .text(Self.texts[choice % Self.texts.count])
    case .date: return .date(choice % 32 == 1 ? 2_932_896 : choice % 32 == 2 ? -719_162 : small * 9)
    case .instant:
      return .instant(choice % 32 == 1 ? .max / 4 : Int64(small) * 3_600_000_000)
    case .bool: return .bool(choice % 2 == 0)
    case .period(let grain): return .period(grain, small)
    case .duration:
      return .duration(CalendarDuration(months: 0, microseconds: Int64(small) * 1_000_000))
    default: return .number(Self.numbers[choice % Self.numbers.count])
    }
  }

  private mutating func constant() -> Value {
    switch byte() % 6 {
    case 0: .number(pick(Self.numbers))
    case 1: .int(Int64(byte()) - 20)
    case 2: .bool(flag())
    case 3: value(pick(Self.types))
    default: .text(pick(Self.texts))
    }
  }

  private mutating func column(_ type: DataType, _ count: Int) -> Column {
    var builder = ColumnBuilder(type)
    for _ in 0..<count { builder.append(value(type)) }
    return builder.finish()
  }

  private mutating func layer() -> LayerSpec {
    let mark = pick(standardMarks.compactMap { $0 as? any ChartMark.Type })
    // Some bytes for many rows: their values repeat when the bytes are used up.
    let count = [0, 1, 2, 5, 9, 20, 400, 3000][byte() % 8]
    var columns: [(name: String, column: Column)] = []
    var constants: [LayerSpec.Constant] = []
    for channel in mark.channels {
      let isWanted = channel.isRequired ? !isRare() : byte() % 3 == 0
      guard isWanted else { continue }
      if isRare() {
        constants.append(LayerSpec.Constant(channel.name, constant()))
      } else {
        columns.append((channel.name, column(pick(Self.types), min(count, 400))))
      }
    }
    for setting in mark.settings where byte() % 4 == 0 {
      if constants.contains(where: { $0.name == setting.name }) { continue }
      constants.append(LayerSpec.Constant(setting.name, constant()))
    }
    if count > 400 {
      columns = columns.map { name, column in
        let rows = (0..<count).map { UInt32($0 % max(1, column.count)) }
        return (name, column.gather(rows, count: count))
      }
    }
    if byte() % 5 == 0 {
      columns.append(("facet", column(.text, columns.first?.column.count ?? 0)))
    }
    if byte() % 9 == 0 {
      columns.append(("across", column(.text, columns.first?.column.count ?? 0)))
    }
    var layer = LayerSpec(
      mark: mark.name, data: Table(columns),
      channels: columns.map {
        LayerSpec.Channel($0.name, title: $0.name, type: $0.column.type)
      }, constants: constants, smoother: Ends())
    if isRare() { layer.observedUntil = value(flag() ? .date : .instant) }
    return layer
  }

  private mutating func axis() -> AxisSpec {
    var axis = AxisSpec()
    axis.transform = pick(["linear", "linear", "log", "symlog", "log2", "other"])
    if isRare() { axis.name = pick(Self.texts) }
    if isRare() { axis.from = value(pick(Self.types)) }
    if isRare() { axis.to = value(pick(Self.types)) }
    if isRare() { axis.ticks = value(pick(Self.types)) }
    if isRare() { axis.angle = Double(byte()) - 90 }
    if isRare() { axis.isReversed = true }
    if isRare() {
      axis.format = NumberFormat(text: pick(["percent", "bytes", "0.00", "$0,0 x"])) ?? .percent
    }
    return axis
  }

  private mutating func spec() -> ChartSpec {
    var spec = ChartSpec(layers: (0...(byte() % 3)).map { _ in layer() })
    if flag() { (spec.x, spec.y) = (axis(), axis()) }
    if isRare() { spec.title = pick(Self.texts) }
    if isRare() { (spec.subtitle, spec.caption) = (pick(Self.texts), pick(Self.texts)) }
    if isRare() { spec.alt = pick(Self.texts) }
    if isRare() { spec.color.palette = pick(["paired", "viridis", "blues", "okabe-ito", "x"]) }
    if isRare() { spec.color.transform = pick(["log", "symlog", "log2"]) }
    if isRare() { spec.color.midpoint = constant() }
    if isRare() { spec.color.steps = byte() - 5 }
    if isRare() { (spec.color.from, spec.color.to) = (constant(), constant()) }
    if isRare() { spec.color.mapping = [(pick(Self.texts), pick(["red", "#123456", "x"]))] }
    if isRare() { spec.orders = [OrderSpec(pick(["x", "y", "color"]), [pick(Self.texts), "a"])] }
    if flag() {
      spec.facet = FacetSpec(columns: isRare() ? byte() : nil, freeAxes: pick([[], [.x], [.y]]))
    }
    spec.legend = pick(LegendPlacement.allCases)
    if isRare() { spec.size = (Double(byte() * 4), Double(byte() * 3)) }
    spec.theme = pick(["light", "light", "dark", "auto", "print", "x"])
    return spec
  }

  /// A curve that joins the ends.
  private struct Ends: Smoother {
    func values(x: [Double], y: [Double], at places: [Double]) -> [Double?] {
      guard let first = x.first, let last = x.last, first < last else {
        return places.map { _ in nil }
      }
      return places.map { y[0] + (y[y.count - 1] - y[0]) * ($0 - first) / (last - first) }
    }
  }
}
