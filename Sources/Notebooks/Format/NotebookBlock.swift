public import Diagnostics

/// One part of a notebook.
public enum NotebookBlock: Sendable {
  /// The lines from the opening to the closing `---`; what they say is the notebook's `header`.
  case frontMatter(String)
  /// Markdown, including every fence that is neither a cell nor an exercise.
  case prose(NotebookProse)
  /// A fence of the language `hfq`.
  case cell(NotebookCell)
  /// A fence of the language `exercise`.
  case exercise(NotebookExercise)

  /// The text that the block was read from, with its fences and line breaks.
  public var text: String {
    switch self {
    case .frontMatter(let text): text
    case .prose(let prose): prose.text
    case .cell(let cell): cell.text
    case .exercise(let exercise): exercise.text
    }
  }
}

/// A run of Markdown between two cells.
public struct NotebookProse: Sendable {
  /// The Markdown as it was read.
  public let text: String
  /// The number of its first line in the file, counted from 1.
  public let firstLine: Int

  /// The texts between lines `<!-- cell -->`, without blank lines at their borders.
  public var paragraphs: [String] {
    let text = MarkdownText.withoutBlankBorders(text)
    return text.isEmpty ? [] : ProseCells.split(text)
  }
}

/// A fenced block of query text.
public struct NotebookCell: Sendable {
  /// The name of the cell: the author's, or one derived from its text.
  public let id: String
  /// Whether the author wrote the id.
  public let hasExplicitId: Bool
  /// What the `#|` lines say.
  public let options: CellOptions
  /// The query text between the options and the closing fence, with LF line breaks.
  public let code: String
  /// The number of the first line of `code` in the file, counted from 1.
  public let firstLine: Int
  /// The number of the line with the opening fence, counted from 1.
  public let fenceLine: Int
  /// Whether the closing fence is there.
  public let isClosed: Bool
  /// The block as it was read.
  public let text: String
  /// How many backticks open the block.
  let fenceLength: Int
  /// The option lines in the order of the text; a line that could not be read is kept whole.
  let optionLines: [OptionLine]

  /// The query text as a source whose spans report the lines of the file.
  ///
  /// - Parameter notebook: The notebook's name in messages.
  public func sourceText(in notebook: String) -> SourceText {
    SourceText(name: "\(notebook), cell \(id)", text: code, firstLine: firstLine)
  }

  /// The words above or below the result: the option, else the first comment of the code.
  public var caption: String? {
    if let caption = options.caption { return caption }
    for line in code.split(separator: "\n") {
      let words = line.drop { $0 == " " || $0 == "\t" }
      guard words.first == "#" else { continue }
      let comment = words.drop { $0 == "#" }.trimmingSpaces()
      if !comment.isEmpty { return comment }
    }
    return nil
  }

  /// Copies the cell under another id, for ids that are derived once all cells are known.
  func named(_ id: String) -> NotebookCell { copy(id: id, text: text) }

  /// Copies the cell with another text around the same code.
  func replacingText(_ text: String) -> NotebookCell { copy(id: id, text: text) }

  private func copy(id: String, text: String) -> NotebookCell {
    NotebookCell(
      id: id, hasExplicitId: hasExplicitId, options: options, code: code, firstLine: firstLine,
      fenceLine: fenceLine, isClosed: isClosed, text: text, fenceLength: fenceLength,
      optionLines: optionLines)
  }
}

/// One line below an opening fence that begins with `#|`.
struct OptionLine: Sendable {
  var key: String
  var value: String
}

/// A fenced block with a task, a starter, a solution and its checks.
public struct NotebookExercise: Sendable {
  /// The name of the exercise.
  public let id: String
  /// The text between the fences, with LF line breaks.
  public let body: String
  /// The number of the first line of `body` in the file, counted from 1.
  public let firstLine: Int
  /// The number of the line with the opening fence, counted from 1.
  public let fenceLine: Int
  /// Whether the closing fence is there.
  public let isClosed: Bool
  /// The block as it was read.
  public let text: String
  /// How many backticks open the block.
  let fenceLength: Int

  /// What the learner is asked, in one paragraph.
  public var task: String { ExerciseBody(body).task }

  /// Copies the exercise under another id.
  func named(_ id: String) -> NotebookExercise { copy(id: id, text: text) }

  /// Copies the exercise with another text around the same body.
  func replacingText(_ text: String) -> NotebookExercise { copy(id: id, text: text) }

  private func copy(id: String, text: String) -> NotebookExercise {
    NotebookExercise(
      id: id, body: body, firstLine: firstLine, fenceLine: fenceLine, isClosed: isClosed,
      text: text, fenceLength: fenceLength)
  }
}

extension StringProtocol {
  /// The text without spaces, tabs and carriage returns at its ends.
  func trimmingSpaces() -> String {
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
