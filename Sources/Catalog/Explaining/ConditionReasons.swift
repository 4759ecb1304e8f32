import Columnar
public import Diagnostics

/// Puts into words why a condition holds in a row, or does not.
public struct ConditionReasons: Sendable {
  private let run: StageRun

  /// Creates the words for rows of a stage's input.
  public init(_ run: StageRun) { self.run = run }

  /// Why the condition is not true in a row: false, or unknown.
  public func notTrue(_ condition: BoundExpression, row: Int) throws(Diagnostic) -> String {
    switch try run.value(of: condition, inInput: row) {
    case .bool(true): return try isTrue(condition, row: row)
    case .bool: return try isFalse(condition, row: row)
    default: return unknown(condition, row: row)
    }
  }

  /// Why the condition is unknown: the columns without a value.
  public func unknown(_ condition: BoundExpression, row: Int) -> String {
    let missing = run.before.schema.names.filter {
      condition.columnsRead.contains($0) && (run.value($0, ofInput: row)?.isNull ?? false)
    }
    guard !missing.isEmpty else { return "`\(text(condition))` is unknown" }
    let verb = missing.count == 1 ? "is" : "are"
    return "unknown, since \(StoryText.list(missing, limit: 3)) \(verb) missing"
  }

  /// Why the condition is false: of several parts the one that decides.
  public func isFalse(_ condition: BoundExpression, row: Int) throws(Diagnostic) -> String {
    guard case .call(let scalar, let parts) = condition.kind else {
      return plain(condition, holds: false, row: row)
    }
    switch scalar.form {
    case .all:
      for part in parts where try run.value(of: part, inInput: row) == .bool(false) {
        return try isFalse(part, row: row)
      }
    case .any:
      var reasons: [String] = []
      for part in parts { reasons.append(try notTrue(part, row: row)) }
      return reasons.joined(separator: " and ")
    case .opposite:
      if let part = parts.first { return try isTrue(part, row: row) }
    case .relation(_, let words): return try relation(parts, words, row: row)
    case .between(let ends):
      for end in ends {
        guard try run.value(of: inside(end, parts, condition), inInput: row) != .bool(true) else {
          continue
        }
        let bound = Self.edge(parts[end.argument], of: parts[0].type, isLow: end.isLow)
        return "\(try subject(parts[0], row: row)) is \(end.outside(parts[0].type)) \(bound)"
      }
    case .opaque: break
    }
    return plain(condition, holds: false, row: row)
  }

  /// Why the condition is true.
  public func isTrue(_ condition: BoundExpression, row: Int) throws(Diagnostic) -> String {
    guard case .call(let scalar, let parts) = condition.kind else {
      return plain(condition, holds: true, row: row)
    }
    switch scalar.form {
    case .all:
      var reasons: [String] = []
      for part in parts { reasons.append(try isTrue(part, row: row)) }
      return reasons.joined(separator: " and ")
    case .any:
      for part in parts where try run.value(of: part, inInput: row) == .bool(true) {
        return try isTrue(part, row: row)
      }
    case .opposite:
      if let part = parts.first { return try isFalse(part, row: row) }
    case .relation(let words, _): return try relation(parts, words, row: row)
    case .between:
      return "\(try subject(parts[0], row: row)) is \(text(condition).after(text(parts[0])))"
    case .opaque: break
    }
    return plain(condition, holds: true, row: row)
  }

  /// How many rows fail at each part of a condition, for conditions that have parts.
  public func counts(_ condition: BoundExpression) throws(Diagnostic) -> [String] {
    guard case .call(let scalar, let parts) = condition.kind else { return [] }
    switch scalar.form {
    case .between(let ends):
      var facts: [String] = []
      for end in ends {
        let outside = try falseCount(inside(end, parts, condition))
        let bound = Self.edge(parts[end.argument], of: parts[0].type, isLow: end.isLow)
        facts.append("\(end.outside(parts[0].type)) \(bound): \(StoryText.number(outside))")
      }
      return facts
    case .all:
      var facts: [String] = []
      for part in Self.conjuncts(condition) where !part.looksAtOtherRows {
        let name = StoryText.oneLine(text(part))
        facts.append(
          "not \(name.count > 40 ? "the one" : name): \(StoryText.number(try falseCount(part)))")
      }
      return facts
    default: return []
    }
  }

  /// The parts that must all hold.
  public static func conjuncts(_ condition: BoundExpression) -> [BoundExpression] {
    guard case .call(let scalar, let parts) = condition.kind, case .all = scalar.form else {
      return [condition]
    }
    return parts.flatMap(conjuncts)
  }

  private func falseCount(_ condition: BoundExpression) throws(Diagnostic) -> Int {
    let outcome = try run.context.evaluator.rows(where: condition, in: run.before, run.context)
    return run.before.rowCount - outcome.trueRows.count - outcome.unknownRows.count
  }

  // MARK: Words

  private func inside(
    _ end: RangeEnd, _ parts: [BoundExpression], _ condition: BoundExpression
  ) -> BoundExpression {
    BoundExpression(
      .call(end.isInside, [parts[0], parts[end.argument]]), type: .bool, span: condition.span)
  }

  /// A period as an end of dates is its first or last day.
  private static func edge(
    _ end: BoundExpression, of type: DataType, isLow: Bool
  ) -> String {
    guard let value = end.constant else { return StoryText.oneLine(end.span.text) }
    switch (value, type) {
    case (.period(let grain, let number), .date), (.period(let grain, let number), .instant):
      return ValueText.date(isLow ? grain.firstDay(of: number) : grain.lastDay(of: number))
    default: return StoryText.inSentence(value)
    }
  }

  private func relation(
    _ parts: [BoundExpression], _ words: String, row: Int
  ) throws(Diagnostic) -> String {
    var sentence = "\(try subject(parts[0], row: row)) \(words)"
    for part in parts.dropFirst() { sentence += " \(try object(part, row: row))" }
    return sentence
  }

  /// What a sentence is about: a column with its value, or a constant.
  private func subject(_ part: BoundExpression, row: Int) throws(Diagnostic) -> String {
    if let value = part.constant { return StoryText.inSentence(value) }
    let value = try run.value(of: part, inInput: row)
    // `author is missing` and not `author missing is missing`.
    return value.isNull ? text(part) : "\(text(part)) \(StoryText.cell(value))"
  }

  private func object(_ part: BoundExpression, row: Int) throws(Diagnostic) -> String {
    guard let value = part.constant else { return try subject(part, row: row) }
    let words = StoryText.inSentence(value)
    if case .list = value, words.count > 40 { return text(part) }
    return words
  }

  private func plain(_ condition: BoundExpression, holds: Bool, row: Int) -> String {
    let names = run.before.schema.names.filter { condition.columnsRead.contains($0) }
    let isColumn = if case .column = condition.kind { true } else { false }
    let values = isColumn ? "" : run.words(names, ofInput: row)
    return "`\(text(condition))` is \(holds)" + (values.isEmpty ? "" : " for \(values)")
  }

  private func text(_ part: BoundExpression) -> String {
    if case .column(let name) = part.kind { return name }
    return StoryText.oneLine(part.span.text)
  }
}

extension RangeEnd {
  /// What a value beyond the end is.
  fileprivate func outside(_ type: DataType) -> String {
    if type.isTemporal { return isLow ? "before" : "after" }
    return isLow ? "below" : "above"
  }
}

extension String {
  /// What follows a beginning; the whole text when it begins otherwise.
  fileprivate func after(_ beginning: String) -> String {
    guard hasPrefix(beginning) else { return self }
    return String(dropFirst(beginning.count).drop { $0 == " " })
  }
}
