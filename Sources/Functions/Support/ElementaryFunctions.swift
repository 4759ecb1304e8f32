import Glibc

/// Exponentials, logarithms and powers, all in this one place.
///
/// The results of the C library are used as they are. Its authors state errors below one unit in
/// the last place for these functions, and a result that is exactly representable, such as
/// `log10(1000)`, is exact. Another C library may differ in the last of the 17 digits.
enum ElementaryFunctions {
  /// What help says about them.
  static let note = "The last of 17 digits may differ between C libraries."

  static func power(_ a: Double, _ b: Double) -> Double { pow(a, b) }
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func naturalLog(_ x: Double) -> Double { x > 0 ? log(x) : .nan }
  static func log10(_ x: Double) -> Double { x > 0 ? Glibc.log10(x) : .nan }
  static func log2(_ x: Double) -> Double { x > 0 ? Glibc.log2(x) : .nan }

  /// The logarithm to any base; exact bases 2 and 10 take the function made for them.
  static func log(_ x: Double, base: Double) -> Double {
    if base == 10 { return log10(x) }
    if base == 2 { return log2(x) }
    guard base > 0, base != 1 else { return .nan }
    return naturalLog(x) / naturalLog(base)
  }

  private static func log(_ x: Double) -> Double { Glibc.log(x) }
}
