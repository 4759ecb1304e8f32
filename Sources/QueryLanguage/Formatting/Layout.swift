/// Text with places where a line may be broken (after Wadler 2003, with widths computed ahead).
///
/// A group is written on one line when it fits, and otherwise with a break at each of its own
/// places. A group that holds a forced break never fits, and neither do the groups around it.
struct Layout: Sendable {
  indirect enum Kind: Sendable {
    case text(String)
    /// A break, or this text when the group is on one line.
    case line(String)
    case sequence([Layout])
    case group(Layout)
    case nest(Int, Layout)
    case forcedBreak
  }

  /// The width of a layout that cannot stand on one line.
  static let endless = 1 << 30

  let kind: Kind
  /// The width on one line.
  let width: Int

  static func text(_ text: String) -> Layout {
    Layout(
      kind: .text(text), width: text.contains("\n") ? endless : text.unicodeScalars.count)
  }
  static let space = Layout(kind: .line(" "), width: 1)
  static let softBreak = Layout(kind: .line(""), width: 0)
  /// Makes the groups around it break; writes nothing itself.
  static let forcedBreak = Layout(kind: .forcedBreak, width: endless)

  static func sequence(_ parts: [Layout]) -> Layout {
    Layout(
      kind: .sequence(parts), width: min(endless, parts.reduce(0) { min(endless, $0 + $1.width) }))
  }
  static func group(_ parts: [Layout]) -> Layout {
    let inner = sequence(parts)
    return Layout(kind: .group(inner), width: inner.width)
  }
  static func nest(_ columns: Int, _ parts: [Layout]) -> Layout {
    let inner = sequence(parts)
    return Layout(kind: .nest(columns, inner), width: inner.width)
  }

  /// Parts with a comma between them, and a break after each comma.
  static func commas(
    _ parts: [Layout], breaking: Bool = false, indent: Int = 0
  ) -> Layout {
    var result: [Layout] = breaking ? [.forcedBreak] : []
    for (index, part) in parts.enumerated() {
      if index > 0 { result += [.text(","), .nest(indent, [.space])] }
      result.append(part)
    }
    return .sequence(result)
  }

  /// Content between brackets, on lines of its own when it is broken.
  static func brackets(
    _ open: String, _ content: Layout, _ close: String, padding: Layout = .softBreak,
    breaking: Bool = false
  ) -> Layout {
    .group([
      .text(open), breaking ? .forcedBreak : .text(""), .nest(2, [padding, content]), padding,
      .text(close),
    ])
  }

  /// The text without breaks.
  var flat: String {
    var out = ""
    var column = 0
    write(&out, &column, indent: 0, flat: true, limit: Self.endless)
    return out
  }

  /// The text, from a column on.
  func rendered(from start: Int, limit: Int = 100) -> String {
    var out = ""
    var column = start
    write(&out, &column, indent: 0, flat: false, limit: limit)
    return out
  }

  private func write(
    _ out: inout String, _ column: inout Int, indent: Int, flat: Bool, limit: Int
  ) {
    switch kind {
    case .forcedBreak: break
    case .text(let text):
      out += text
      if let lineBreak = text.lastIndex(of: "\n") {
        column = text[lineBreak...].count - 1
      } else {
        column += width
      }
    case .line(let text):
      if flat {
        out += text
        column += width
      } else {
        out += "\n" + String(repeating: " ", count: indent)
        column = indent
      }
    case .sequence(let parts):
      for part in parts { part.write(&out, &column, indent: indent, flat: flat, limit: limit) }
    case .group(let inner):
      let fits = width < Self.endless && column + width <= limit
      inner.write(&out, &column, indent: indent, flat: flat || fits, limit: limit)
    case .nest(let columns, let inner):
      inner.write(&out, &column, indent: indent + columns, flat: flat, limit: limit)
    }
  }
}
