import Catalog
import Columnar
import Diagnostics
import Planning
import QueryLanguage

/// Commands of the prompt that begin with a dot.
extension Repl {
  /// One command: its name, its form and what it does.
  struct Command: Sendable {
    let name: String
    let form: String
    let summary: String
    /// Runs it with the rest of the line; false asks to leave.
    let run: @MainActor @Sendable (Repl, String) -> Bool
  }

  nonisolated static let commands: [Command] = [
    Command(
      name: "cols", form: ".cols", summary: "Lists the columns of the last table with their types.",
      run: { repl, _ in
        guard let table = repl.session.lastResult?.table else { return repl.noTable() }
        repl.showSchema(table.schema)
        return true
      }),
    Command(
      name: "describe", form: ".describe TABLE", summary: "Summarises every column of a table.",
      run: { repl, rest in
        let name = rest.isEmpty ? "" : Identifier.quoted(rest) + "\n"
        repl.show(Repl.detected(repl.session.findings(of: rest)))
        return repl.runStatements(SourceText(name: "prompt", text: name + "| describe")) || true
      }),
    Command(
      name: "echo", form: ".echo TEXT", summary: "Prints its text.",
      run: { repl, rest in
        repl.show(rest + "\n")
        return true
      }),
    Command(
      name: "fix", form: ".fix",
      summary: "Applies all certain fixes of the last errors and runs it again.",
      run: { repl, _ in repl.applyFix() }),
    Command(
      name: "charts", form: ".charts [STYLE]",
      summary: "Sets how charts are drawn: braille, ascii, or plain for a table.",
      run: { repl, rest in repl.setCharts(rest) }),
    Command(
      name: "help", form: ".help [TOPIC]", summary: "Explains a verb, a function, or the prompt.",
      run: { repl, rest in
        repl.showHelp(rest)
        return true
      }),
    Command(
      name: "last", form: ".last", summary: "Shows the last table again, without limits.",
      run: { repl, _ in
        guard let table = repl.session.lastResult?.table else { return repl.noTable() }
        repl.attempt { () throws(Diagnostic) in
          try repl.presenter.present(table, rowLimit: nil, to: repl.sink)
        }
        return true
      }),
    Command(
      name: "mode", form: ".mode [NAME]",
      summary: "Sets how results are shown: box, csv, json, jsonl, md, html, svg, chart.",
      run: { repl, rest in repl.setMode(rest) }),
    Command(
      name: "params", form: ".params", summary: "Lists the parameters.",
      run: { repl, _ in
        for parameter in repl.session.parameters {
          repl.show(
            "\(parameter.name): \(parameter.typeText) = \(parameter.valueText)   \(parameter.help)\n"
          )
        }
        return true
      }),
    Command(
      name: "quit", form: ".quit", summary: "Leaves; so does Ctrl-D.", run: { _, _ in false }),
    Command(
      name: "read", form: ".read FILE", summary: "Runs the statements of a file.",
      run: { repl, rest in
        repl.attempt { () throws(Diagnostic) in
          let source = try FileText.read(rest)
          repl.runStatements(source)
        }
        return true
      }),
    Command(
      name: "save", form: ".save FILE", summary: "Writes the session as a notebook.",
      run: { repl, rest in
        repl.attempt { () throws(Diagnostic) in
          try SessionNotebook.write(repl.transcript, to: rest)
          repl.show("wrote \(rest)\n")
        }
        return true
      }),
    Command(
      name: "schema", form: ".schema [TABLE]", summary: "Lists the columns of a table with types.",
      run: { repl, rest in repl.showSchema(of: rest) }),
    Command(
      name: "steps", form: ".steps", summary: "Shows what each stage of the last pipeline did.",
      run: { repl, _ in
        repl.answer { (session) throws(DiagnosticList) in
          .steps(try session.stepsOfLast())
        }
      }),
    Command(
      name: "tables", form: ".tables", summary: "Lists the tables.",
      run: { repl, _ in
        for name in repl.session.scope.tableNames {
          let schema = repl.schema(of: name)
          repl.show("\(name)   \(schema?.fields.count ?? 0) columns\n")
        }
        return true
      }),
    Command(
      name: "timer", form: ".timer on|off", summary: "Shows or hides the line below results.",
      run: { repl, rest in
        repl.showsTimer = rest != "off"
        return true
      }),
    Command(
      name: "why", form: ".why N | .why not COND",
      summary: "Tells where row N of the last result comes from, or why rows are not in it.",
      run: { repl, rest in
        let layout = repl.presenter.storyLayout
        return repl.answer { (session) throws(DiagnosticList) in
          .text(try session.why(rest, layout: layout))
        }
      }),
  ]

  /// Runs a dot-command; false asks to leave.
  func runCommand(_ entry: String) -> Bool {
    let words = entry.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
    let name = words.first ?? ""
    var rest = words.count > 1 ? words[1] : ""
    while rest.last == " " { rest.removeLast() }
    while rest.first == " " { rest.removeFirst() }
    if let command = Self.commands.first(where: { $0.name == name }) {
      return command.run(self, rest)
    }
    let near = Suggestion.nearest(to: name, among: Self.commands.map(\.name))
    show(
      Diagnostic(
        "E403", "there is no command `.\(name)`",
        details: [near.map { "did you mean `.\($0)`?" } ?? "`.help` lists the commands."],
        kind: .usage))
    return true
  }

  /// Shows what a question about the last result gives, or why it gives nothing.
  private func answer(_ ask: (Session) throws(DiagnosticList) -> StatementResult) -> Bool {
    do throws(DiagnosticList) {
      let result = try ask(session)
      attempt { () throws(Diagnostic) in try self.show(result) }
    } catch {
      lastDiagnostics = error.all
      for problem in error.all { show(problem) }
    }
    return true
  }

  private func noTable() -> Bool {
    show("there is no table yet\n")
    return true
  }

  /// Runs something that can fail and shows the error.
  func attempt(_ body: () throws(Diagnostic) -> Void) {
    do throws(Diagnostic) { try body() } catch { show(error) }
  }

  private func setMode(_ name: String) -> Bool {
    if name.isEmpty {
      show("mode: \(presenter.options.mode ?? "box")\n")
      return true
    }
    attempt { () throws(Diagnostic) in
      if name != "svg", name != "chart" { _ = try self.presenter.writer(named: name) }
      self.presenter.options.mode = name == "box" ? nil : name
    }
    return true
  }

  private func setCharts(_ name: String) -> Bool {
    if name.isEmpty {
      show("charts: \(presenter.options.charts.rawValue)\n")
      return true
    }
    attempt { () throws(Diagnostic) in
      if name == "auto" {
        self.presenter.options.charts = ChartStyle.Choice.automatic.style(isTerminal: true)
        return
      }
      guard let style = ChartStyle(rawValue: name) else {
        let names = ChartStyle.allCases.map(\.rawValue) + ["auto"]
        let near = Suggestion.nearest(to: name, among: names)
        throw Diagnostic(
          "E402", "charts cannot be drawn as `\(name)`",
          details: [
            near.map { "did you mean `\($0)`?" } ?? "Styles: \(names.joined(separator: ", "))"
          ],
          kind: .usage)
      }
      self.presenter.options.charts = style
    }
    return true
  }

  private func schema(of table: String) -> Schema? {
    switch session.scope.values[table] {
    case .table(let bound)?: return bound.schema
    case .data(let data)?: return data.schema
    default: return nil
    }
  }

  private func showSchema(of name: String) -> Bool {
    if name.isEmpty {
      guard let table = session.lastResult?.table else { return noTable() }
      showSchema(table.schema)
      return true
    }
    guard let schema = schema(of: name) else {
      let near = Suggestion.nearest(to: name, among: session.scope.tableNames)
      show(
        Diagnostic(
          "E210", "there is no table `\(name)`",
          details: [near.map { "did you mean `\($0)`?" } ?? "`.tables` lists the tables."]))
      return true
    }
    showSchema(schema)
    show(Self.detected(session.findings(of: name)))
    return true
  }

  private func showSchema(_ schema: Schema) {
    let width = schema.names.map { DisplayWidth.cells($0) }.max() ?? 0
    for field in schema.fields {
      let padding = String(repeating: " ", count: width - DisplayWidth.cells(field.name))
      show("\(field.name)\(padding)  \(field.type.name)\n")
    }
  }

  private func applyFix() -> Bool {
    let edits = lastDiagnostics.flatMap { $0.fix?.edits ?? [] }
      .filter { $0.span.source.name == "prompt" }
    guard let source = edits.first?.span.source else {
      show("the last error has no fix that can be applied\n")
      return true
    }
    let text = Diagnostic.Fix.text(source, after: edits)
    show("\(text)\n")
    editor.remember(text)
    runStatements(SourceText(name: "prompt", text: text))
    return true
  }
}
