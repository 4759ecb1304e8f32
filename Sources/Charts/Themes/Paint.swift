/// A colour by its meaning; a theme says which colour that is.
public enum Paint: Sendable, Hashable {
  /// Text.
  case ink
  /// Less important text.
  case muted
  /// The line of an axis.
  case axis
  /// The lines behind the marks.
  case grid
  /// The background.
  case paper
  /// A place in the theme's own categorical palette, counted from 0.
  case series(Int)
  /// Categories folded into one, and missing ones.
  case other
  /// A colour that does not depend on the theme.
  case fixed(RGBColor)
}
