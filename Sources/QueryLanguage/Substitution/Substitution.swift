public import Diagnostics

/// Puts the arguments of a call in the place of the parameters in the stages of a definition.
///
/// What is put in keeps its place in the text, so that names in it can be told from names of the
/// definition. Where only a name can stand, the argument must be a name; where a list of names can
/// stand, it may be a list of them.
public struct Substitution {
  private let arguments: [String: ExpressionSyntax]

  /// Creates a substitution from arguments by parameter.
  public init(_ arguments: [String: ExpressionSyntax]) { self.arguments = arguments }

  /// A stage with the arguments in it.
  ///
  /// - Throws: `E225` where a name is needed and the argument is none.
  public func callAsFunction(_ stage: StageSyntax) throws(Diagnostic) -> StageSyntax {
    guard !arguments.isEmpty else { return stage }
    var stage = stage
    stage.clauses = try clauses(stage.clauses)
    stage.userCall = stage.userCall?.map(argument)
    return stage
  }

  private func clauses(_ clauses: [ClauseSyntax]) throws(Diagnostic) -> [ClauseSyntax] {
    var result: [ClauseSyntax] = []
    for var clause in clauses {
      clause.content = try content(clause.content)
      result.append(clause)
    }
    return result
  }

  private func content(
    _ content: ClauseSyntax.Content
  ) throws(Diagnostic) -> ClauseSyntax.Content {
    switch content {
    case .flag, .text, .word, .size, .mapping: return content
    case .expression(let value): return .expression(expression(value))
    case .expressions(let values): return .expressions(values.map(expression))
    case .items(let items):
      var result: [ItemSyntax] = []
      for item in items { result.append(try self.item(item)) }
      return .items(result)
    case .keys(let keys): return .keys(try self.keys(keys))
    case .orders(let orders):
      return .orders(
        orders.map { order in
          var order = order
          order.value = expression(order.value)
          return order
        })
    case .columns(let selectors): return .columns(try columns(selectors))
    case .names(let names):
      var result: [Identifier] = []
      for name in names { result += try self.names(name) }
      return .names(result)
    case .qualifiedName(let table, let column):
      return .qualifiedName(table: try name(table), column: try name(column))
    case .edge(let from, let to): return .edge(try name(from), try name(to))
    case .tables(let tables):
      var result: [TableSyntax] = []
      for table in tables { result.append(try self.table(table)) }
      return .tables(result)
    case .method(let call): return .method(call.replacingNames { arguments[$0.text] })
    case .options(let options): return .options(options.map(argument))
    case .layer(var layer):
      if let own = layer.table { layer.table = try table(own) }
      layer.arguments = layer.arguments.map(argument)
      return .layer(layer)
    case .group(let group): return .group(try clauses(group))
    }
  }

  // MARK: Expressions

  private func expression(_ value: ExpressionSyntax) -> ExpressionSyntax {
    value.replacingNames { arguments[$0.text] }
  }

  private func argument(_ argument: ArgumentSyntax) -> ArgumentSyntax {
    ArgumentSyntax(label: argument.label, value: expression(argument.value))
  }

  private func item(_ item: ItemSyntax) throws(Diagnostic) -> ItemSyntax {
    guard let name = item.name else {
      return ItemSyntax(name: nil, value: expression(item.value))
    }
    var value = expression(item.value)
    // An item covers the text from its name to its value, so both must stand in the definition.
    if case .name(let parameter) = item.value, arguments[parameter.text] != nil {
      value = .parenthesized(value, parameter.span)
    }
    let newName = try self.name(name)
    return ItemSyntax(name: Identifier(newName.text, name.span), value: value)
  }

  private func keys(_ keys: [KeySyntax]) throws(Diagnostic) -> [KeySyntax] {
    var result: [KeySyntax] = []
    for key in keys {
      guard key.item.name == nil, case .name(let parameter) = key.item.value,
        case .list(let items, _)? = arguments[parameter.text]
      else {
        result.append(KeySyntax(every: key.every, whole: key.whole, item: try item(key.item)))
        continue
      }
      result += items.map {
        KeySyntax(every: key.every, whole: key.whole, item: ItemSyntax(name: nil, value: $0))
      }
    }
    return result
  }

  // MARK: Names

  private func columns(
    _ selectors: [ColumnSelectorSyntax]
  ) throws(Diagnostic) -> [ColumnSelectorSyntax] {
    var result: [ColumnSelectorSyntax] = []
    for selector in selectors {
      switch selector {
      case .glob, .type: result.append(selector)
      case .name(let name): result += try names(name).map { .name($0) }
      case .renamed(let new, let old):
        result.append(.renamed(new: try name(new), old: try name(old)))
      case .all(let except, let span):
        var left: [Identifier] = []
        for name in except { left += try names(name) }
        result.append(.all(except: left, span))
      }
    }
    return result
  }

  private func table(_ table: TableSyntax) throws(Diagnostic) -> TableSyntax {
    switch table {
    case .name(let name): return .name(try self.name(name))
    case .rows(var rows):
      rows.rows = rows.rows.map { $0.map(expression) }
      return .rows(rows)
    case .pipeline(var pipeline, let span):
      pipeline.source = try self.table(pipeline.source)
      var stages: [StageSyntax] = []
      for stage in pipeline.stages { stages.append(try self(stage)) }
      pipeline.stages = stages
      return .pipeline(pipeline, span)
    }
  }

  /// The name that stands in the place of a name.
  private func name(_ name: Identifier) throws(Diagnostic) -> Identifier {
    guard let argument = arguments[name.text] else { return name }
    guard let given = Self.name(argument) else { throw notAName(argument, name) }
    return given
  }

  /// The names that stand in the place of a name in a list of names.
  private func names(_ name: Identifier) throws(Diagnostic) -> [Identifier] {
    guard case .list(let items, _)? = arguments[name.text] else { return [try self.name(name)] }
    var names: [Identifier] = []
    for item in items {
      guard let given = Self.name(item) else { throw notAName(item, name) }
      names.append(given)
    }
    return names
  }

  private static func name(_ expression: ExpressionSyntax) -> Identifier? {
    switch expression.unparenthesized {
    case .name(let name), .column(let name): name
    default: nil
    }
  }

  private func notAName(_ argument: ExpressionSyntax, _ parameter: Identifier) -> Diagnostic {
    Diagnostic(
      "E225", "`\(parameter.text)` must be a name", at: argument.span,
      label: "this is an expression",
      secondary: [.init(parameter.span, "a name is needed here")],
      details: ["A column for it can be made before with `derive`."])
  }
}
