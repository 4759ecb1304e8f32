import Diagnostics

// Statements that are neither pipelines nor continuations.
extension Formatter {
  func simple(_ statement: StatementSyntax) -> [Layout] {
    switch statement.kind {
    case .load(let load): return loadLayout(load, statement.span)
    case .use(_, let path, let names):
      let list = names.map(written).joined(separator: ", ")
      return [.text("use \(path.text)" + (names.isEmpty ? "" : " for \(list)"))]
    case .set(let name, let value): return [.text("set \(written(name)) "), expression(value)]
    case .param(let parameter): return parameterLayout(parameter, statement.span)
    case .letBinding(let name, .expression(let value)):
      return [.text("let \(written(name)) ="), .nest(2, [.text(" "), expression(value)])]
    case .def(let name, let parameters, .expression(let value)):
      let list = parameters.map(written).joined(separator: ", ")
      return [
        .text("def \(written(name))(\(list)) ="), .nest(2, [.text(" "), expression(value)]),
      ]
    case .expression(let value): return [.nest(2, [expression(value)])]
    default: return []
    }
  }

  private func loadLayout(_ load: LoadSyntax, _ span: Span) -> [Layout] {
    var clauses: [Layout] = []
    if let format = load.format { clauses.append(.text("as \(written(format))")) }
    if !load.types.isEmpty {
      let entries = load.types.map { column, type in
        Layout.text("\(written(column)): \(joined(type.span))")
      }
      clauses.append(.sequence([.text("types "), .brackets("{", .commas(entries), "}")]))
    }
    if let tokens = load.nullTokens {
      clauses.append(.sequence([.text("null "), expression(tokens)]))
    }
    if let digest = load.digest { clauses.append(.text("sha256 \(digest.span.text)")) }
    if !load.options.isEmpty {
      clauses.append(.sequence([.text("with "), .group([.nest(2, [arguments(load.options)])])]))
    }
    var parts: [Layout] = [.text("load \(written(load.name)) from "), expression(load.path)]
    if isBroken(span) && !clauses.isEmpty { parts.append(.forcedBreak) }
    parts.append(.nest(4, clauses.flatMap { [.space, $0] }))
    return parts
  }

  private func parameterLayout(_ parameter: ParameterSyntax, _ span: Span) -> [Layout] {
    var parts: [Layout] = [.text("param \(written(parameter.name)): ")]
    switch parameter.kind {
    case .oneOf(let choices): parts += [.text("one of "), choicesLayout(choices)]
    case .anyOf(let choices): parts += [.text("any of "), choicesLayout(choices)]
    default: parts.append(.text(joined(parameter.kindSpan)))
    }
    parts.append(.text(" = "))
    parts.append(parameter.defaultValue.map(expression) ?? .text("all"))
    if parameter.help != nil, let help = firstToken(parameter.defaultSpan.upper, span.upper) {
      parts += [.nest(4, [.space, .text(help.text)])]
    }
    return parts
  }

  private func choicesLayout(_ choices: ParameterSyntax.Choices) -> Layout {
    switch choices {
    case .values(let values): .nest(4, [.commas(values.map(expression))])
    case .column(let table, let column): .text("values(\(written(table)).\(written(column)))")
    }
  }
}
