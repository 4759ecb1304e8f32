import Catalog
import Columnar
import Diagnostics
import Formats
import Notebooks
import Planning
import QueryLanguage

/// Reads the statements of a notebook in order and follows what each rests on.
///
/// Parameters and plain values are computed, so that the paths of data can be; nothing else is run.
struct DefinitionReader {
  /// Computes parameters, values and paths.
  let session: Session
  private let folder: String
  private let options: BatchOptions
  private let registry: Registry
  private let depth: Int
  /// The notebooks that led here, for the names of what they bring; nil for the notebook itself.
  private let user: String?

  /// What each name rests on, itself included.
  private(set) var names: [String: CellInputs] = [:]
  private var settingsInEffect: [String: CellInputs.Setting] = [:]
  private(set) var settings = CellInputs()
  private(set) var parameters: [NotebookKeys.Parameter] = []
  private(set) var uses: [NotebookKeys.Use] = []
  private(set) var data: [NotebookKeys.Data] = []
  private(set) var problems: [Diagnostic] = []

  private var cell = ""
  private var mayFail = false
  private var inputs = CellInputs()
  /// What the statements of the cell say.
  var code = StatementDigest()

  /// The pipeline that a leading bar goes on from.
  private static let lastPipeline = "|"

  init(
    folder: String, options: BatchOptions, registry: Registry, user: String? = nil, depth: Int = 0
  ) {
    self.folder = folder
    self.options = options
    self.registry = registry
    self.user = user
    self.depth = depth
    session = Session(
      registry: registry,
      options: SessionOptions(
        threadCount: options.threadCount, baseFolder: folder,
        parameterValues: options.parameterValues, allowsRedefinition: true, today: options.today))
  }

  // MARK: Cells

  mutating func begin(_ cell: String, mayFail: Bool) {
    self.cell = cell
    self.mayFail = mayFail
    inputs = CellInputs()
    code = StatementDigest()
  }

  /// What the cell says, and what it rests on besides.
  mutating func finishCell() -> (code: Digest, inputs: CellInputs) {
    // Its own definitions are part of what it says.
    inputs.definitions = inputs.definitions.filter { $0.value.place != cell }
    forgetLocalNames()
    return (code.digest, inputs)
  }

  /// Goes on with a statement of another notebook, in one of its cells.
  private mutating func read(_ statement: UsedNotebook.Statement) {
    if statement.cell != cell { forgetLocalNames() }
    cell = statement.cell
    read(statement.syntax)
  }

  private mutating func forgetLocalNames() {
    names = names.filter { !Session.isLocal($0.key) }
    session.endCell()
  }

  mutating func read(_ statement: StatementSyntax) {
    let words = Self.words(of: statement)
    var used = CellInputs()
    for word in words { if let found = names[word] { used.merge(found) } }
    if words.contains("today") { used.usesToday = true }
    used.drawsCharts =
      used.drawsCharts || registry.verbs.contains { $0.drawsCharts && $0.isNamed(in: words) }
    let made = settings(for: words)
    used.settings.merge(made) { $0.union($1) }
    if case .continuation = statement.kind, var last = names[Self.lastPipeline] {
      // The charts of the pipeline before were drawn there.
      last.drawsCharts = false
      used.merge(last)
    }
    var digest = StatementDigest()
    if case .set(let name, _) = statement.kind {
      // Its value is part of what reads it.
      digest.add("set \(name.text)")
    } else {
      digest.add(statement.canonicalText)
    }
    // Which of several settings of one name is in effect is part of what the statement says.
    for name in made.keys.sorted() {
      for setting in made[name] ?? [] where setting.ordinal > 1 {
        digest.add("\(name) \(setting.ordinal)")
      }
    }
    code.add(digest.digest)
    follow(statement, digest.digest, &used)
    inputs.merge(used)
  }

  /// Notes what a statement defines.
  private mutating func follow(
    _ statement: StatementSyntax, _ digest: Digest, _ used: inout CellInputs
  ) {
    switch statement.kind {
    case .load(let load):
      used.data[unique(load.name.text)] = content(of: load)
      define(load.name.text, digest, used)
    case .param(let parameter):
      compute(statement, reports: true)
      let value = text(of: parameter)
      let name = unique(parameter.name.text)
      parameters.removeAll { $0.name == name }
      parameters.append(.init(name: name, value: value))
      // Who declares a parameter does not use its value yet.
      var user = used
      user.parameters[name] = value
      names[parameter.name.text] = user
    case .letBinding(let name, let value):
      if case .expression = value { compute(statement, reports: false) }
      define(name.text, digest, used)
    case .def(let name, _, _):
      // A path may be computed with it.
      compute(statement, reports: false)
      define(name.text, digest, used)
    case .set(let name, let value):
      compute(statement, reports: false)
      let ordinal = (settingsInEffect[name.text]?.ordinal ?? 0) + 1
      let setting = CellInputs.Setting(ordinal: ordinal, value: Formatter.line(of: value))
      settingsInEffect[name.text] = setting
      settings.settings[name.text, default: []].insert(setting)
    case .use(let path, let place, let wanted):
      bring(path, place, wanted.map(\.text))
    case .pipeline, .continuation, .step, .expression: goOn(statement, digest, used)
    case .explain: break
    }
  }

  private mutating func define(_ name: String, _ digest: Digest, _ used: CellInputs) {
    var inputs = used
    inputs.definitions[unique(name)] = .init(place: user ?? cell, digest: digest)
    names[name] = inputs
  }

  /// A name, with its cell when it is local, and with its notebook when that is another one.
  private func unique(_ name: String) -> String {
    let own = Session.isLocal(name) ? "\(name) of \(cell)" : name
    return user.map { "\(own) in \($0)" } ?? own
  }

  /// A pipeline is what the next leading bar goes on from.
  private mutating func goOn(
    _ statement: StatementSyntax, _ digest: Digest, _ used: CellInputs
  ) {
    var builder = DigestBuilder()
    var inputs = used
    // A value is no table, and a pipeline that fails gives none: then the one before is the last.
    var mayGiveNoTable = mayFail
    switch statement.kind {
    case .expression: mayGiveNoTable = true
    case .pipeline(let pipeline) where pipeline.stages.isEmpty: mayGiveNoTable = true
    case .continuation: mayGiveNoTable = true
    default: break
    }
    if mayGiveNoTable, let last = names[Self.lastPipeline] {
      inputs.merge(last)
      if let before = last.definitions[Self.lastPipeline] { builder.add(before.digest) }
    }
    builder.add(digest)
    inputs.definitions[Self.lastPipeline] = .init(place: user ?? cell, digest: builder.finish())
    names[Self.lastPipeline] = inputs
  }

  // MARK: Values

  /// Runs a statement that defines a value; what cannot be computed now is told when it is run.
  private mutating func compute(_ statement: StatementSyntax, reports: Bool) {
    if case .param(let parameter) = statement.kind, parameter.readsColumn { return }
    do throws(DiagnosticList) {
      _ = try session.run(statement)
    } catch {
      if reports, !mayFail { problems += error.all }
    }
  }

  /// The value of a parameter as the lock writes it.
  private func text(of parameter: ParameterSyntax) -> String {
    if !parameter.readsColumn, let value = session.scope.values[parameter.name.text] {
      return ValueWords.text(of: value)
    }
    if let given = options.parameterValues[parameter.name.text] {
      return "[" + given.map(JSONValue.quoted).joined(separator: ", ") + "]"
    }
    guard let value = parameter.defaultValue else { return "all" }
    guard case .list(let items, of: _)? = try? session.constant(value) else {
      let constant = try? session.constant(value)
      return ValueWords.text(of: constant ?? .text(Formatter.line(of: value)))
    }
    return ValueWords.text(of: .list(items, of: .text))
  }

  /// The settings that a statement of these words can read.
  private func settings(
    for words: Set<String>
  ) -> [String: Set<CellInputs.Setting>] {
    var found: [String: Set<CellInputs.Setting>] = [:]
    for (name, value) in settingsInEffect {
      let isSeed = name == "seed"
      if isSeed, !registry.verbs.contains(where: { $0.drawsAtRandom && $0.isNamed(in: words) }) {
        continue
      }
      found[name] = [value]
    }
    return found
  }

  /// The names and words of a statement, those in backticks and in `f"…"` included.
  private static func words(of statement: StatementSyntax) -> Set<String> {
    Set(CellDependencies.names(in: SourceText(name: "", text: statement.span.text)))
  }

  // MARK: Data and other notebooks

  /// The digest of what a `load` reads; that of nothing when it cannot be read.
  private mutating func content(of load: LoadSyntax) -> Digest {
    let nothing = Digest(of: [])
    do throws(Diagnostic) {
      guard let (full, path) = try session.path(of: load) else { return nothing }
      let content = try FileOpening().content(of: full, shownAs: path, at: load.path.span)
      let name = unique(load.name.text)
      data.removeAll { $0.name == name }
      data.append(
        .init(name: name, syntax: load, path: path, content: content, session: session))
      return content.digest
    } catch {
      if !mayFail { problems.append(error) }
      return nothing
    }
  }

  private mutating func bring(_ path: String, _ place: Span, _ wanted: [String]) {
    guard depth < 16,
      let notebook = try? UsedNotebook(
        path, below: folder, at: place, verbs: registry.verbForms)
    else { return }
    let name = user.map { NotebookFiles.folder(of: $0) }
    let shown = name.map { $0.isEmpty ? path : $0 + "/" + path } ?? path
    var reader = DefinitionReader(
      folder: NotebookFiles.folder(of: notebook.path), options: options, registry: registry,
      user: shown, depth: depth + 1)
    reader.session.useChain = session.useChain + [notebook.canonicalPath]
    let names = wanted.isEmpty ? notebook.offered.map(\.text) : wanted
    for statement in notebook.definitions(of: names) { reader.read(statement) }
    for name in names {
      self.names[name] = reader.names[name]
      // Its tables are not made here, but what can be computed without them.
      session.scope.values[name] = reader.session.scope.values[name]
      session.scope.functions[name] = reader.session.scope.functions[name]
      session.scope.verbs[name] = reader.session.scope.verbs[name]
    }
    for parameter in reader.parameters {
      parameters.removeAll { $0.name == parameter.name }
      parameters.append(parameter)
    }
    data += reader.data.filter { item in !data.contains { $0.name == item.name } }
    problems += mayFail ? [] : reader.problems
    let bytes = (try? FileText.readBytes(notebook.path)) ?? []
    for use in [.init(path: shown, digest: Digest(of: bytes).hexadecimal)] + reader.uses
    where !uses.contains(use) {
      uses.append(use)
    }
  }
}

/// The digest of what statements say, one after the other.
struct StatementDigest {
  private var parts: [UInt8] = []

  mutating func add(_ text: String) { add(Digest(of: text)) }

  mutating func add(_ digest: Digest) { parts += digest.bytes }

  var digest: Digest { Digest(of: parts) }
}

extension ParameterSyntax {
  /// Whether its choices are the values of a column.
  var readsColumn: Bool {
    switch kind {
    case .oneOf(.column), .anyOf(.column): true
    default: false
    }
  }
}

extension Verb {
  /// Whether the words of a statement hold those of the verb.
  fileprivate static func isNamed(in words: Set<String>) -> Bool {
    spellings.contains { $0.allSatisfy(words.contains) }
  }
}
