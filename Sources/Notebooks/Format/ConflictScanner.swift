import Diagnostics

/// Finds what an unfinished merge leaves in a file, before anything else is read.
///
/// The markers are those of `git merge` and `diff3`: seven characters in the first column, then a
/// space or the end of the line. A line of equals signs alone is a heading of Markdown, so it counts
/// only inside a conflict.
struct ConflictScanner {
  private enum Marker { case ours, base, theirs, end }

  /// The fence that a line lies in.
  private struct Enclosing {
    var fence: FenceLine?
    var cell: String?
  }

  /// The cells that both sides of one conflict touch.
  private struct Conflict {
    var first: Int
    var last: Int
    var ours: [String] = []
    var theirs: [String] = []
  }

  private let source: SourceText
  private let lines: SourceLines

  init(_ source: SourceText, _ lines: SourceLines) {
    self.source = source
    self.lines = lines
  }

  mutating func scan() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var here = Enclosing()
    var index = 0
    while index < lines.count {
      let isShown = here.fence?.marker == UInt8(ascii: "~")
      let marker = isShown ? nil : self.marker(index)
      switch marker {
      case .ours:
        let conflict = read(from: index, &here)
        found.append(report(conflict))
        index = conflict.last
      case .base, .end:
        found.append(leftOver(index))
      case .theirs, nil:
        advance(&here, index)
      }
      index += 1
    }
    return found
  }

  private func marker(_ index: Int) -> Marker? {
    let line = lines.bytes[lines.content(index)]
    guard line.count >= 7, let first = line.first, line.prefix(7).allSatisfy({ $0 == first })
    else { return nil }
    let rest = line.dropFirst(7)
    guard rest.isEmpty || rest.first == UInt8(ascii: " ") else { return nil }
    switch first {
    case UInt8(ascii: "<"): return .ours
    case UInt8(ascii: "|"): return .base
    case UInt8(ascii: "="): return rest.isEmpty ? .theirs : nil
    case UInt8(ascii: ">"): return .end
    default: return nil
    }
  }

  private func advance(_ here: inout Enclosing, _ index: Int) {
    guard let fence = lines.fence(index) else { return }
    if let open = here.fence {
      if fence.closes(open) { here = Enclosing() }
      return
    }
    here = Enclosing(fence: fence, cell: cellName(fence))
  }

  private func cellName(_ fence: FenceLine) -> String? {
    let words = lines.words(fence.info)
    guard fence.marker == UInt8(ascii: "`"), fence.indent == 0, words.count == 2,
      ["hfq", "exercise"].contains(lines.text(words[0]))
    else { return nil }
    return lines.text(words[1])
  }

  /// Reads to the end marker; both sides start from the same place in the document.
  private func read(from first: Int, _ here: inout Enclosing) -> Conflict {
    var conflict = Conflict(first: first, last: first)
    let start = here
    var side = Marker.ours
    if let cell = start.cell {
      conflict.ours = [cell]
      conflict.theirs = [cell]
    }
    var index = first + 1
    while index < lines.count {
      switch marker(index) {
      case .end:
        conflict.last = index
        return conflict
      case .base:
        side = .base
        here = start
      case .theirs:
        side = .theirs
        here = start
      case .ours:
        // A second beginning means that the end of this one is gone.
        conflict.last = index - 1
        return conflict
      case nil:
        let before = here.cell
        advance(&here, index)
        if let cell = here.cell, cell != before {
          if side == .ours { conflict.ours.append(cell) }
          if side == .theirs { conflict.theirs.append(cell) }
        }
      }
      index += 1
    }
    conflict.last = lines.count - 1
    return conflict
  }

  private func report(_ conflict: Conflict) -> Diagnostic {
    let both = conflict.ours.filter { conflict.theirs.contains($0) }
    let place = Self.lineWords(conflict.first, conflict.last)
    var message = "\(place) an unfinished merge"
    if !both.isEmpty {
      message += "; both sides change \(Self.cells(both))"
    } else if !conflict.ours.isEmpty || !conflict.theirs.isEmpty {
      let ours = conflict.ours.isEmpty ? "prose" : Self.cells(conflict.ours)
      let theirs = conflict.theirs.isEmpty ? "prose" : Self.cells(conflict.theirs)
      message += "; one side changes \(ours), the other \(theirs)"
    } else {
      message += "; both sides change prose"
    }
    let first = lines.content(conflict.first)
    return Diagnostic(
      "E606", message, at: Span(source, first.lowerBound, first.upperBound),
      label: "the merge begins here",
      fix: .init("keep one side or combine both, and delete the lines with the markers"))
  }

  private static func lineWords(_ first: Int, _ last: Int) -> String {
    first == last ? "line \(first + 1) holds" : "lines \(first + 1)–\(last + 1) hold"
  }

  private static func cells(_ names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return "cell \(quoted.first ?? "")" }
    return "cells " + quoted.dropLast().joined(separator: ", ") + " and " + last
  }

  private func leftOver(_ index: Int) -> Diagnostic {
    let line = lines.content(index)
    return Diagnostic(
      "E607", "line \(index + 1) holds a marker of a merge that was otherwise finished",
      at: Span(source, line.lowerBound, line.upperBound), label: "left over",
      fix: .init("delete the line"))
  }
}
