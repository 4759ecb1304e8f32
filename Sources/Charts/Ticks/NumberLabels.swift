import Columnar
import Glibc

/// How the numbers of an axis or a legend are written.
public enum NumberFormat: Sendable, Hashable {
  /// Separators below 10,000, then one unit of k, M, B or T for the whole axis.
  case automatic
  /// A fraction as a percentage.
  case percent
  /// Bytes in steps of 1,000: kB, MB, GB.
  case bytes
  /// Bytes in steps of 1,024: KiB, MiB, GiB.
  case binaryBytes
  /// A fixed number of decimals, with or without separators, between two texts.
  case pattern(prefix: String, decimals: Int, isGrouped: Bool, suffix: String)

  /// Reads `percent`, `bytes`, `KiB`, or a pattern such as `0.0`, `0,0`, `$0.00` or `0 ms`.
  ///
  /// A pattern needs a zero; digits after its point say how many decimals are written.
  public init?(text: String) {
    switch text {
    case "percent": self = .percent
    case "bytes": self = .bytes
    case "KiB", "kib": self = .binaryBytes
    case "auto", "automatic": self = .automatic
    default:
      guard let start = text.firstIndex(of: "0") else { return nil }
      let rest = text[start...]
      let core = rest.prefix { $0 == "0" || $0 == "." || $0 == "," }
      var trimmed = core
      while let last = trimmed.last, last != "0" { trimmed.removeLast() }
      let parts = trimmed.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, parts.count == 1 || !parts[1].contains(",") else { return nil }
      let decimals = parts.count == 2 ? parts[1].count : 0
      guard decimals <= 12 else { return nil }
      self = .pattern(
        prefix: ChartText.clean(String(text[..<start])), decimals: decimals,
        isGrouped: parts[0].contains(","),
        suffix: ChartText.clean(String(rest.dropFirst(trimmed.count))))
    }
  }
}

/// Writes the numbers of an axis: one unit, equal decimals, a true minus sign.
public enum NumberLabels {
  private static let units: [(size: Double, name: String)] = [
    (1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"),
  ]
  private static let byteUnits: [(size: Double, name: String)] = [
    (1e15, " PB"), (1e12, " TB"), (1e9, " GB"), (1e6, " MB"), (1e3, " kB"), (1, " B"),
  ]
  private static let binaryUnits: [(size: Double, name: String)] = [
    (0x1p50, " PiB"), (0x1p40, " TiB"), (0x1p30, " GiB"), (0x1p20, " MiB"), (0x1p10, " KiB"),
    (1, " B"),
  ]

  /// The unit in which binary bytes up to a size are written.
  static func binaryUnit(_ largest: Double) -> Double {
    binaryUnits.first { largest >= $0.size }?.size ?? 1
  }

  /// The labels of an axis's ticks.
  ///
  /// - Parameter areYears: Whether whole numbers are years, which have no separators.
  public static func labels(
    _ values: [Double], format: NumberFormat = .automatic, areYears: Bool = false
  ) -> [String] {
    let largest = values.map(\.magnitude).max() ?? 0
    switch format {
    case .automatic:
      if areYears { return values.map { signed($0) { NumberText.fixed($0, decimals: 0) } } }
      if largest > 0, largest < 1e-4 || largest >= 1e16 {
        return values.map { signed($0) { NumberText.significant($0, digits: 4) } }
      }
      guard largest >= 10_000 else { return scaled(values, 1, "") }
      // The largest unit that needs no long fractions: 1.25M, but 1,000,000.5.
      let suiting = units.filter { largest >= $0.size }
      let unit = suiting.first { unit in decimalsNeeded(values.map { $0 / unit.size }) <= 2 }
      return scaled(values, unit?.size ?? 1, unit?.name ?? "")
    case .percent:
      let decimals = decimalsNeeded(values.map { $0 * 100 })
      return values.map { signed($0 * 100) { NumberText.fixed($0, decimals: decimals) } + "%" }
    case .bytes:
      let unit = byteUnits.first { largest >= $0.size } ?? (1, " B")
      return scaled(values, unit.size, unit.name)
    case .binaryBytes:
      let unit = binaryUnits.first { largest >= $0.size } ?? (1, " B")
      return scaled(values, unit.size, unit.name)
    case .pattern(let prefix, let decimals, let isGrouped, let suffix):
      return values.map {
        signed($0) { prefix + fixed($0, decimals, isGrouped: isGrouped) } + suffix
      }
    }
  }

  /// The labels of a logarithmic axis, each in its own unit.
  public static func logarithmicLabels(
    _ values: [Double], format: NumberFormat = .automatic
  ) -> [String] {
    values.map { value in
      guard format == .automatic, value.magnitude >= 1000, value.magnitude < 1e16,
        let unit = units.first(where: { value.magnitude >= $0.size })
      else { return labels([value], format: format)[0] }
      return scaled([value], unit.size, unit.name)[0]
    }
  }

  /// The labels of an axis of powers of two: exact below 10,000, to three digits above, each in its
  /// own unit.
  public static func powersOfTwo(
    _ values: [Double], format: NumberFormat = .automatic
  ) -> [String] {
    values.map { value in
      let size = value.magnitude
      guard format == .automatic, size >= 10_000, size < 1e15,
        let unit = units.first(where: { size >= $0.size })
      else { return labels([value], format: format)[0] }
      return signed(value / unit.size) { NumberText.significant($0, digits: 3) } + unit.name
    }
  }

  /// A single number for a tooltip or a description, to three or four digits.
  public static func short(_ value: Double, format: NumberFormat = .automatic) -> String {
    switch format {
    case .automatic:
      let size = value.magnitude
      if size >= 1e16 || (size > 0 && size < 1e-4) {
        return signed(value) { NumberText.significant($0, digits: 3) }
      }
      if size >= 100 || value == value.rounded() {
        return signed(value) { fixed($0, 0, isGrouped: true) }
      }
      return signed(value) { NumberText.significant($0, digits: 3) }
    case .percent:
      return signed(value * 100) { NumberText.significant($0, digits: 3) } + "%"
    case .bytes, .binaryBytes:
      let units = format == .bytes ? byteUnits : binaryUnits
      let unit = units.first { value.magnitude >= $0.size } ?? (1, " B")
      return signed(value / unit.size) { NumberText.significant($0, digits: 3) } + unit.name
    case .pattern: return labels([value], format: format)[0]
    }
  }

  /// The fewest decimals, at most ten, that write all values exactly enough.
  static func decimalsNeeded(_ values: [Double]) -> Int {
    let largest = values.map(\.magnitude).max() ?? 0
    for decimals in 0..<10 {
      let factor = pow(10, Double(decimals))
      let tolerance = max(1e-9, largest * factor * 1e-12)
      if values.allSatisfy({ ($0 * factor - ($0 * factor).rounded()).magnitude < tolerance }) {
        return decimals
      }
    }
    return 10
  }

  private static func scaled(_ values: [Double], _ size: Double, _ unit: String) -> [String] {
    let parts = values.map { $0 / size }
    let decimals = decimalsNeeded(parts)
    return parts.map { part in
      signed(part) { fixed($0, part == 0 && !unit.isEmpty ? 0 : decimals, isGrouped: true) }
        + (part == 0 ? "" : unit)
    }
  }

  private static func fixed(_ value: Double, _ decimals: Int, isGrouped: Bool) -> String {
    let text = NumberText.fixed(value, decimals: decimals)
    guard isGrouped, value.magnitude < 1e15 else { return text }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = Int(parts[0]) else { return text }
    let grouped = NumberText.grouped(whole)
    return parts.count == 2 ? grouped + "." + parts[1] : grouped
  }

  private static func signed(_ value: Double, _ write: (Double) -> String) -> String {
    let text = write(value.magnitude)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return value < 0 && !isZero ? "\u{2212}" + text : text
  }
}
