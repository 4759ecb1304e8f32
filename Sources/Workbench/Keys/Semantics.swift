/// What results depend on besides a program and its data.
public enum Semantics {
  /// The number of the engine's semantics, which is part of every key and every lock.
  ///
  /// Raise it by one in the change that lets any program give another result than before: another
  /// value, type, name or order of rows or columns, or another canonical text of a syntax tree. A
  /// new verb or function, better words and better drawings are no reason. Locks made before then
  /// say so, instead of pretending that data or programs changed.
  public static let number = 1
}
