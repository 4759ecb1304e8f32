import Catalog
import Columnar
public import Diagnostics
import Formats
import Planning
import QueryLanguage

/// Opening data sets.
extension Session {
  func load(_ load: LoadSyntax) throws(Diagnostic) -> StatementResult {
    guard let (full, path) = try path(of: load) else {
      throw Diagnostic("E308", "a path is a text", at: load.path.span)
    }
    let data = try FileOpening().openTable(
      full, shownAs: path, format: load.format?.text, options: try readOptions(load))
    try claim(load.name)
    scope.values[load.name.text] = .data(data)
    dataPaths.removeAll { $0.name == load.name.text }
    dataPaths.append((load.name.text, path))
    var rows: Int?
    if self.options.loadsEagerly { rows = try data.read(columns: nil, makeContext()).rowCount }
    return .loaded(name: load.name.text, rows: rows, schema: data.schema)
  }

  /// Where a `load` reads, as the working folder sees it and as the program says it; nil when that
  /// is no text.
  func path(of load: LoadSyntax) throws(Diagnostic) -> (full: String, shown: String)? {
    guard case .text(let path)? = try constant(load.path) else { return nil }
    return (resolve(path, load.path), path)
  }

  /// What was detected in a loaded data set: delimiter, byte-order mark, compression, and so on.
  public func findings(of table: String) -> [(name: String, value: String)] {
    guard case .data(let data)? = scope.values[table] else { return [] }
    return data.findings
  }

  /// Opens a file as a table, as `--load` asks.
  public func open(_ path: String, as name: String) throws(Diagnostic) {
    let data = try FileOpening().openTable(path)
    scope.values[name] = .data(data)
    dataPaths.append((name, path))
  }

  /// Opens standard input as the table `stdin`.
  ///
  /// - Parameter format: The name of its format; nil to find it from the content.
  public func openStandardInput(format: String?) throws(Diagnostic) {
    let bytes = try FileText.readStandardInputBytes()
    let memory = Memory(byteCount: bytes.count)
    memory.start.copyMemory(from: bytes, byteCount: bytes.count)
    let input = InputBytes(memory: memory, count: bytes.count, name: "standard input")
    scope.values["stdin"] = .data(try FileOpening().openTable(input, format: format))
  }

  /// A literal path is relative to the program's folder, one from the command line to the working
  /// folder.
  private func resolve(_ path: String, _ expression: ExpressionSyntax) -> String {
    if path.hasPrefix("/") || path.hasPrefix("sample:") || options.baseFolder.isEmpty {
      return path
    }
    var names: [String] = []
    func collect(_ expression: ExpressionSyntax) {
      switch expression.unparenthesized {
      case .name(let name), .outer(let name): names.append(name.text)
      case .interpolated(let parts, _):
        for case .expression(let inner) in parts { collect(inner) }
      default: break
      }
    }
    collect(expression)
    let isGiven = names.contains { options.parameterValues[$0] != nil }
    return isGiven ? path : options.baseFolder + "/" + path
  }

  private func readOptions(_ load: LoadSyntax) throws(Diagnostic) -> ReadOptions {
    var tokens: [String] = []
    if let expression = load.nullTokens {
      guard case .list(let items, _)? = try constant(expression) else {
        throw Diagnostic("E308", "`null` takes a list of texts", at: expression.span)
      }
      tokens = items.map(ValueText.plain)
    }
    var options: [ReadOptions.Option] = []
    for argument in load.options {
      guard let label = argument.label else { continue }
      let value: Value
      if case .name(let word) = argument.value, scope.values[word.text] == nil {
        value = .text(word.text)
      } else {
        value = try constant(argument.value) ?? .null
      }
      options.append(
        .init(name: label.text, value: value, span: label.span, valueSpan: argument.value.span))
    }
    return ReadOptions(
      types: load.types.map { ($0.column.text, $0.type.text, $0.type.span) }, nullTokens: tokens,
      options: options, digest: load.digest.map { ($0.text, $0.span) }, span: load.path.span,
      formatSpan: load.format?.span)
  }
}
