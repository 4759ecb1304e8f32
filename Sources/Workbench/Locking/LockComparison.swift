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

  /// Everything that is not as the lock says: data first, then values, then cells.
  ///
  /// Files are decoded only when their content is another one.
  func findings() -> [Diagnostic] {
    var found = data()
    found += facts()
    if let cells = cells() { found.append(cells) }
    return found
  }

  /// Whether the text of the notebook changed although no cell did.
  var changedOnlyInProse: Bool {
    lock.source != Digest(of: item.notebook.bytes).hexadecimal && cells() == nil
  }

  // MARK: Data

  private func data() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for present in keys.data {
      guard let locked = lock.data(present.name),
        locked.digest != present.content.digest.hexadecimal
      else { continue }
      var details: [String]
      do throws(DiagnosticList) {
        details = try DataDrift(locked: locked, present: present).lines()
      } catch {
        found += error.all
        details = ["It cannot be read any more, so what changed in it is not known."]
      }
      details += users(of: { $0 == "data \(present.name)" })
      found.append(
        Diagnostic(
          "E664", "the data `\(present.name)` (\(present.path)) is not as locked",
          details: details, fix: LockFindings.lockAgain(item.path), kind: .data))
    }
    return found
  }

  // MARK: Values

  private func facts() -> [Diagnostic] {
    var lines: [String] = []
    if lock.semantics != Semantics.number {
      lines.append("semantics: locked \(lock.semantics), this hfnb has \(Semantics.number)")
    }
    if lock.language != keys.language {
      lines.append("language: locked version \(lock.language), is \(keys.language)")
    }
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
  private func cells() -> Diagnostic? {
    var lines: [String] = []
    for cell in keys.cells {
      guard let locked = lock.cell(cell.id) else {
        lines.append("\(cell.id): not in the lock")
        continue
      }
      // With the locked data and values the key is still another one: so the text is.
      guard NotebookKeys.key(of: cell, under: lock) != locked.key else { continue }
      let isAlone = !cell.inputs.keys.contains { $0.hasPrefix("definition ") }
      lines.append(
        "\(cell.id): its text" + (isAlone ? "" : ", or a definition that it uses,") + " changed")
    }
    for cell in lock.cells where keys.cell(cell.id) == nil {
      lines.append("\(cell.id): in the lock, but not in the notebook")
    }
    guard !lines.isEmpty else { return nil }
    let count = lines.count
    return Diagnostic(
      "E666", "\(count) cell\(count == 1 ? " is" : "s are") not as locked",
      details: lines, fix: LockFindings.lockAgain(item.path), kind: .difference)
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

  static func noLock(_ path: String) -> Diagnostic {
    Diagnostic(
      "E663", "`\(path)` has no lock",
      details: ["A lock holds what its results rest on: data, parameters, settings and code."],
      fix: .init("make one: hfnb lock \(NotebookRun.shellWord(path))"), kind: .difference)
  }
}
