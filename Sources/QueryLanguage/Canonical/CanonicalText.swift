import Diagnostics

/// Writes syntax trees as text that says what they mean and nothing of how they were written.
///
/// White space, line breaks and comments leave no trace, and a literal is its value. Two trees have
/// one text only when they are the same: every word carries its length. Keys of notebook cells are
/// made from it, so a change of this text makes every result out of date.
struct CanonicalText {
  private(set) var text = ""

  /// A part with its kind.
  mutating func node(_ kind: String, _ parts: (inout CanonicalText) -> Void) {
    text += "(" + kind
    parts(&self)
    text += ")"
  }

  /// A word of the program.
  mutating func word(_ word: String) { text += " \(word.utf8.count):\(word)" }

  mutating func word(_ name: Identifier) { word(name.text) }

  /// A fact that is no word of the program.
  mutating func mark(_ mark: String) { text += " " + mark }

  // MARK: Statements

  mutating func statement(_ statement: StatementSyntax) {
    switch statement.kind {
    case .load(let load): self.load(load)
    case .use(let path, _, let names):
      node("use") { out in
        out.word(path)
        for name in names { out.word(name) }
      }
    case .set(let name, let value):
      node("set") { out in
        out.word(name)
        out.expression(value)
      }
    case .param(let parameter): self.parameter(parameter)
    case .letBinding(let name, let value):
      node("let") { out in
        out.word(name)
        out.definition(value)
      }
    case .def(let name, let parameters, let body):
      node("def") { out in
        out.word(name)
        for parameter in parameters { out.word(parameter) }
        out.definition(body)
      }
    case .pipeline(let pipeline): self.pipeline(pipeline)
    case .continuation(let stages):
      node("continue") { out in for stage in stages { out.stage(stage) } }
    // What these show is the program as it was written.
    case .explain(let pipeline): node("explain") { $0.word(pipeline.span.text) }
    case .step(let pipeline): node("step") { $0.word(pipeline.span.text) }
    case .expression(let expression): node("value") { $0.expression(expression) }
    }
  }

  private mutating func definition(_ definition: DefinitionSyntax) {
    switch definition {
    case .pipeline(let pipeline): self.pipeline(pipeline)
    case .expression(let expression): self.expression(expression)
    }
  }

  private mutating func load(_ load: LoadSyntax) {
    node("load") { out in
      out.word(load.name)
      out.expression(load.path)
      if let format = load.format { out.node("as") { $0.word(format) } }
      for (column, type) in load.types {
        out.node("type") { out in
          out.word(column)
          out.word(type)
        }
      }
      if let tokens = load.nullTokens { out.node("null") { $0.expression(tokens) } }
      if let digest = load.digest { out.node("sha256") { $0.word(digest) } }
      out.arguments(load.options)
    }
  }

  /// A parameter without its default and its help: what counts is the value that it has.
  private mutating func parameter(_ parameter: ParameterSyntax) {
    node("param") { out in
      out.word(parameter.name)
      switch parameter.kind {
      case .oneOf(let choices): out.node("one") { $0.choices(choices) }
      case .anyOf(let choices): out.node("any") { $0.choices(choices) }
      case .dates: out.mark("dates")
      case .date: out.mark("date")
      case .bool: out.mark("bool")
      case .int(let range): out.node("int") { out in if let range { out.expression(range) } }
      case .number(let range):
        out.node("number") { out in if let range { out.expression(range) } }
      case .text(let pattern): out.node("text") { out in if let pattern { out.word(pattern) } }
      }
    }
  }

  private mutating func choices(_ choices: ParameterSyntax.Choices) {
    switch choices {
    case .values(let values): for value in values { expression(value) }
    case .column(let table, let column):
      node("values") { out in
        out.word(table)
        out.word(column)
      }
    }
  }

  // MARK: Pipelines

  mutating func pipeline(_ pipeline: PipelineSyntax) {
    node("pipeline") { out in
      out.source(pipeline.source)
      for stage in pipeline.stages { out.stage(stage) }
    }
  }

  mutating func source(_ source: SourceSyntax) {
    switch source {
    case .name(let name): node("table") { $0.word(name) }
    case .pipeline(let pipeline, _): self.pipeline(pipeline)
    case .rows(let rows):
      node("rows") { out in
        for name in rows.header { out.word(name) }
        for row in rows.rows {
          out.node("row") { out in for cell in row { out.expression(cell) } }
        }
      }
    }
  }

  mutating func stage(_ stage: StageSyntax) {
    node("stage") { out in
      out.word(stage.verb)
      if let arguments = stage.userCall { out.node("call") { $0.arguments(arguments) } }
      for clause in stage.clauses { out.clause(clause) }
      // The one comment that changes a result: it silences a note.
      for comment in stage.comments where comment.text.hasPrefix("allow ") {
        out.node("allow") { $0.word(comment.text) }
      }
    }
  }
}

extension StatementSyntax {
  /// What the statement means, as a text without white space, comments and spelling of literals.
  public var canonicalText: String {
    var text = CanonicalText()
    text.statement(self)
    return text.text
  }
}

extension ExpressionSyntax {
  /// What the expression means, as a text without white space and spelling of literals.
  public var canonicalText: String {
    var text = CanonicalText()
    text.expression(self)
    return text.text
  }
}
