public import Columnar

/// Truth values with "unknown" as the third (Kleene 1938), as two bitmaps.
public struct TruthVector: Sendable {
  /// The rows that are known to be true.
  public let isTrue: Bitmap
  /// The rows that are known to be false.
  public let isFalse: Bitmap

  /// Wraps bitmaps of equal length, of which no row is in both.
  public init(isTrue: Bitmap, isFalse: Bitmap) {
    self.isTrue = isTrue
    self.isFalse = isFalse
  }

  /// Packs bytes and a validity.
  public init(_ values: Vector<UInt8>, validity: Bitmap?, count: Int) {
    let bytes = values.expanded(count: count)
    let set = Bitmap(bytes: bytes.base, count: count)
    let present = validity ?? Bitmap(repeating: true, count: count)
    isTrue = Self.combine(set, present) { $0 & $1 }
    isFalse = Self.combine(set, present) { ~$0 & $1 }
  }

  /// Both: false when either is false, true when both are true.
  public func and(_ other: TruthVector) -> TruthVector {
    TruthVector(
      isTrue: Self.combine(isTrue, other.isTrue) { $0 & $1 },
      isFalse: Self.combine(isFalse, other.isFalse) { $0 | $1 })
  }

  /// Either: true when either is true, false when both are false.
  public func or(_ other: TruthVector) -> TruthVector {
    TruthVector(
      isTrue: Self.combine(isTrue, other.isTrue) { $0 | $1 },
      isFalse: Self.combine(isFalse, other.isFalse) { $0 & $1 })
  }

  /// The opposite; unknown stays unknown.
  public var negated: TruthVector { TruthVector(isTrue: isFalse, isFalse: isTrue) }

  /// The rows that are true or false, and a byte for each row.
  public var bytes: (values: Buffer<UInt8>, validity: Bitmap?) {
    let count = isTrue.count
    let values = Buffer<UInt8>(count: count) { target in
      for row in 0..<count {
        target[row] = UInt8(
          truncatingIfNeeded: (isTrue.words.base[row &>> 6] &>> UInt64(row & 63)) & 1)
      }
    }
    return (values, Self.combine(isTrue, isFalse) { $0 | $1 }.orNilIfAllSet)
  }

  @inline(__always)
  private static func combine(
    _ a: Bitmap, _ b: Bitmap, _ operation: (UInt64, UInt64) -> UInt64
  ) -> Bitmap {
    Bitmap(count: a.count) { target in
      for word in 0..<a.words.count {
        target[word] = operation(a.words.base[word], b.words.base[word])
      }
    }
  }
}
