import Catalog
import Columnar
import Diagnostics
import Planning
import QueryLanguage

/// Parameters: typed inputs with defaults, choices and values from the command line.
extension Session {
  func declare(_ parameter: ParameterSyntax) throws(Diagnostic) {
    try claim(parameter.name)
    let choices = try choiceValues(parameter.kind)
    let given = options.parameterValues[parameter.name.text]
    let value: OuterValue
    if let given {
      value = try self.value(given, parameter, choices)
    } else {
      value = try defaultValue(parameter, choices)
    }
    scope.values[parameter.name.text] = value
    parameters.removeAll { $0.name == parameter.name.text }
    parameters.append(
      DeclaredParameter(
        name: parameter.name.text, typeText: parameter.kindSpan.text,
        defaultText: parameter.defaultSpan.text, help: parameter.help ?? "",
        valueText: given?.joined(separator: ",") ?? parameter.defaultSpan.text,
        choices: choices.map(ValueText.plain)))
  }

  // MARK: Choices

  private func choiceValues(_ kind: ParameterSyntax.Kind) throws(Diagnostic) -> [Value] {
    switch kind {
    case .oneOf(let choices), .anyOf(let choices):
      switch choices {
      case .values(let expressions):
        var values: [Value] = []
        for expression in expressions { values.append(try wordOrConstant(expression)) }
        return values
      case .column(let table, let column): return try distinctValues(table, column)
      }
    default: return []
    }
  }

  /// A bare word stands for its own text.
  private func wordOrConstant(_ expression: ExpressionSyntax) throws(Diagnostic) -> Value {
    if case .name(let word) = expression, scope.values[word.text] == nil { return .text(word.text) }
    return try constant(expression) ?? .null
  }

  /// The different values of a column, sorted, without null.
  private func distinctValues(
    _ table: Identifier, _ column: Identifier
  ) throws(Diagnostic) -> [Value] {
    let rows: Table
    switch scope.values[table.text] {
    case .data(let data)?:
      guard data.schema.index(of: column.text) != nil else {
        throw emptyBinder.missingColumn(column, in: data.schema)
      }
      rows = try data.read(columns: [column.text], makeContext())
    case .table(let bound)?:
      guard bound.schema.index(of: column.text) != nil else {
        throw emptyBinder.missingColumn(column, in: bound.schema)
      }
      rows = try bound.table(makeContext())
    default:
      throw Diagnostic("E210", "there is no table `\(table.text)`", at: table.span)
    }
    guard let values = rows.column(named: column.text) else { return [] }
    var seen: Set<Value> = []
    var distinct: [Value] = []
    for row in 0..<values.count {
      let value = values.value(at: row)
      if !value.isNull, seen.insert(value).inserted { distinct.append(value) }
    }
    return distinct.sorted { Self.precedes($0, $1) }
  }

  private static func precedes(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.text(let x), .text(let y)): x.utf8.lexicographicallyPrecedes(y.utf8)
    default: (a.asDouble ?? 0) < (b.asDouble ?? 0)
    }
  }

  // MARK: Values

  private func defaultValue(
    _ parameter: ParameterSyntax, _ choices: [Value]
  ) throws(Diagnostic) -> OuterValue {
    guard let expression = parameter.defaultValue else {
      return everything(parameter.kind, choices)
    }
    switch parameter.kind {
    case .dates:
      if case .range(let low, let high, _) = expression.unparenthesized {
        return .range(try constant(low), try constant(high))
      }
      let value = try constant(expression)
      return .range(value, value)
    case .anyOf:
      let values: [Value]
      if case .list(let items, of: _)? = try? constant(expression) {
        values = items
      } else {
        values = [try wordOrConstant(expression)]
      }
      for value in values { try check(value, in: choices, parameter, expression.span) }
      return list(values)
    case .oneOf:
      let value = try wordOrConstant(expression)
      try check(value, in: choices, parameter, expression.span)
      return .value(value, value.type)
    default:
      let value = try constant(expression) ?? .null
      let converted = try convert(ValueText.plain(value), parameter, expression.span)
      return .value(converted, converted.type)
    }
  }

  private func everything(_ kind: ParameterSyntax.Kind, _ choices: [Value]) -> OuterValue {
    if case .dates = kind { return .range(nil, nil) }
    return list(choices)
  }

  private func list(_ values: [Value]) -> OuterValue {
    let type = values.first?.type ?? .text
    return .value(.list(values, of: type), .list(type))
  }

  private func check(
    _ value: Value, in choices: [Value], _ parameter: ParameterSyntax, _ span: Span
  ) throws(Diagnostic) {
    guard !choices.contains(value) else { return }
    let names = choices.map(ValueText.plain)
    let near = Suggestion.nearest(to: ValueText.plain(value), among: names)
    throw Diagnostic(
      "E215", "the default of `\(parameter.name.text)` is not one of its choices", at: span,
      label: near.map { "did you mean `\($0)`?" } ?? "",
      details: ["Choices: \(names.joined(separator: ", "))"])
  }

  /// A value from the command line.
  private func value(
    _ given: [String], _ parameter: ParameterSyntax, _ choices: [Value]
  ) throws(Diagnostic) -> OuterValue {
    let last = given.last ?? ""
    switch parameter.kind {
    case .anyOf:
      if given == ["all"] { return everything(parameter.kind, choices) }
      var values: [Value] = []
      for piece in given.flatMap({ Self.split($0, choices) }) {
        values.append(try choice(piece, parameter, choices))
      }
      return list(values)
    case .oneOf:
      let value = try choice(last, parameter, choices)
      return .value(value, value.type)
    case .dates:
      if last == "all" { return .range(nil, nil) }
      let ends = try range(last, parameter)
      return .range(ends.0, ends.1)
    default:
      let value = try convert(last, parameter, nil)
      return .value(value, value.type)
    }
  }

  /// Several choices in one flag are separated by commas, unless the whole text is a choice.
  private static func split(_ text: String, _ choices: [Value]) -> [String] {
    if choices.contains(where: { ValueText.plain($0) == text }) { return [text] }
    return text.split(separator: ",").map { piece in
      String(piece.drop { $0 == " " })
    }
  }

  private func choice(
    _ text: String, _ parameter: ParameterSyntax, _ choices: [Value]
  ) throws(Diagnostic) -> Value {
    if let found = choices.first(where: { ValueText.plain($0) == text }) { return found }
    throw usage(text, parameter, "is not one of the choices", choices.map(ValueText.plain))
  }

  private func usage(
    _ text: String, _ parameter: ParameterSyntax, _ problem: String, _ choices: [String] = []
  ) -> Diagnostic {
    var details = [
      "\(parameter.name.span.source.name) declares  param \(parameter.name.text): "
        + "\(parameter.kindSpan.text) = \(parameter.defaultSpan.text)"
    ]
    if let near = Suggestion.nearest(to: text, among: choices) {
      details.append("did you mean `\(near)`?")
    } else if !choices.isEmpty {
      details.append("Choices: \(choices.joined(separator: ", "))")
    }
    return Diagnostic(
      "E401", "`--\(parameter.name.text) \(text)` \(problem)", details: details, kind: .usage)
  }

  private func range(
    _ text: String, _ parameter: ParameterSyntax
  ) throws(Diagnostic) -> (Value?, Value?) {
    let source = SourceText(name: "--\(parameter.name.text)", text: text)
    guard let parsed = try? Parser.parseExpression(source) else {
      throw usage(text, parameter, "is not a range of dates such as 2023-01..2024-06")
    }
    if case .range(let low, let high, _) = parsed.unparenthesized {
      return (try constant(low), try constant(high))
    }
    let value = try constant(parsed)
    return (value, value)
  }

  /// A text as a value of the parameter's type.
  private func convert(
    _ text: String, _ parameter: ParameterSyntax, _ span: Span?
  ) throws(Diagnostic) -> Value {
    let value: Value
    switch parameter.kind {
    case .bool:
      guard text == "true" || text == "false" else {
        throw usage(text, parameter, "is neither true nor false", ["true", "false"])
      }
      return .bool(text == "true")
    case .int(let limits):
      guard let number = Int64(text) else { throw usage(text, parameter, "is not a whole number") }
      value = .int(number)
      try check(value, within: limits, parameter)
    case .number(let limits):
      guard let number = Double(text), number.isFinite else {
        throw usage(text, parameter, "is not a number")
      }
      value = .number(number)
      try check(value, within: limits, parameter)
    case .date:
      guard let day = try range(text, parameter).0 else {
        throw usage(text, parameter, "is not a date such as 2024-03-01")
      }
      value = day
    case .text(let pattern):
      if let pattern {
        guard try matches(text, pattern) else {
          throw usage(text, parameter, "does not match \(pattern)")
        }
      }
      value = .text(text)
    case .oneOf, .anyOf, .dates: value = .text(text)
    }
    return value
  }

  private func matches(_ text: String, _ pattern: String) throws(Diagnostic) -> Bool {
    let source = SourceText(name: "parameter", text: "")
    let result = try emptyBinder.match(text, pattern, at: source.span)
    return result
  }

  private func check(
    _ value: Value, within limits: ExpressionSyntax?, _ parameter: ParameterSyntax
  ) throws(Diagnostic) {
    guard case .range(let low, let high, let span)? = limits?.unparenthesized,
      let number = value.asDouble
    else { return }
    let lowest = try constant(low)?.asDouble ?? -.infinity
    let highest = try constant(high)?.asDouble ?? .infinity
    guard number >= lowest, number <= highest else {
      throw usage(ValueText.plain(value), parameter, "is outside \(span.text)")
    }
  }
}
