/// How rows at one place are put together.
public enum StackMode: String, Sendable, Hashable, CaseIterable {
  /// On top of each other from zero, negative values below.
  case zero
  /// As parts of their sum.
  case share
  /// On top of each other, about the middle.
  case center
  /// Each from zero, one over the other.
  case none
}
