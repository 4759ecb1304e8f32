import Kernels

/// The five numbers of a box plot, and the values beyond.
///
/// Tukey, *Exploratory Data Analysis* (1977), with quartiles by the seventh definition of Hyndman
/// and Fan (1996), as ggplot2 draws it: whiskers reach to the furthest values that are at most 1.5
/// quartile distances from the box.
struct BoxSummary: Sendable {
  /// The quartiles.
  var first: Double, median: Double, third: Double
  /// The ends of the whiskers.
  var lower: Double, upper: Double
  /// The values beyond them, in their own order.
  var outliers: [Double]
  /// The number of all values.
  var count: Int

  /// The summary of finite values that have a place on the axis; nil without any.
  ///
  /// It is computed where the axis is even, so that a box on a logarithmic axis is that of the
  /// logarithms, with outliers on both sides.
  init?(_ values: [Double], _ transform: any ScaleTransform) {
    guard !values.isEmpty else { return nil }
    count = values.count
    let isLinear = transform is LinearTransform
    let places = isLinear ? values : values.map { transform.forward($0) ?? .nan }
    var copy = places
    let quartiles = copy.withUnsafeMutableBufferPointer { buffer -> [Double] in
      guard let start = buffer.baseAddress else { return [0, 0, 0] }
      return [0.25, 0.5, 0.75].map {
        OrderStatistic.quantile(start, count: buffer.count, probability: $0)
      }
    }
    let reach = 1.5 * (quartiles[2] - quartiles[0])
    let (nearest, furthest) = (quartiles[0] - reach, quartiles[2] + reach)
    first = isLinear ? quartiles[0] : transform.inverse(quartiles[0])
    median = isLinear ? quartiles[1] : transform.inverse(quartiles[1])
    third = isLinear ? quartiles[2] : transform.inverse(quartiles[2])
    lower = first
    upper = third
    outliers = []
    for (value, place) in zip(values, places) {
      if place < nearest || place > furthest {
        outliers.append(value)
      } else {
        if value < lower { lower = value }
        if value > upper { upper = value }
      }
    }
  }
}
