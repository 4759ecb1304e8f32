import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// Functions of items, `t => …`, which stand as arguments of list functions.
extension ExpressionBinding {
  /// An item that a function names.
  struct Item {
    /// The name as written.
    var name: Identifier
    /// The function; the name holds for what is written inside it.
    var function: Span
    /// The name of the column of items.
    var column: String
    /// The type of the items.
    var type: DataType
    /// Whether the function stands in a `def`, which cannot know the columns of its callers.
    var isInDefinition: Bool
  }

  /// The innermost item of a name, where the name is written inside its function.
  func item(named name: Identifier) -> Item? {
    items.last { item in
      item.name.text == name.text && item.function.source === name.span.source
        && item.function.lower <= name.span.lower && name.span.upper <= item.function.upper
    }
  }

  /// The value of an item's name.
  func bind(item: Item, _ name: Identifier) throws(Diagnostic) -> BoundExpression {
    if !item.isInDefinition {
      let isColumn = schema.index(of: name.text) != nil
      let isOuter = scope(at: name.span).values[name.text].map { !$0.isTable } ?? false
      if isColumn || isOuter {
        throw Diagnostic(
          "E205",
          "`\(name.text)` is both an item and a \(isColumn ? "column here" : "name outside")",
          at: name.span, secondary: [.init(item.name.span, "the item")],
          details: [
            "Give the item another name; `\(isColumn ? "." : "@")\(name.text)` is the "
              + (isColumn ? "column." : "other.")
          ])
      }
    }
    return BoundExpression(.column(item.column), type: item.type, span: name.span)
  }

  /// Binds a function of an item.
  ///
  /// - Parameter list: The list whose items it gets.
  func bind(
    itemFunction expression: ExpressionSyntax, of list: FunctionCall.Argument?, _ call: CallSyntax
  ) throws(Diagnostic) -> FunctionCall.Argument {
    guard case .lambda(let name, let body, let span) = expression.unparenthesized else {
      throw Diagnostic(
        "E221", "`\(call.name.text)` needs a function of an item", at: expression.span,
        label: "this is a value", details: ["For example: \(call.name.text)(tags, t => …)"])
    }
    if let outer = item(named: name) {
      throw Diagnostic(
        "E222", "`\(name.text)` names an item already", at: name.span,
        secondary: [.init(outer.name.span, "the item of the function around this one")],
        details: ["Another name, such as `\(name.text)2`, keeps them apart."])
    }
    var element = DataType.null
    if case .list(let type)? = list?.expression.type { element = type }
    let column = "\u{1}\(expansion.itemCount)"
    expansion.itemCount += 1
    var inner = self
    inner.items.append(
      Item(
        name: name, function: span, column: column, type: element,
        isInDefinition: isInDefinition(span)))
    let bound = try inner.bind(body)
    var operands: [ItemFunction.Operand] = []
    let separated = try Self.separating(bound, item: column, into: &operands)
    return FunctionCall.Argument(
      bound, itemFunction: ItemFunction(body: separated, item: column, operands: operands))
  }

  /// The operands of a scalar call: its values, and what its function of an item reads besides.
  static func operands(_ arguments: [FunctionCall.Argument?]) -> [BoundExpression] {
    arguments.compactMap { $0 }.flatMap { argument in
      argument.itemFunction.map { $0.operands.map(\.value) } ?? [argument.expression]
    }
  }

  /// The body with names for what it reads besides the item: columns, items of functions around it,
  /// and what looks at other rows.
  private static func separating(
    _ body: BoundExpression, item: String, into operands: inout [ItemFunction.Operand]
  ) throws(Diagnostic) -> BoundExpression {
    var result = body
    switch body.kind {
    case .constant: break
    case .column(let name):
      if name != item, !operands.contains(where: { $0.name == name }) {
        operands.append(.init(name: name, value: body))
      }
    case .call(let scalar, let arguments):
      var separated: [BoundExpression] = []
      for argument in arguments {
        separated.append(try separating(argument, item: item, into: &operands))
      }
      result.kind = .call(scalar, separated)
    case .conditional(let condition, let then, let otherwise):
      result.kind = .conditional(
        condition: try separating(condition, item: item, into: &operands),
        then: try separating(then, item: item, into: &operands),
        otherwise: try separating(otherwise, item: item, into: &operands))
    case .aggregate, .window:
      guard body.columnsRead.allSatisfy({ $0.utf8.first != 1 }) else {
        throw Diagnostic(
          "E223", "a function of rows cannot look at an item of a list", at: body.span,
          label: "this looks at many rows",
          details: ["One row per item comes from the verb explode."])
      }
      let name = "\u{2}\(operands.count)"
      operands.append(.init(name: name, value: body))
      result.kind = .column(name)
    }
    return result
  }

  /// The error for `=>` where no list function takes it.
  static func misplacedItemFunction(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E224", "a function with `=>` cannot stand here", at: span,
      details: ["It stands in `map`, `filter`, `any` and `all`: any(tags, t => t ~ \"moe\")"])
  }
}
