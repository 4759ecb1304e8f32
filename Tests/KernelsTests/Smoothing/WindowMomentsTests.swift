import Columnar
import Glibc
import Kernels
import TestSupport
import Testing

/// Curves at many places come from sums of powers, at few places from the points of each window:
/// the two must agree.
@Suite struct WindowMomentsTests {
  enum Shape: CaseIterable {
    case even, clustered, heavyTailed, tied, instants

    func x(_ unit: Double) -> Double {
      switch self {
      case .even: unit * 100
      case .clustered: unit < 0.9 ? unit : 1000 + unit * 7
      case .heavyTailed: pow(1 - unit, -1.5)
      case .tied: (unit * 40).rounded(.down)
      case .instants: 1.7e15 + (unit * 6e13).rounded()
      }
    }
  }

  private func points(_ shape: Shape, count: Int) -> (x: [Double], y: [Double]) {
    var numbers = SeededNumbers(11)
    let units = (0..<count).map { _ in numbers.unit() }
    let y = units.map { 1e4 + 30 * sin($0 * 12) + (numbers.unit() - 0.5) * 4 }
    return (units.map(shape.x), y)
  }

  /// Some places: all at once, and thirty at a time, which is too few for sums.
  private func compare(
    _ x: [Double], _ y: [Double], _ curve: ([Double]) -> [Double?], _ tolerance: Double = 1e-9
  ) {
    let low = x.min() ?? 0
    let high = x.max() ?? 0
    let places =
      (0..<40).map { low + (high - low) * Double($0) / 39 } + x.prefix(20) + [low - 1, high + 1]
    let many = curve(places)
    var few: [Double?] = []
    for start in stride(from: 0, to: places.count, by: 30) {
      few += curve(Array(places[start..<min(places.count, start + 30)]))
    }
    #expect(many.count == few.count)
    for (a, b) in zip(many, few) {
      #expect((a == nil) == (b == nil))
      if let a, let b { #expect(abs(a - b) <= tolerance * abs(b), "\(a) instead of \(b)") }
    }
  }

  @Test(arguments: Shape.allCases, [0, 1, 2])
  func agreesWithAllPoints(_ shape: Shape, _ degree: Int) {
    let (x, y) = points(shape, count: 4000)
    let workers = Workers(threadCount: 2)
    for span in [0.3, 0.75, 1.5] {
      compare(x, y) {
        Loess(span: span, degree: degree).values(x: x, y: y, at: $0, workers: workers)
      }
    }
  }

  @Test(arguments: Shape.allCases)
  func robustCurvesAgree(_ shape: Shape) {
    let (x, y) = points(shape, count: 2000)
    let workers = Workers(threadCount: 2)
    // The passes between run over all points either way; the last one differs.
    compare(x, y) { Loess(span: 0.6, isRobust: true).values(x: x, y: y, at: $0, workers: workers) }
    compare(x, y) { Lowess().values(x: x, y: y, at: $0, workers: workers) }
  }

  @Test func threadsDoNotMatter() {
    let (x, y) = points(.even, count: 2000)
    let one = Loess().values(x: x, y: y, at: x, workers: Workers(threadCount: 1))
    #expect(one == Loess().values(x: x, y: y, at: x, workers: Workers(threadCount: 3)))
  }

  @Test func hugeAndTinyScalesAgree() {
    let (x, y) = points(.even, count: 2000)
    let workers = Workers(threadCount: 2)
    let usual = Loess().values(x: x, y: y, at: x, workers: workers)
    for scale in [1e200, 1e-200] {
      let scaled = x.map { $0 * scale }
      let found = Loess().values(x: scaled, y: y, at: scaled, workers: workers)
      for (a, b) in zip(found, usual) { #expect(abs((a ?? .nan) - (b ?? .nan)) <= 1e-9 * 1e4) }
    }
  }
}
