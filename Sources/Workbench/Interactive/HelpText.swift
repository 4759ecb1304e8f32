public import Catalog
import Diagnostics
import Formats
import QueryLanguage

/// Help at the prompt and on the command line, printed from the declarations.
public enum HelpText {
  /// Help on a verb, a function, a mark, a reader, a writer, or, for an empty topic, an overview.
  public static func topic(_ topic: String, registry: Registry) -> String {
    let name = topic.split(separator: " ").joined(separator: " ")
    if name.isEmpty { return overview(registry) }
    if name == "sample" || name == "samples" { return samples() }
    if name.hasPrefix("sample:"), let sample = Sample.named(String(name.dropFirst(7))) {
      return describe(sample)
    }
    if let page = FindingPages.page(name) { return page.text }
    let all = Reference(registry).declarations
    let found = all.filter { $0.name == name }
    if !found.isEmpty { return found.map(describe).joined(separator: "\n") }
    if let verb = registry.verb(named: name) { return describe(verb.declaration) }
    let byTerm = all.filter { $0.searchTerms.contains(name.lowercased()) }
    if !byTerm.isEmpty { return byTerm.map(describe).joined(separator: "\n") }
    if let near = Suggestion.nearest(to: name, among: all.map(\.name)) {
      return "there is no `\(name)`; did you mean `\(near)`?\n"
    }
    return "there is no `\(name)`; `.help` lists verbs, functions and commands\n"
  }

  private static func overview(_ registry: Registry) -> String {
    var out = "Load a file, then ask: one verb per line, `|` between them.\n\n"
    out += "  load lb from \"leaderboard.csv\"\n"
    out +=
      "  lb | group by every month(created), type | plot column x: month, y: n, color: type\n\n"
    out += "Verbs\n" + list(registry.verbs.map { $0.declaration.name })
    out += "Functions\n" + list(registry.functionNames)
    out += "Marks of `plot`\n" + list(registry.marks.map { $0.declaration.name })
    out += "Samples\n" + list(Sample.all.map { "sample:" + $0.name })
    out += "Commands\n"
    for command in Repl.commands {
      let padding = String(repeating: " ", count: max(1, 18 - command.form.count))
      out += "  \(command.form)\(padding)\(command.summary)\n"
    }
    out += "\n`?top` explains the verb `top`, `?mean` the function `mean`, `?E201` a code.\n"
    return out
  }

  /// The tables that need no file, one on each line.
  private static func samples() -> String {
    let width = Sample.all.map(\.name.count).max() ?? 0
    return Sample.all.map { sample in
      let padding = String(repeating: " ", count: width - sample.name.count + 2)
      return "  sample:\(sample.name)\(padding)\(sample.summary)\n"
    }.joined() + "\nSynthetic data, made by hfnb; `.help sample:hub` lists the columns of `hub`.\n"
  }

  private static func describe(_ sample: Sample) -> String {
    let width = sample.columns.map { DisplayWidth.cells($0.name) }.max() ?? 0
    let columns = sample.columns.map { column in
      let padding = String(repeating: " ", count: width - DisplayWidth.cells(column.name) + 2)
      return "    \(column.name)\(padding)\(column.help)\n"
    }
    return "load \(sample.name) from \"sample:\(sample.name)\"\n"
      + wrapped(sample.summary) + columns.joined()
  }

  /// Names in lines of at most 78 cells.
  private static func list(_ names: [String]) -> String {
    wrapped(names.joined(separator: ", ")) + "\n"
  }

  /// A paragraph in lines of at most 78 cells.
  private static func wrapped<Text: StringProtocol>(_ paragraph: Text) -> String {
    WordWrap.lines(paragraph, width: 78, indent: 2).map { $0 + "\n" }.joined()
  }

  private static func describe(_ declaration: Declaration) -> String {
    var out = "\(declaration.signature)\n  \(declaration.summary)\n"
    if !declaration.details.isEmpty {
      for paragraph in declaration.details.split(separator: "\n") { out += wrapped(paragraph) }
    }
    let parts =
      declaration.clauses.map {
        (($0.words + [$0.words.isEmpty ? $0.key : ""]).joined(separator: " "), $0.help)
      }
      + declaration.parameters.map { ($0.name, $0.help) }
    let width = parts.map { DisplayWidth.cells($0.0) }.max() ?? 0
    for (name, help) in parts where !help.isEmpty {
      out +=
        "    \(name)\(String(repeating: " ", count: width - DisplayWidth.cells(name) + 2))\(help)\n"
    }
    for example in declaration.examples.prefix(2) {
      out += "  \(example.title)\n"
      for line in example.query.split(separator: "\n") { out += "    \(line)\n" }
    }
    return out
  }
}
