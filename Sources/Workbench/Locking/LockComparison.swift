import Catalog
import Columnar
import Diagnostics
import Formats
import Notebooks

/// Compares what a notebook's results rest on with what its lock says; runs nothing.
struct LockComparison {
  let lock: NotebookLock
  let keys: NotebookKeys
  let item: OpenedNotebook
  /// The results of the run that made the lock, as far as they are still there.
  let folder: ResultFolder

  /// Everything that is not as the lock says: data first, then values, then cells.
  ///
  /// Files are decoded only when their content is another one.
  func findings() -> [Diagnostic] {
    var found = engine()
    found += data()
    found += facts()
    found += cells()
    return found
  }

  /// Whether the text of the notebook changed although no cell did.
  var changedOnlyInProse: Bool {
    lock.source != Digest(of: item.notebook.bytes).hexadecimal && cells().isEmpty
  }

  // MARK: The engine and the language

  private func engine() -> [Diagnostic] {
    if lock.semantics > Semantics.number { return [LockFindings.newer(lock, item.path)] }
    var found: [Diagnostic] = []
    if lock.semantics < Semantics.number {
      found.append(
        Diagnostic(
          "E667", "the lock of `\(item.path)` is from before some results of hfnb changed",
          details: [
            "semantics: locked \(lock.semantics), this hfnb has \(Semantics.number)",
            "Another number says that some programs give other results, though nothing in the",
            "notebook changed.",
          ],
          fix: .init(
            "`hfnb verify` tells whether its results are others; then: hfnb lock "
              + NotebookRun.shellWord(item.path)), kind: .difference))
    }
    if lock.language != keys.language {
      found.append(
        Diagnostic(
          "E668", "`\(item.path)` is in another version of the language than its lock says",
          details: ["locked \(lock.language), is \(keys.language)"],
          fix: .init(
            "write `lang: \(lock.language)` into its front matter; if the change is wanted: "
              + "hfnb lock \(NotebookRun.shellWord(item.path))"), kind: .difference))
    }
    return found
  }

  // MARK: Data

  private func data() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var values: LockedValues?
    for present in keys.data {
      guard let locked = lock.data(present.name),
        locked.digest != present.content.digest.hexadecimal
      else { continue }
      var details: [String]
      do throws(DiagnosticList) {
        values = values ?? folder.lockedValues()
        details = try DataDrift(
          locked: locked, present: present,
          marks: values?.data(locked.name, digest: locked.digest)
        ).lines()
      } catch {
        found += error.all
        details = ["It cannot be read any more, so what changed in it is not known."]
      }
      details += users(of: { $0 == "data \(present.name)" })
      found.append(
        Diagnostic(
          "E664", "the data `\(present.name)` (\(present.path)) is not as locked",
          details: details,
          fix: .init(
            "restore the file; if the change is wanted: hfnb lock "
              + NotebookRun.shellWord(item.path)), kind: .data))
    }
    return found
  }

  // MARK: Values

  private func facts() -> [Diagnostic] {
    var lines: [String] = []
    lines += Self.differences(
      "setting", lock.settings, keys.settings.map { ($0.name, $0.value) }, absent: "not set")
    lines += Self.differences(
      "parameter", lock.parameters, keys.parameters.map { ($0.name, $0.value) },
      absent: "not declared")
    if let locked = lock.today, let today = keys.today, locked != today {
      lines.append("today: locked \(locked), is \(today)")
    }
    guard !lines.isEmpty else { return [] }
    let changed = NotebookKeys.factsChanged
    lines += users(of: { input in
      keys.cells.contains { changed($0, lock).contains(input) } && !input.hasPrefix("data ")
    })
    return [
      Diagnostic(
        "E665", "`\(item.path)` is not run with what its lock says", details: lines,
        fix: fixOfFacts, kind: .difference)
    ]
  }

  /// The flags that give the locked values, when parameters and the date are all that differs.
  private var fixOfFacts: Diagnostic.Fix {
    var flags: [String] = []
    for locked in lock.parameters {
      guard let present = keys.parameters.first(where: { $0.name == locked.name }),
        present.value != locked.value
      else { continue }
      guard let words = Self.flagValue(locked.value) else {
        return LockFindings.lockAgain(item.path)
      }
      // A parameter of another notebook is given under its own name.
      let name = locked.name.prefix { $0 != " " }
      flags.append("-p \(NotebookRun.shellWord("\(name)=\(words)"))")
    }
    if let locked = lock.today, let today = keys.today, locked != today {
      flags.append("--today \(locked)")
    }
    guard !flags.isEmpty else { return LockFindings.lockAgain(item.path) }
    return .init("give the locked values: \(flags.joined(separator: " "))")
  }

  /// A value of a lock as a flag takes it; nil when it has no such form.
  private static func flagValue(_ value: String) -> String? {
    guard value.hasPrefix("\"") || value.hasPrefix("[") else { return value }
    guard let words = NotebookLock.texts(in: value), !words.contains(where: { $0.contains(",") })
    else { return nil }
    return words.joined(separator: ",")
  }

  private static func differences(
    _ what: String, _ locked: [NotebookLock.Fact], _ present: [(name: String, value: String)],
    absent: String
  ) -> [String] {
    var lines: [String] = []
    for fact in locked {
      let now = present.first { $0.name == fact.name }?.value
      if now != fact.value {
        lines.append("\(what) \(fact.name): locked \(fact.value), is \(now ?? absent)")
      }
    }
    for (name, value) in present where !locked.contains(where: { $0.name == name }) {
      lines.append("\(what) \(name): not in the lock, is \(value)")
    }
    return lines
  }

  // MARK: Cells

  /// The cells that are not those of the lock; what rests on other data or values was told before.
  private func cells() -> [Diagnostic] {
    var lines: [String] = []
    var known = LockedInputs(folder)
    let renamed = self.renamed
    for cell in keys.cells {
      if let old = renamed.first(where: { $0.new == cell.id })?.old {
        lines.append("\(cell.id): was called \(old)")
        continue
      }
      guard let locked = lock.cell(cell.id) else {
        lines.append("\(cell.id): not in the lock")
        continue
      }
      // With the locked data and values the key is still another one: so the text is.
      guard NotebookKeys.key(of: cell, under: lock) != locked.key else { continue }
      lines.append("\(cell.id): \(reason(cell, known.inputs(of: locked)))")
    }
    for cell in lock.cells
    where keys.cell(cell.id) == nil && !renamed.contains(where: { $0.old == cell.id }) {
      lines.append("\(cell.id): in the lock, but not in the notebook")
    }
    let used = usesChanged
    guard !lines.isEmpty else {
      return used.map { path in
        Diagnostic(
          "W640",
          "the text of `\(path)`, which is used, changed since it was locked; what is used "
            + "of it did not", kind: .difference, severity: .note)
      }
    }
    let count = lines.count
    lines += used.map { "The text of `\($0)`, which is used, is not as locked." }
    return [
      Diagnostic(
        "E666", "\(count) cell\(count == 1 ? " is" : "s are") not as locked",
        details: lines, fix: LockFindings.lockAgain(item.path), kind: .difference)
    ]
  }

  /// What changed in a cell, as far as what its key was made of is known.
  private func reason(_ cell: NotebookKeys.Cell, _ before: [String: String]?) -> String {
    let isOwn: (String) -> Bool = { input in
      ["code", "option", "definition"].contains(String(input.prefix { $0 != " " }))
    }
    if let before {
      let reasons = StaleReason.reasons(
        from: before.filter { isOwn($0.key) }, to: cell.inputs.filter { isOwn($0.key) },
        places: cell.places)
      if !reasons.isEmpty { return reasons.joined(separator: ", ") }
    }
    guard lock.semantics == Semantics.number else {
      return "its text changed, or this hfnb reads it in another way"
    }
    let isAlone = !cell.inputs.keys.contains { $0.hasPrefix("definition ") }
    return "its text" + (isAlone ? "" : ", or a definition that it uses,") + " changed"
  }

  /// Cells of the lock that stand under another id in the notebook, each with the same key.
  private var renamed: [(old: String, new: String)] {
    var free = lock.cells.filter { keys.cell($0.id) == nil }
    var found: [(old: String, new: String)] = []
    for cell in keys.cells where lock.cell(cell.id) == nil {
      let key = NotebookKeys.key(of: cell, under: lock)
      guard let index = free.firstIndex(where: { $0.key == key }) else { continue }
      found.append((free.remove(at: index).id, cell.id))
    }
    return found
  }

  /// The used notebooks whose text is another one.
  private var usesChanged: [String] {
    keys.uses.filter { use in
      lock.uses.contains { $0.name == use.path && $0.value != use.digest }
    }.map(\.path)
  }

  /// A line that names the cells which rest on some inputs; none when there are none.
  private func users(of input: (String) -> Bool) -> [String] {
    let ids = keys.cells.filter { $0.inputs.keys.contains(where: input) }.map(\.id)
    return ids.isEmpty ? [] : ["Cells that rest on it: \(Self.list(ids))"]
  }

  private static func list(_ names: [String]) -> String {
    names.count <= 8
      ? names.joined(separator: ", ")
      : names.prefix(7).joined(separator: ", ") + " and \(names.count - 7) more"
  }
}

/// Findings about locks that several commands have.
enum LockFindings {
  static func lockAgain(_ path: String) -> Diagnostic.Fix {
    .init("if this is wanted: hfnb lock \(NotebookRun.shellWord(path))")
  }

  /// A lock that a newer program made, so that nothing about it can be told for certain.
  static func newer(_ lock: NotebookLock, _ path: String) -> Diagnostic {
    Diagnostic(
      "E667", "the lock of `\(path)` was made by a newer hfnb",
      details: [
        "semantics: locked \(lock.semantics), this hfnb has \(Semantics.number)",
        "Some programs give other results in that version.",
      ],
      fix: .init("update hfnb, or lock with this one: hfnb lock \(NotebookRun.shellWord(path))"),
      kind: .difference)
  }

  static func noLock(_ path: String) -> Diagnostic {
    Diagnostic(
      "E663", "`\(path)` has no lock",
      details: ["A lock holds what its results rest on: data, parameters, settings and code."],
      fix: .init("make one: hfnb lock \(NotebookRun.shellWord(path))"), kind: .difference)
  }
}

/// What the keys of a lock were made of, as far as results of the run that made it are still there.
struct LockedInputs {
  /// Where they are; read when a cell needs them.
  let folder: ResultFolder
  private lazy var values = folder.lockedValues()
  private lazy var recorded = folder.recorded()

  init(_ folder: ResultFolder) { self.folder = folder }

  /// What the key of a cell was made of; nil when nobody knows any more.
  mutating func inputs(of locked: NotebookLock.Cell) -> [String: String]? {
    if let cell = values?.cell(locked.id, key: locked.key) { return cell.inputs }
    guard let cell = recorded?.cell(locked.id), cell.key == locked.key else { return nil }
    return cell.inputs
  }
}
