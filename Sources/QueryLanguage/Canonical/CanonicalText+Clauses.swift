// Clauses and what stands in them.
extension CanonicalText {
  mutating func clause(_ clause: ClauseSyntax) {
    node("clause") { out in
      out.word(clause.key)
      out.content(clause.content)
    }
  }

  private mutating func content(_ content: ClauseSyntax.Content) {
    switch content {
    case .flag: break
    case .expression(let value): expression(value)
    case .expressions(let values): for value in values { expression(value) }
    case .items(let items): for value in items { item(value) }
    case .keys(let keys):
      for key in keys {
        node("key") { out in
          if key.every != nil { out.mark("every") }
          if key.whole != nil { out.mark("whole") }
          out.item(key.item)
        }
      }
    case .orders(let orders): for value in orders { order(value) }
    case .columns(let columns): for value in columns { column(value) }
    case .names(let names): for name in names { word(name) }
    case .qualifiedName(let table, let column):
      word(table)
      word(column)
    case .edge(let source, let target):
      word(source)
      word(target)
    case .text(let text, _): node("text") { $0.word(text) }
    case .tables(let tables): for table in tables { source(table) }
    case .method(let call): self.call(call)
    case .word(let value): word(value)
    case .options(let options): arguments(options)
    case .layer(let layer): self.layer(layer)
    case .size(let width, let height): mark("\(width) \(height)")
    case .mapping(let entries):
      for entry in entries {
        node("entry") { out in
          out.word(entry.key)
          out.word(entry.value)
        }
      }
    case .group(let clauses): for inner in clauses { clause(inner) }
    }
  }

  private mutating func item(_ item: ItemSyntax) {
    node("item") { out in
      if let name = item.name { out.word(name) }
      out.expression(item.value)
    }
  }

  private mutating func order(_ order: OrderSyntax) {
    node("order") { out in
      out.expression(order.value)
      if order.directionSpan != nil { out.mark(order.descending ? "desc" : "asc") }
    }
  }

  private mutating func column(_ column: ColumnSelectorSyntax) {
    switch column {
    case .all(let except, _):
      node("all") { out in for name in except { out.word(name) } }
    case .glob(let pattern, _): node("like") { $0.word(pattern) }
    case .type(let type, _): node("is") { $0.word(type) }
    case .name(let name): node("column") { $0.word(name) }
    case .renamed(let new, let old):
      node("renamed") { out in
        out.word(new)
        out.word(old)
      }
    }
  }

  private mutating func layer(_ layer: LayerSyntax) {
    node("layer") { out in
      out.word(layer.mark)
      if let table = layer.table { out.source(table) }
      out.arguments(layer.arguments)
    }
  }

  // MARK: Expressions

  mutating func arguments(_ arguments: [ArgumentSyntax]) {
    for argument in arguments {
      node("argument") { out in
        if let label = argument.label { out.word(label) }
        out.expression(argument.value)
      }
    }
  }

  private mutating func call(_ call: CallSyntax) {
    node("call") { out in
      out.word(call.name)
      out.arguments(call.arguments)
    }
  }

  mutating func expression(_ value: ExpressionSyntax) {
    switch value {
    case .literal(let literal, _): self.literal(literal)
    case .name(let name): node("name") { $0.word(name) }
    case .outer(let name): node("outer") { $0.word(name) }
    case .column(let name): node("column") { $0.word(name) }
    case .unary(let sign, let operand, _):
      node(sign.rawValue) { $0.expression(operand) }
    case .binary(let sign, let left, let right, _):
      node(sign.rawValue) { out in
        out.expression(left)
        out.expression(right)
      }
    case .isNull(let operand, let negated, _):
      node(negated ? "isnt" : "isnull") { $0.expression(operand) }
    case .range(let low, let high, _):
      node("..") { out in
        if let low { out.expression(low) } else { out.mark("open") }
        if let high { out.expression(high) } else { out.mark("open") }
      }
    case .list(let items, _): node("list") { out in for item in items { out.expression(item) } }
    case .call(let call): self.call(call)
    case .member(let base, let name):
      node("member") { out in
        out.expression(base)
        out.word(name)
      }
    case .index(let base, let position, _):
      node("at") { out in
        out.expression(base)
        out.expression(position)
      }
    case .lambda(let name, let body, _):
      node("lambda") { out in
        out.word(name)
        out.expression(body)
      }
    case .conditional(let condition, let then, let otherwise, _):
      node("if") { out in
        out.expression(condition)
        out.expression(then)
        out.expression(otherwise)
      }
    case .match(let subject, let arms, _):
      node("case") { out in
        if let subject { out.expression(subject) }
        for arm in arms {
          out.node("arm") { out in
            if let pattern = arm.pattern { out.expression(pattern) }
            out.expression(arm.value)
          }
        }
      }
    case .interpolated(let parts, _):
      node("f") { out in
        for part in parts {
          switch part {
          case .text(let text): out.word(text)
          case .expression(let inner): out.expression(inner)
          }
        }
      }
    // Columns without a name are called like their text, brackets and all.
    case .parenthesized(let inner, _): node("brackets") { $0.expression(inner) }
    }
  }

  private mutating func literal(_ literal: Literal) {
    switch literal {
    case .null: mark("null")
    case .bool(let value): mark("\(value)")
    case .int(let value): mark("int \(value)")
    case .number(let value): mark("number \(value.bitPattern)")
    case .text(let value): node("text") { $0.word(value) }
    case .date(let value): mark("date \(value.year)-\(value.month)-\(value.day)")
    case .period(.month(let year, let month)): mark("month \(year)-\(month)")
    case .period(.week(let year, let week)): mark("week \(year)-\(week)")
    case .period(.quarter(let year, let quarter)): mark("quarter \(year)-\(quarter)")
    case .instant(let value):
      let date = value.date
      mark("instant \(date.year)-\(date.month)-\(date.day)")
      mark("\(value.microseconds) \(value.offsetMinutes)")
    case .duration(let months, let microseconds): mark("duration \(months) \(microseconds)")
    case .rows(let count): mark("rows \(count)")
    }
  }
}
