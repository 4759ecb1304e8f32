import Diagnostics

// Stages, clauses and tables.
extension Formatter {
  func layout(_ stage: StageSyntax) -> Layout {
    if let arguments = stage.userCall {
      return .group([
        .text(written(stage.verb)), .brackets("(", self.arguments(arguments), ")"),
      ])
    }
    var parts: [Layout] = [.text(stage.verb.text)]
    parts += clauses(stage.clauses, breakable: true)
    return .group([.nest(2, parts)])
  }

  /// Clauses one after the other; those with words may begin a line.
  private func clauses(_ clauses: [ClauseSyntax], breakable: Bool) -> [Layout] {
    var parts: [Layout] = []
    for clause in clauses {
      let isPositional = clause.wordSpan.lower == clause.wordSpan.upper
      if isPositional || !breakable {
        parts.append(.text(" "))
      } else {
        if beginsLine(clause.span.lower) { parts.append(.forcedBreak) }
        parts.append(.nest(2, [.space]))
      }
      var words = isPositional ? [] : [joined(clause.wordSpan)]
      if case .flag = clause.content {
        parts.append(.text(words.joined()))
        continue
      }
      if !words.isEmpty { words.append(" ") }
      parts.append(.text(words.joined()))
      parts.append(isPositional ? content(clause) : .nest(2, [content(clause)]))
    }
    return parts
  }

  private func content(_ clause: ClauseSyntax) -> Layout {
    switch clause.content {
    case .flag: return .text("")
    case .expression(let value):
      guard let closing = firstToken(value.span.upper, clause.span.upper) else {
        return expression(value)
      }
      return .sequence([expression(value), .text(" " + closing.text)])
    case .expressions(let values): return list(values.map { (expression($0), $0.span.lower) })
    case .items(let items): return list(items.map { (item($0), $0.span.lower) })
    case .keys(let keys): return list(keys.map(key))
    case .orders(let orders): return list(orders.map { (order($0), $0.value.span.lower) })
    case .columns(let columns): return list(columns.map { (column($0), $0.span.lower) })
    case .names(let names): return list(names.map { (.text(written($0)), $0.span.lower) })
    case .qualifiedName(let table, let column):
      return .text("\(written(table)).\(written(column))")
    case .edge(let source, let target): return .text("\(written(source)) -> \(written(target))")
    case .text(_, let span): return .text(span.text)
    case .tables(let tables): return list(tables.map { (table($0), $0.span.lower) })
    case .method(let call):
      guard !call.arguments.isEmpty else {
        return .text(written(call.name) + (call.span.upper > call.name.span.upper ? "()" : ""))
      }
      return .group([
        .text(written(call.name)), .brackets("(", arguments(call.arguments), ")"),
      ])
    case .word(let word): return .text(word.text)
    case .options(let options): return .group([.nest(2, [arguments(options)])])
    case .layer(let layer): return self.layer(layer)
    case .size: return .text(joined(Span(source, clause.wordSpan.upper, clause.span.upper)))
    case .mapping(let entries):
      return .brackets(
        "{", .commas(entries.map { .text("\($0.key.span.text): \($0.value.span.text)") }), "}",
        breaking: breaksAfter(Span(source, clause.wordSpan.upper, clause.span.upper)))
    case .group(let inner):
      let parts = clauses(inner, breakable: false)
      return .sequence(Array(parts.dropFirst()))
    }
  }

  /// Elements with commas between them, broken where one of them begins a line in the text.
  private func list(_ elements: [(Layout, Int)]) -> Layout {
    let breaking = elements.dropFirst().contains { beginsLine($0.1) }
    return .group([.commas(elements.map(\.0), breaking: breaking, indent: 2)])
  }

  private func item(_ item: ItemSyntax) -> Layout {
    guard let name = item.name else { return expression(item.value) }
    return .sequence([.text("\(written(name)) = "), expression(item.value)])
  }

  private func key(_ key: KeySyntax) -> (Layout, Int) {
    var words = ""
    if key.every != nil { words += "every " }
    if key.whole != nil { words += "whole " }
    let lower = min(
      key.every?.lower ?? key.item.span.lower, key.whole?.lower ?? key.item.span.lower)
    return (.sequence([.text(words), item(key.item)]), lower)
  }

  private func order(_ order: OrderSyntax) -> Layout {
    guard order.directionSpan != nil else { return expression(order.value) }
    return .sequence([expression(order.value), .text(order.descending ? " desc" : " asc")])
  }

  private func column(_ column: ColumnSelectorSyntax) -> Layout {
    switch column {
    case .all(let except, _):
      return .text(
        except.isEmpty ? "*" : "* except " + except.map(written).joined(separator: ", "))
    case .glob(_, let span): return .text(span.text)
    case .type(let type, _): return .text("is \(written(type))")
    case .name(let name): return .text(written(name))
    case .renamed(let new, let old): return .text("\(written(new)) = \(written(old))")
    }
  }

  private func layer(_ layer: LayerSyntax) -> Layout {
    var parts: [Layout] = [.text(written(layer.mark))]
    if let source = layer.table { parts += [.text(" from "), table(source)] }
    if !layer.arguments.isEmpty {
      parts += [.text(" "), .group([.nest(2, [arguments(layer.arguments)])])]
    }
    return .sequence(parts)
  }

  func table(_ table: SourceSyntax) -> Layout {
    switch table {
    case .name(let name): return .text(written(name))
    case .rows(let rows): return rowsLayout(rows)
    case .pipeline(let pipeline, let span):
      var parts: [Layout] = isBroken(span) ? [.forcedBreak] : []
      parts.append(self.table(pipeline.source))
      for stage in pipeline.stages { parts += [.space, .text("| "), layout(stage)] }
      return .brackets("(", .sequence(parts), ")")
    }
  }

  /// An inline table; a cell is never broken, because a line break ends a row.
  private func rowsLayout(_ rows: RowsSyntax) -> Layout {
    let header = rows.header.map(written).joined(separator: ", ")
    let lines = rows.rows.map { row in
      row.map { expression($0).rendered(from: 0, limit: Layout.endless) }.joined(separator: ", ")
    }
    let all = [header] + lines
    let flat = "rows [" + all.joined(separator: "; ") + "]"
    if !isBroken(rows.span), flat.unicodeScalars.count <= Self.lineLimit { return .text(flat) }
    var parts: [Layout] = [.forcedBreak]
    for (index, line) in all.enumerated() {
      if index > 0 { parts.append(.space) }
      parts.append(.text(line))
    }
    return .brackets("rows [", .sequence(parts), "]")
  }
}
