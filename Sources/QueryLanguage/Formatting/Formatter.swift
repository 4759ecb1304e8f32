public import Diagnostics

/// Writes a program in its canonical form.
///
/// Statements keep their order, their comments and at most one blank line between them. A pipeline
/// has one stage on each line, unless it was written on one line and fits there; lines are broken at
/// 100 columns. Literals and names stay as they were written.
public struct Formatter {
  static let lineLimit = 100

  let source: SourceText

  /// The canonical form of a program, or nil when the program has errors.
  public static func format(_ script: Script) -> String? {
    guard !script.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return Formatter(source: script.source).write(script)
  }

  /// An expression on one line, spaced as the canonical form has it; comments in it are left out.
  public static func line(of expression: ExpressionSyntax) -> String {
    Formatter(source: expression.span.source).expression(expression).flat
  }

  /// The expression that stands at a place, on one line, as `line(of:)` writes it.
  public static func line(at span: Span) -> String {
    let text = span.text
    guard let expression = try? Parser.parseExpression(SourceText(name: "", text: text)) else {
      return text
    }
    return line(of: expression)
  }

  /// A statement or a comment of its own, with its place.
  private enum Item {
    case comment(CommentSyntax)
    case statement(StatementSyntax, [CommentSyntax])
  }

  private func write(_ script: Script) -> String {
    var out = ""
    var lastEnd: Int?
    for (item, span) in items(of: script) {
      if let end = lastEnd, hasBlankLine(end, start(of: item, span)) { out += "\n" }
      switch item {
      case .comment(let comment): out += hash(comment) + "\n"
      case .statement(let statement, let comments): out += write(statement, comments)
      }
      lastEnd = end(of: item, span)
    }
    return out
  }

  /// Where an item begins, comments above its first stage included.
  private func start(of item: Item, _ span: Span) -> Int {
    guard case .statement(let statement, _) = item, case .continuation(let stages) = statement.kind,
      let first = stages.first?.comments.first
    else { return span.lower }
    return min(span.lower, first.span.lower)
  }

  private func end(of item: Item, _ span: Span) -> Int {
    guard case .statement(let statement, let comments) = item else { return span.upper }
    let last = (stages(of: statement).last?.comments ?? []) + comments
    return last.reduce(span.upper) { max($0, $1.span.upper) }
  }

  /// Statements with the comments in and behind them, and the other comments between them.
  private func items(of script: Script) -> [(Item, Span)] {
    var taken: Set<Int> = []
    for statement in script.statements {
      for stage in stages(of: statement) {
        for comment in stage.comments { taken.insert(comment.span.lower) }
      }
    }
    let free = script.comments.filter { !taken.contains($0.span.lower) }
    var result: [(Item, Span)] = []
    var next = 0
    for statement in script.statements {
      while next < free.count, free[next].span.lower < statement.span.lower {
        result.append((.comment(free[next]), free[next].span))
        next += 1
      }
      var own: [CommentSyntax] = []
      let lastLine = source.lineIndex(of: statement.span.upper)
      while next < free.count,
        free[next].span.lower < statement.span.upper
          || (free[next].isTrailing && source.lineIndex(of: free[next].span.lower) == lastLine)
      {
        own.append(free[next])
        next += 1
      }
      result.append((.statement(statement, own), statement.span))
    }
    for comment in free[next...] { result.append((.comment(comment), comment.span)) }
    return result
  }

  private func stages(of statement: StatementSyntax) -> [StageSyntax] {
    switch statement.kind {
    case .pipeline(let pipeline), .explain(let pipeline), .step(let pipeline): pipeline.stages
    case .letBinding(_, .pipeline(let pipeline)), .def(_, _, .pipeline(let pipeline)):
      pipeline.stages
    case .continuation(let stages): stages
    default: []
    }
  }

  private func hasBlankLine(_ lower: Int, _ upper: Int) -> Bool {
    guard lower < upper else { return false }
    var breaks = 0
    for byte in source.bytes[lower..<upper] {
      if byte == UInt8(ascii: "\n") { breaks += 1 } else if !Lexer.isBlank(byte) { breaks = 0 }
      if breaks == 2 { return true }
    }
    return false
  }

  func hash(_ comment: CommentSyntax) -> String {
    // What looks like an option of a cell is left as it is, so that its warning stays too.
    let place = comment.span
    let beginsLine = place.lower == 0 || place.source.bytes[place.lower - 1] == 10
    if beginsLine, place.text.hasPrefix("#|") { return "#" + comment.text }
    return comment.text.isEmpty ? "#" : "# " + comment.text
  }
}

// Statements as lines.
extension Formatter {
  private func write(_ statement: StatementSyntax, _ comments: [CommentSyntax]) -> String {
    switch statement.kind {
    case .pipeline(let pipeline): return write(pipeline, after: "", comments)
    case .explain(let pipeline): return write(pipeline, after: "explain ", comments)
    case .step(let pipeline): return write(pipeline, after: "step ", comments)
    case .letBinding(let name, .pipeline(let pipeline)):
      return write(pipeline, after: "let \(written(name)) = ", comments)
    case .def(let name, let parameters, .pipeline(let pipeline)):
      return write(pipeline, after: head(name, parameters), comments)
    case .continuation(let stages):
      let above = comments.map { hash($0) + "\n" }.joined()
      let hasBar = source.bytes[statement.span.lower] == UInt8(ascii: "|")
      if let line = oneLine(stages, prefix: hasBar ? "| " : "", statement.span) {
        return above + line
      }
      var out = above
      for (index, stage) in stages.enumerated() {
        out += write(stage, bar: index > 0 || hasBar ? "| " : "")
      }
      return out
    default:
      let text = Layout.group(simple(statement)).rendered(from: 0)
      return attach(comments, to: text, end: statement.span.upper)
    }
  }

  private func head(_ name: Identifier, _ parameters: [Identifier]) -> String {
    "def \(written(name))(\(parameters.map(written).joined(separator: ", "))) = "
  }

  /// A text with comments: behind it when there is one and it fits the line, otherwise above.
  private func attach(_ comments: [CommentSyntax], to text: String, end: Int) -> String {
    if comments.count == 1, comments[0].isTrailing, comments[0].span.lower >= end,
      !text.contains("\n")
    {
      return "\(text)  \(hash(comments[0]))\n"
    }
    return comments.map { hash($0) + "\n" }.joined() + text + "\n"
  }

  private func write(
    _ pipeline: PipelineSyntax, after head: String, _ comments: [CommentSyntax]
  ) -> String {
    let sourceText = Layout.sequence([.text(head), table(pipeline.source)]).rendered(from: 0)
    if comments.isEmpty, !sourceText.contains("\n"), !pipeline.stages.isEmpty,
      let line = oneLine(pipeline.stages, prefix: sourceText + " | ", pipeline.span)
    {
      return line
    }
    return attach(comments, to: sourceText, end: pipeline.source.span.upper)
      + pipeline.stages.map { write($0, bar: "| ") }.joined()
  }

  /// Stages on one line, when they were written so and fit; a comment may stand behind them.
  private func oneLine(_ stages: [StageSyntax], prefix: String, _ span: Span) -> String? {
    guard source.lineIndex(of: span.lower) == source.lineIndex(of: span.upper),
      stages.dropLast().allSatisfy(\.comments.isEmpty), let last = stages.last,
      last.comments.count <= 1
    else { return nil }
    let trailing = last.comments.first
    if let trailing, !trailing.isTrailing || trailing.span.lower < span.upper { return nil }
    var parts: [Layout] = [.text(prefix)]
    for (index, stage) in stages.enumerated() {
      if index > 0 { parts.append(.text(" | ")) }
      parts.append(layout(stage))
    }
    let line = Layout.group(parts)
    guard line.width <= Self.lineLimit else { return nil }
    return line.rendered(from: 0) + (trailing.map { "  " + hash($0) } ?? "") + "\n"
  }

  private func write(_ stage: StageSyntax, bar: String) -> String {
    let text = bar + layout(stage).rendered(from: bar.utf8.count)
    let trailing = stage.comments.filter { $0.isTrailing && $0.span.lower >= stage.span.upper }
    if trailing.count == 1, !text.contains("\n") {
      let above = stage.comments.filter { $0 != trailing[0] }
      return above.map { hash($0) + "\n" }.joined() + "\(text)  \(hash(trailing[0]))\n"
    }
    return stage.comments.map { hash($0) + "\n" }.joined() + text + "\n"
  }
}
