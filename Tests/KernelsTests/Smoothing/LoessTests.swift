import Columnar
import Kernels
import TestSupport
import Testing

/// The expected curves are those of R 4.2.2: `loess(y ~ x, span =, degree =, control =
/// loess.control(surface = "direct"))`; `ReferenceTests` has many more.
@Suite struct LoessTests {
  private let workers = Workers(threadCount: 2)

  static let x = [
    0.5578196, 2.0217271, 2.5773252, 3.4140288, 4.3014084, 4.7448394, 5.1073781, 6.5411662,
    6.7216176, 7.2600583, 8.1335874, 9.1224379, 11.9296663, 12.3797674, 13.2728619, 14.2767453,
    15.3731026, 15.6476637, 18.5605355, 18.5866354, 18.7572812,
  ]
  static let y = [
    18.63654, 103.49646, 150.35391, 190.51031, 208.70115, 213.71135, 228.49353, 233.55387,
    234.55054, 223.89225, 227.68339, 223.91982, 168.01999, 164.95750, 152.61107, 160.78742,
    168.55567, 152.42658, 221.70702, 222.69040, 243.18828,
  ]
  private let places = [0.5578196, 3.0, 6.7216176, 10.5, 15.0, 18.7572812, 20.0]

  private func expectClose(_ found: [Double?], _ expected: [Double], _ tolerance: Double = 1e-10) {
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) {
      guard let a else {
        Issue.record("a value is missing where \(b) was expected")
        continue
      }
      #expect(abs(a - b) <= tolerance * max(1, abs(b)), "\(a) instead of \(b)")
    }
  }

  @Test func agreesWithLeastSquares() {
    func curve(_ loess: Loess) -> [Double?] {
      // Any order of the points gives the same curve.
      loess.values(x: Self.x.reversed(), y: Self.y.reversed(), at: places, workers: workers)
    }
    expectClose(
      curve(Loess(span: 0.33, degree: 1)),
      [
        18.644678206083462, 161.6354564859067, 231.26053778025044, 195.87800831119691,
        159.74983280398055, 232.1781632089851, 261.58785653364038,
      ])
    expectClose(
      curve(Loess(span: 0.75, degree: 2)),
      [
        24.042080982628448, 158.84838684846409, 234.51000948471733, 194.14121652289498,
        163.8488917630082, 230.8529368190494, 270.5074404932792,
      ])
    expectClose(
      curve(Loess(span: 0.5, degree: 0)),
      [
        139.00848155274727, 165.6128815338277, 225.19120148126586, 193.15613822414528,
        174.34979851645144, 191.27737434284083, 193.70318236093024,
      ])
    expectClose(
      curve(Loess(span: 1.5, degree: 2)),
      [
        80.585518163780691, 151.93059145419934, 213.84627253710141, 199.53045775018677,
        192.78345156431604, 205.3131487845508, 212.46549740453537,
      ])
  }

  @Test func robustFit() {
    // loess(family = "symmetric"): three rounds of bisquare weights.
    let curve = Loess(isRobust: true).values(x: Self.x, y: Self.y, at: places, workers: workers)
    expectClose(
      curve,
      [
        23.055718992814406, 156.59755342468131, 234.46741912881458, 194.59257000437429,
        166.07543682795347, 229.89359603369587, 267.30252821354986,
      ])
  }

  @Test func interpolatingSurface() {
    // scikit-misc 0.5, whose loess is the program by Cleveland, Grosse and Shyu that R uses:
    // loess(x, y, span=0.75, degree=2).predict(places)
    let curve = Loess(surface: .interpolate).values(
      x: Self.x, y: Self.y, at: places, workers: workers)
    expectClose(
      Array(curve.dropLast()),
      [
        23.97686182729405, 158.84250280147552, 234.5100094847174, 192.62263826790507,
        164.1198816985996, 230.85902577343364,
      ], 1e-9)
    #expect(curve.last == .some(nil))
  }

  @Test func reproducesPolynomials() {
    // A local quadratic finds a parabola exactly, far from zero and with ties.
    let x = (0..<300).map { 19_000 + Double($0 / 3) }
    let y = x.map { 3 - 2 * ($0 - 19_050) + 0.25 * ($0 - 19_050) * ($0 - 19_050) }
    let places = [19_000, 19_017.5, 19_050, 19_099]
    let curve = Loess().values(x: x, y: y, at: places, workers: workers)
    expectClose(
      curve, places.map { 3 - 2 * ($0 - 19_050) + 0.25 * ($0 - 19_050) * ($0 - 19_050) }, 1e-11)
  }

  @Test func tooFewPoints() {
    let twoX: [Double] = [1, 1, 2, 2, 2]
    let y: [Double] = [1, 2, 3, 4, 5]
    #expect(Loess(span: 1).values(x: twoX, y: y, at: [1.5], workers: workers) == [nil])
    expectClose(
      Loess(span: 2, degree: 1).values(x: twoX, y: y, at: [1.5], workers: workers), [2.75])
    #expect(Loess().values(x: [], y: [], at: [1], workers: workers) == [nil])
    #expect(
      Loess(degree: 0).values(x: [1, 1, 1, 1], y: [1, 2, 3, 4], at: [1], workers: workers) == [nil])
  }

  @Test func threadsDoNotMatter() {
    var numbers = SeededNumbers(8)
    let x = (0..<2_000).map { _ in numbers.unit() * 100 }
    let y = x.map { $0 / 10 + numbers.unit() }
    let places = (0..<80).map { Double($0) * 1.25 }
    let one = Loess(isRobust: true).values(
      x: x, y: y, at: places, workers: Workers(threadCount: 1))
    for threads in [2, 7] {
      let many = Loess(isRobust: true).values(
        x: x, y: y, at: places, workers: Workers(threadCount: threads))
      #expect(one == many)
    }
  }
}
