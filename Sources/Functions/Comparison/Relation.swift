import Columnar
import Kernels

/// The six ways to compare two values.
enum Relation: Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  /// Whether null is a value like any other to it.
  var isTotal: Bool { self == .equal || self == .notEqual }

  /// The relation that holds where this one does not.
  var opposite: Relation {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  /// The relation in a sentence.
  func words(isInTime: Bool) -> String {
    switch self {
    case .equal: "is"
    case .notEqual: "is not"
    case .less: isInTime ? "is before" : "is below"
    case .lessOrEqual: isInTime ? "is not after" : "is at most"
    case .greater: isInTime ? "is after" : "is above"
    case .greaterOrEqual: isInTime ? "is not before" : "is at least"
    }
  }

  /// One for each row in which the relation holds; missing rows give anything.
  @inline(__always)
  func compare<T: Comparable>(_ a: Vector<T>, _ b: Vector<T>, count: Int) -> Buffer<UInt8> {
    switch self {
    case .equal: Elementwise.zip(a, b, count: count) { $0 == $1 ? 1 : 0 }
    case .notEqual: Elementwise.zip(a, b, count: count) { $0 != $1 ? 1 : 0 }
    case .less: Elementwise.zip(a, b, count: count) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: Elementwise.zip(a, b, count: count) { $0 <= $1 ? 1 : 0 }
    case .greater: Elementwise.zip(a, b, count: count) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: Elementwise.zip(a, b, count: count) { $0 >= $1 ? 1 : 0 }
    }
  }

  /// Whether it holds between two values whose order is known: negative, zero or positive.
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}
