import CReadline

/// Whether a text is a whole statement.
public enum EntryCompleteness: Sendable, Equatable {
  /// It can be evaluated, or has an error that more lines do not mend.
  case complete
  /// It ends inside a bracket or behind an operator: more lines are needed.
  case incomplete
}

/// Reads statements: with editing, history and completion on a terminal, line by line from a pipe.
///
/// The editor underneath is one for the whole process, so two line editors take turns and share the
/// history.
@MainActor
public final class LineEditor {
  /// What was read.
  public enum Entry: Sendable, Equatable {
    /// A statement with its inner newlines and without the last one.
    case text(String)
    /// Ctrl-C: what was typed is to be forgotten.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the input.
    case endOfInput
  }

  /// Answers the Tab key; without one it does nothing.
  public var completer: (any Completer)?

  /// The terminal that it reads from.
  public let terminal: Terminal

  private let isEditing: Bool
  private let nextLine: () -> String?
  private var initialText: String?
  /// The earlier lines of the statement being read, each with its newline.
  private var earlierLines = ""

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - applicationName: Selects conditional parts (`$if`) of the user's inputrc.
  ///   - terminal: Where to read from; edited only if a person sits there.
  ///   - completer: Answers the Tab key.
  public convenience init(
    applicationName: String = "hfnb", terminal: Terminal = Terminal(),
    completer: (any Completer)? = nil
  ) {
    self.init(applicationName: applicationName, terminal: terminal, completer: completer) {
      Swift.readLine()
    }
  }

  /// Prepares to read; without a terminal, lines come from the closure.
  init(
    applicationName: String, terminal: Terminal, completer: (any Completer)?,
    nextLine: @escaping () -> String?
  ) {
    self.terminal = terminal
    self.completer = completer
    self.nextLine = nextLine
    isEditing =
      terminal.isInteractive
      && hfnb_readline_setup(applicationName, terminal.input, terminal.output)
    if isEditing { hfnb_history_limit(HistoryStore.capacity) }
  }

  /// Reads one statement, asking for further lines until it is complete.
  ///
  /// A statement of several lines is one entry of the history. Without a terminal nothing is shown,
  /// and a statement that the end of the input cuts short is given as it is, so that its error is
  /// reported.
  ///
  /// - Parameters:
  ///   - prompt: What is shown before the first line; may hold colours.
  ///   - continuation: What is shown before each further line.
  ///   - isComplete: Judges the lines so far.
  public func readEntry(
    prompt: String, continuation: String = ". ", isComplete: (String) -> EntryCompleteness
  ) -> Entry {
    defer { earlierLines = "" }
    while true {
      switch readLine(prompt: earlierLines.isEmpty ? prompt : continuation) {
      case .interrupted: return .interrupted
      case .endOfInput:
        guard !earlierLines.isEmpty else { return .endOfInput }
        return finished(String(earlierLines.dropLast()))
      case .text(let line):
        let text = earlierLines + line
        if isComplete(text) == .complete { return finished(text) }
        earlierLines = text + "\n"
      }
    }
  }

  /// Puts a text into the next line that is edited, for the user to change.
  public func prefill(_ text: String) { initialText = text }

  /// Replaces the history by these entries, the oldest first.
  public func setHistory(_ entries: [String]) {
    guard isEditing else { return }
    hfnb_history_clear()
    for entry in entries.suffix(HistoryStore.capacity) { remember(entry) }
  }

  /// Adds an entry to the history, unless it is empty or the same as the one before.
  public func remember(_ entry: String) {
    guard isEditing, !entry.allSatisfy(\.isWhitespace) else { return }
    let count = hfnb_history_count()
    if count > 0, let last = hfnb_history_entry(count - 1), String(cString: last) == entry {
      return
    }
    hfnb_history_add(entry)
  }

  /// The entries of the history, the oldest first; empty without a terminal.
  public var history: [String] {
    guard isEditing else { return [] }
    return (0..<hfnb_history_count()).compactMap { index in
      hfnb_history_entry(index).map { String(cString: $0) }
    }
  }

  private func finished(_ text: String) -> Entry {
    remember(text)
    return .text(text)
  }

  private func readLine(prompt: String) -> Entry {
    guard isEditing else { return nextLine().map(Entry.text) ?? .endOfInput }
    var outcome = HFNB_READ_END
    let line = hfnb_readline_read(
      PromptMarking.marked(prompt), initialText, Self.answerTab,
      Unmanaged.passUnretained(self).toOpaque(), &outcome)
    initialText = nil
    defer { hfnb_readline_release(line) }
    switch outcome {
    case HFNB_READ_INTERRUPTED: return .interrupted
    case HFNB_READ_TEXT: return line.map { .text(String(cString: $0)) } ?? .endOfInput
    default: return .endOfInput
    }
  }

  /// The Tab key; called by the editor in the middle of `hfnb_readline_read`, so on the main thread.
  private static let answerTab: HfnbCompletion = { line, length, cursor, context in
    guard let line, let context else { return }
    let editor = Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
    let bytes = UnsafeRawBufferPointer(start: line, count: length)
    guard let text = String(validating: bytes, as: UTF8.self) else { return hfnb_readline_bell() }
    MainActor.assumeIsolated { editor.complete(text, cursor: cursor) }
  }

  private func complete(_ line: String, cursor: Int) {
    let shift = earlierLines.utf8.count
    guard
      let completions = completer?.complete(line: earlierLines + line, cursor: shift + cursor),
      completions.replacing.lowerBound >= shift,
      completions.replacing.upperBound <= shift + line.utf8.count
    else { return hfnb_readline_bell() }
    let start = completions.replacing.lowerBound - shift
    let end = completions.replacing.upperBound - shift
    let tail = line.utf8.dropFirst(end)
    let step = CompletionStep.next(
      typed: String(decoding: line.utf8.prefix(end).dropFirst(start), as: UTF8.self),
      followedBy: Substring(tail).first, candidates: completions.candidates)
    switch step {
    case .insert(let text): hfnb_readline_replace(start, end, text)
    case .list:
      let size = terminal.size
      let listing = CandidateListing(
        candidates: completions.candidates, columns: size.columns, lines: max(4, size.rows - 4),
        usesColor: terminal.colorLevel > .none)
      hfnb_readline_show(listing.text())
    case .nothing: hfnb_readline_bell()
    }
  }
}
