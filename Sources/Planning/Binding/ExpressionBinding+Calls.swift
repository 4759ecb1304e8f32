import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// Calls of functions: scalar, aggregate, window, and those that the program defines.
extension ExpressionBinding {
  func bind(call: CallSyntax) throws(Diagnostic) -> BoundExpression {
    let name = call.name.text
    let registry = settings.registry
    if let user = scope(at: call.name.span).functions[name] {
      return try bind(user: user, call)
    }
    if name == "today", call.arguments.isEmpty {
      guard let today = settings.today else {
        throw Diagnostic("E208", "the date of today is not known to this run", at: call.span)
      }
      return Self.constant(.date(today), call.span)
    }
    let scalar = registry.scalarFunction(named: name)
    let aggregate = registry.aggregateFunction(named: name)
    if let scalar {
      // `first`, `any` and others are functions of a list and aggregates of rows.
      guard aggregate != nil || registry.windowFunction(named: name) != nil else {
        return try bind(scalar: scalar, call)
      }
      if try takesList(call) { return try bind(scalar: scalar, call) }
    }
    if let window = registry.windowFunction(named: name) {
      guard case .windowed(let windowScope) = mode else { throw wrongPlace(call, isWindow: true) }
      return try bind(window: window, call, windowScope)
    }
    if let aggregate { return try bind(aggregate: aggregate, call) }
    if expanding.contains(name) { throw UserCalls.recursion(call.name) }
    throw unknownFunction(call.name)
  }

  private func unknownFunction(_ name: Identifier) -> Diagnostic {
    let scope = scope(at: name.span)
    if let verb = scope.verbs[name.text] {
      return Diagnostic(
        "E229", "`\(name.text)` is a verb, not a function", at: name.span,
        details: ["It stands after `|`: … | \(verb.signature)"])
    }
    let names = settings.registry.functionNames + scope.functions.keys.sorted()
    if let meaning = FunctionSynonyms.meaning(of: name.text) {
      // The name alone is replaced only where the function takes the same arguments.
      let function = meaning.function.flatMap { names.contains($0) ? $0 : nil }
      return Diagnostic(
        "E209", "there is no function `\(name.text)`", at: name.span,
        label: "written `\(function.map { "\($0)(…)" } ?? meaning.form)` here",
        fix: function.map { .init(replacing: name.span, with: $0) })
    }
    var details: [String] = []
    if settings.functions[name.text] != nil {
      details = [
        "`\(name.text)` was defined after the function that calls it here; define that one again."
      ]
    }
    let near = Suggestion.nearest(to: name.text, among: names)
    return Diagnostic(
      "E209", "there is no function `\(name.text)`", at: name.span,
      label: near.map { "did you mean `\($0)`?" } ?? "not found", details: details,
      fix: near.map { .init(replacing: name.span, with: $0) })
  }

  private func takesList(_ call: CallSyntax) throws(Diagnostic) -> Bool {
    guard let first = call.arguments.first else { return false }
    var rowwise = self
    if case .aggregate = mode { rowwise.mode = .row }
    if case .list = try rowwise.bind(first.value).type { return true }
    return false
  }

  /// The error for an aggregate or window function where neither can stand.
  private func wrongPlace(_ call: CallSyntax, isWindow: Bool) -> Diagnostic {
    if isWindow {
      return Diagnostic(
        "E333", "`\(call.name.text)` looks at other rows and cannot stand here",
        at: call.name.span,
        details: ["It can stand in `derive`, `filter`, `reject` and `sort`, with `along` a column."]
      )
    }
    return Diagnostic(
      "E332", "`\(call.name.text)` summarises many rows and cannot stand here",
      at: call.name.span,
      details: ["It can stand in `group … agg`, `agg`, `derive`, `filter` and `sort`."])
  }

  // MARK: Scalar functions

  private func bind(
    scalar function: any ScalarFunction.Type, _ call: CallSyntax
  ) throws(Diagnostic) -> BoundExpression {
    let arguments = try bindArguments(call, function.declaration)
    let functionCall = FunctionCall(
      name: call.name.text, nameSpan: call.name.span, span: call.span, arguments: arguments,
      weekStart: settings.weekStart)
    if let kernel = try function.window(functionCall) {
      let windowScope: WindowScope
      switch mode {
      case .windowed(let given): windowScope = given
      case .row: windowScope = WindowScope()
      case .aggregate, .constant: throw wrongPlace(call, isWindow: true)
      }
      let window = BoundWindow(
        name: call.name.text, method: .window(kernel),
        arguments: arguments.compactMap { $0?.expression }, scope: windowScope)
      return BoundExpression(.window(window), type: kernel.type, span: call.span)
    }
    let bound = try function.bind(functionCall)
    return try Self.fold(bound, Self.operands(arguments), span: call.span)
  }

  /// The arguments in the order of the parameters.
  func bindArguments(
    _ call: CallSyntax, _ declaration: Declaration
  ) throws(Diagnostic) -> [FunctionCall.Argument?] {
    let parameters = declaration.parameters
    let isVariadic = parameters.last?.name.hasSuffix("…") ?? false
    var placed = [FunctionCall.Argument?](repeating: nil, count: parameters.count)
    var functions: [(position: Int, function: ExpressionSyntax)] = []
    var next = 0
    for argument in call.arguments {
      var position = next
      if let label = argument.label {
        guard let found = parameters.firstIndex(where: { $0.name == label.text }) else {
          throw unknownLabel(label, call, parameters)
        }
        position = found
      } else {
        // A parameter that must be labelled is not filled by position.
        while position < parameters.count, parameters[position].isLabelled { position += 1 }
        next = position + 1
      }
      if position >= placed.count {
        guard isVariadic else { throw tooMany(call, argument, parameters) }
        placed.append(nil)
      }
      let parameter = parameters[min(position, parameters.count - 1)]
      if parameter.type == "function" {
        functions.append((position, argument.value))
        continue
      }
      let bound = try bind(argument: argument.value, for: parameter)
      placed[position] = FunctionCall.Argument(label: argument.label?.text, bound)
    }
    // A function of an item is bound last, since the list gives the item its type.
    for (position, function) in functions {
      placed[position] = try bind(itemFunction: function, of: placed.first ?? nil, call)
    }
    for (position, parameter) in parameters.enumerated()
    where placed[position] == nil && parameter.defaultText == nil && !parameter.name.hasSuffix("…")
    {
      throw Diagnostic(
        "E311", "`\(call.name.text)` needs `\(parameter.name)`", at: call.span,
        details: ["Its form: \(declaration.signature)", "\(parameter.name): \(parameter.help)"])
    }
    while let last = placed.last, last == nil { placed.removeLast() }
    return placed
  }

  /// An argument; a bare word where a parameter takes one of some words.
  private func bind(
    argument: ExpressionSyntax, for parameter: ParameterInfo
  ) throws(Diagnostic) -> BoundExpression {
    if parameter.type.contains("word"), case .name(let name) = argument,
      schema.index(of: name.text) == nil, scope(at: name.span).values[name.text] == nil,
      locals[name.text] == nil
    {
      return Self.constant(.text(name.text), name.span)
    }
    if parameter.type == "aggregate" {
      var inner = self
      inner.mode = .aggregate(keys: [])
      return try inner.bind(argument)
    }
    return try bind(argument)
  }

  private func unknownLabel(
    _ label: Identifier, _ call: CallSyntax, _ parameters: [ParameterInfo]
  ) -> Diagnostic {
    let names = parameters.map(\.name)
    let near = Suggestion.nearest(to: label.text, among: names)
    return Diagnostic(
      "E314", "`\(call.name.text)` has no argument `\(label.text)`", at: label.span,
      label: near.map { "did you mean `\($0)`?" } ?? "",
      details: names.isEmpty ? [] : ["Its arguments: \(names.joined(separator: ", "))"])
  }

  private func tooMany(
    _ call: CallSyntax, _ argument: ArgumentSyntax, _ parameters: [ParameterInfo]
  ) -> Diagnostic {
    let limit = parameters.count
    return Diagnostic(
      "E315", "`\(call.name.text)` takes \(limit) argument\(limit == 1 ? "" : "s")",
      at: argument.value.span, label: "one too many")
  }

  // MARK: Aggregates

  private func bind(
    aggregate function: any AggregateFunction.Type, _ call: CallSyntax
  ) throws(Diagnostic) -> BoundExpression {
    var inner = self
    switch mode {
    case .aggregate, .windowed:
      // Inside an aggregate an expression looks at one row again.
      inner.mode = .row
    case .row, .constant:
      guard let folded = try foldedAggregate(function, call) else {
        throw wrongPlace(call, isWindow: false)
      }
      return folded
    }
    var plain = call
    var condition: BoundExpression?
    if let index = plain.arguments.firstIndex(where: { $0.label?.text == "if" }) {
      condition = try inner.bindCondition(plain.arguments[index].value)
      plain.arguments.remove(at: index)
    }
    let arguments = try inner.bindArguments(plain, function.declaration)
    let expressions = arguments.compactMap { $0?.expression }
    for expression in expressions { try expression.requireFixedLength() }
    let kernel = try function.bind(functionCall(plain, arguments))
    if case .windowed(let windowScope) = mode {
      if function.needsOrder, windowScope.along.isEmpty { throw needsOrder(call, windowScope) }
      let window = BoundWindow(
        name: call.name.text, method: .aggregate(kernel), arguments: expressions,
        condition: condition, scope: windowScope)
      return BoundExpression(
        .window(window), type: kernel.type, span: call.span, isNeverNull: kernel.isNeverNull)
    }
    let aggregate = BoundAggregate(
      name: call.name.text, kernel: kernel, arguments: expressions, condition: condition)
    return BoundExpression(
      .aggregate(aggregate), type: kernel.type, span: call.span, isNeverNull: kernel.isNeverNull)
  }

  private func functionCall(
    _ call: CallSyntax, _ arguments: [FunctionCall.Argument?]
  ) -> FunctionCall {
    FunctionCall(
      name: call.name.text, nameSpan: call.name.span, span: call.span, arguments: arguments,
      weekStart: settings.weekStart)
  }

  /// An aggregate of a constant list, such as `gini([1, 2, 3])`: computed at once.
  private func foldedAggregate(
    _ function: any AggregateFunction.Type, _ call: CallSyntax
  ) throws(Diagnostic) -> BoundExpression? {
    guard let first = call.arguments.first,
      case .list(let items, of: let element)? = try? bind(
        first.value
      ).constant
    else { return nil }
    var builder = ColumnBuilder(element, capacity: items.count)
    for item in items { builder.append(item) }
    let column = builder.finish()
    let source = BoundExpression(.column("list"), type: element, span: first.value.span)
    var arguments = try bindArguments(call, function.declaration)
    guard !arguments.isEmpty else { return nil }
    arguments[0] = FunctionCall.Argument(source)
    let kernel = try function.bind(functionCall(call, arguments))
    var columns = [column]
    for argument in arguments.dropFirst() {
      guard let argument, let value = argument.expression.constant else { return nil }
      columns.append(.constant(value, argument.expression.type, count: items.count))
    }
    let result = try GroupAggregation.run(
      kernel, arguments: columns, condition: nil,
      groups: Buffer(repeating: 0, count: items.count), groupCount: 1,
      workers: Workers(threadCount: 1))
    let value = result.value(at: 0)
    return BoundExpression(
      .constant(value), type: kernel.type, span: call.span, isNeverNull: !value.isNull)
  }

  // MARK: Windows

  private func bind(
    window function: any WindowFunction.Type, _ call: CallSyntax, _ windowScope: WindowScope
  ) throws(Diagnostic) -> BoundExpression {
    if function.needsOrder, windowScope.along.isEmpty { throw needsOrder(call, windowScope) }
    var inner = self
    inner.mode = .row
    let arguments = try inner.bindArguments(call, function.declaration)
    let kernel = try function.bind(functionCall(call, arguments), scope: windowScope)
    // The columns that a window function gets: an inner aggregate stands for its own arguments.
    let expressions = arguments.compactMap { $0?.expression }.flatMap { expression in
      if case .aggregate(let aggregate) = expression.kind {
        aggregate.arguments
      } else {
        [expression]
      }
    }
    let window = BoundWindow(
      name: call.name.text, method: .window(kernel), arguments: expressions, scope: windowScope)
    return BoundExpression(.window(window), type: kernel.type, span: call.span)
  }

  /// The error for a function that depends on an order which nobody gave.
  private func needsOrder(_ call: CallSyntax, _ windowScope: WindowScope) -> Diagnostic {
    var details = ["The table is not in an order that was asked for."]
    let candidates = schema.fields.filter { $0.type.isTemporal }
    var fix: Diagnostic.Fix?
    if candidates.count == 1, let column = candidates.first {
      let kind =
        switch column.type {
        case .period: "period"
        default: column.type.name
        }
      let name = Identifier.quoted(column.name)
      details[0] += " `\(column.name)` is the only \(kind) column here."
      let line = call.span.source.line(at: call.span.source.lineIndex(of: call.span.upper))
      var stage = Substring(line.split(separator: "|").last ?? "")
      while stage.first == " " { stage.removeFirst() }
      fix = .init("\(Self.inserting("along \(name)", into: stage))")
    } else if !candidates.isEmpty {
      let names = candidates.map { "`\($0.name)`" }.joined(separator: ", ")
      details.append("It could be along one of: \(names)")
    }
    return Diagnostic(
      "E341", "`\(call.name.text)` needs an order", at: call.name.span,
      label: "its result depends on the order of rows", details: details, fix: fix)
  }

  /// A stage with a clause before its `per`, or at its end.
  private static func inserting(_ clause: String, into stage: Substring) -> String {
    var words = stage.split(separator: " ").map(String.init)
    words.insert(clause, at: words.lastIndex(of: "per") ?? words.count)
    return words.joined(separator: " ")
  }

  // MARK: The program's own functions

  private func bind(
    user function: UserFunction, _ call: CallSyntax
  ) throws(Diagnostic) -> BoundExpression {
    if expanding.contains(call.name.text) { throw UserCalls.recursion(call.name) }
    let given = try UserCalls.arguments(
      call.arguments, of: function.parameters, call.name, at: call.span)
    try countExpansion(at: call.name.span)
    var inner = self
    inner.expanding.append(call.name.text)
    inner.locals = [:]
    inner.items = []
    inner.definition = function.scope
    let outer = Locals(locals)
    for (parameter, value) in given {
      inner.locals[parameter] = LocalArgument(
        expression: value, locals: outer, expanding: expanding, items: items,
        definition: definition)
    }
    return try inner.bind(function.body)
  }

  /// Stops calls inside calls whose expansion would take time and memory without bound.
  func countExpansion(at span: Span) throws(Diagnostic) {
    expansion.count += 1
    guard expansion.count > Expansion.limit else { return }
    throw Diagnostic(
      "E220", "the functions of this expression expand too far", at: span,
      details: [
        "Functions made with `def` are expanded in place, arguments wherever they are used."
      ])
  }
}
