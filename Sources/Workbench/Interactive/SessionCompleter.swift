import Catalog
import Columnar
import Diagnostics
import Glibc
import Planning
import QueryLanguage

/// Proposes what may stand at the cursor: verbs after a bar, the columns that exist at this stage,
/// names, functions, the values of a text column, and files inside quotes.
struct SessionCompleter: Completer {
  private let session: Session
  /// The most proposals that are listed.
  static let limit = 60

  init(_ session: Session) { self.session = session }

  func complete(line: String, cursor: Int) -> Completions {
    let bytes = Array(line.utf8)
    let cursor = min(cursor, bytes.count)
    let before = Array(bytes[..<cursor])
    if let quote = openQuote(before) {
      return values(before, from: quote, cursor: cursor)
        ?? files(before, from: quote, cursor: cursor)
    }
    var start = cursor
    while start > 0, Self.isNameByte(before[start - 1]) { start -= 1 }
    let typed = String(decoding: before[start...], as: UTF8.self)
    let head = String(decoding: before[..<start], as: UTF8.self)
    let candidates = ranked(proposals(head), typed)
    return Completions(replacing: start..<cursor, candidates: candidates)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80 || (48...57).contains(byte)
      || (97...122).contains(byte | 0x20)
  }

  /// The proposals in the order prefix, beginning of a word, letters in order.
  private func ranked(_ all: [Candidate], _ typed: String) -> [Candidate] {
    guard !typed.isEmpty else { return Array(all.prefix(Self.limit)) }
    let wanted = typed.lowercased()
    func rank(_ text: String) -> Int? {
      let lowered = text.lowercased()
      if lowered.hasPrefix(wanted) { return 0 }
      if lowered.split(whereSeparator: { $0 == "_" || $0 == " " }).contains(where: {
        $0.hasPrefix(wanted)
      }) {
        return 1
      }
      var rest = Substring(lowered)
      for letter in wanted {
        guard let found = rest.firstIndex(of: letter) else { return nil }
        rest = rest[rest.index(after: found)...]
      }
      return 2
    }
    let scored = all.enumerated().compactMap { index, candidate in
      rank(candidate.text).map { (rank: $0, index: index, candidate: candidate) }
    }
    let best = scored.map(\.rank).min()
    // Loose matches help only when nothing better is there.
    return scored.filter { best == 2 || $0.rank < 2 }
      .sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
      .prefix(Self.limit).map(\.candidate)
  }

  // MARK: What can stand here

  private func proposals(_ head: String) -> [Candidate] {
    let lastLine = head.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let trimmed = Self.trimmedEnd(lastLine)
    if trimmed.hasPrefix("."), !trimmed.contains(" ") {
      return Repl.commandCandidates
    }
    if trimmed.hasSuffix("|") { return verbs }
    if trimmed.isEmpty { return tables + statementWords }
    let schema = schema(before: head)
    if let column = comparedColumn(trimmed), let values = commonValues(of: column, head) {
      return values
    }
    let columns = schema.fields.map { field in
      Candidate(Identifier.quoted(field.name), detail: field.type.name)
    }
    return columns + clauseWords(head) + functions + tables
  }

  private static func trimmedEnd(_ text: Substring) -> Substring {
    var text = text
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return text
  }

  private var verbs: [Candidate] {
    session.registry.verbs.flatMap { verb in
      verb.spellings.map { Candidate($0.joined(separator: " "), detail: verb.declaration.summary) }
    }
  }

  private var statementWords: [Candidate] {
    ["load", "let", "param", "def", "set", "explain"].map { Candidate($0) }
  }

  private var tables: [Candidate] {
    session.scope.values.keys.sorted().map { name in
      let isTable = session.scope.values[name]?.isTable ?? false
      return Candidate(name, detail: isTable ? "table" : "value")
    }
  }

  private var functions: [Candidate] {
    session.registry.functionNames.map { Candidate("\($0)(", detail: "", appendSpace: false) }
  }

  /// The words that may introduce a clause of the verb that is being typed.
  private func clauseWords(_ head: String) -> [Candidate] {
    guard let stage = Self.lastStage(head) else { return [] }
    let words = stage.split(separator: " ").map(String.init)
    for count in [2, 1] where words.count >= count {
      let name = words.prefix(count).joined(separator: " ")
      guard let form = session.registry.verbForms.form(named: name) else { continue }
      let clauses = form.clauses.filter { !$0.words.isEmpty }
        .map { Candidate($0.words.joined(separator: " "), detail: $0.help) }
      let takesLayers = form.clauses.contains { $0.content == .layer }
      let marks =
        takesLayers
        ? session.registry.marks.map {
          Candidate($0.declaration.name, detail: $0.declaration.summary)
        } : []
      return clauses + marks
    }
    return []
  }

  private static func lastStage(_ head: String) -> Substring? {
    head.lastIndex(of: "|").map { head[head.index(after: $0)...] }
  }

  /// The columns after the stages that stand before the one being typed.
  private func schema(before head: String) -> Schema {
    let complete = head.lastIndex(of: "|").map { String(head[..<$0]) } ?? head
    let source = SourceText(name: "prompt", text: complete)
    let script = Parser.parse(source, verbs: session.registry.verbForms)
    var scope = session.scope
    // A key press computes no table, not even to learn its columns.
    scope.settleTable = { _ in }
    let binder = PipelineBinder(scope: scope)
    switch script.statements.last?.kind {
    case .pipeline(let pipeline)?:
      if let plan = try? binder.bind(pipeline) { return plan.schema }
    case .expression(.name(let name))?, .letBinding(_, .expression(.name(let name)))?:
      if let source = try? binder.bind(.name(name)) { return source.schema }
    case .letBinding(_, .pipeline(let pipeline))?:
      if let plan = try? binder.bind(pipeline) { return plan.schema }
    default: break
    }
    return session.lastResult?.table.schema ?? Schema([])
  }

  // MARK: Values

  /// The column in `column ==` or `column in [` at the end of a text.
  private func comparedColumn(_ text: Substring) -> String? {
    for sign in ["==", "!=", "in ["] where text.hasSuffix(sign) {
      let rest = Self.trimmedEnd(text.dropLast(sign.count))
      let name = rest.split(whereSeparator: { $0 == " " || $0 == "(" }).last
      return name.map { String($0.filter { $0 != "`" }) }
    }
    return nil
  }

  /// The most common texts of a column of the source, as literals.
  private func commonValues(of column: String, _ head: String) -> [Candidate]? {
    guard let first = head.split(whereSeparator: { $0 == " " || $0 == "|" || $0 == "\n" }).first
    else { return nil }
    let context = session.makeContext()
    let table: Table?
    switch session.scope.values[String(first)] {
    case .data(let data)?: table = try? data.read(columns: [column], context)
    case .table(let bound)?: table = try? bound.table(context)
    default: table = session.lastResult?.table
    }
    guard let values = table?.column(named: column), values.type == .text,
      case .dictionary(let dictionary) = values.data
    else { return nil }
    var counts = [Int](repeating: 0, count: dictionary.values.count)
    for row in 0..<values.count where values.isValid(row) {
      counts[Int(dictionary.codes[row])] += 1
    }
    let order = counts.indices.filter { counts[$0] > 0 }.sorted {
      (counts[$1], $0) < (counts[$0], $1)
    }
    return order.prefix(20).map { code in
      Candidate("\"\(dictionary.values.string(at: code))\"", detail: "\(counts[code]) rows")
    }
  }

  /// The values of a compared column inside quotes that were opened already.
  private func values(_ before: [UInt8], from start: Int, cursor: Int) -> Completions? {
    let head = String(decoding: before[..<(start - 1)], as: UTF8.self)
    let lastLine = head.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    guard let column = comparedColumn(Self.trimmedEnd(lastLine)),
      let all = commonValues(of: column, head)
    else { return nil }
    let typed = "\"" + String(decoding: before[start...], as: UTF8.self).lowercased()
    let fitting = all.filter { $0.text.lowercased().hasPrefix(typed) }
    return Completions(replacing: (start - 1)..<cursor, candidates: fitting)
  }

  // MARK: Files

  /// The offset after an opening quote that is not closed before the cursor.
  private func openQuote(_ bytes: [UInt8]) -> Int? {
    var open: Int?
    var quote: UInt8 = 0
    for (offset, byte) in bytes.enumerated()
    where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      if open == nil {
        open = offset + 1
        quote = byte
      } else if byte == quote {
        open = nil
      }
    }
    return open
  }

  private func files(_ before: [UInt8], from start: Int, cursor: Int) -> Completions {
    let typed = String(decoding: before[start...], as: UTF8.self)
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let prefix = typed.dropFirst(folder.count)
    var names: [Candidate] = []
    if let directory = opendir(folder.isEmpty ? "." : folder) {
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name.hasPrefix(prefix), name != ".", name != "..",
          prefix.hasPrefix(".") || !name.hasPrefix(".")
        else { continue }
        let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
        names.append(Candidate(folder + name + (isFolder ? "/" : "\""), appendSpace: !isFolder))
      }
    }
    names.sort { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    return Completions(replacing: start..<cursor, candidates: Array(names.prefix(Self.limit)))
  }
}

extension Repl {
  /// The dot-commands as proposals, without the dot.
  nonisolated static var commandCandidates: [Candidate] {
    commands.map { Candidate($0.name, detail: $0.summary) }
  }
}
