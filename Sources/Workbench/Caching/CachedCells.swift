import Catalog
import Diagnostics
import Notebooks
import QueryLanguage

/// Which cells of a run are taken from the cache, and what has to be run nevertheless.
///
/// It is settled before the first cell: a cell is taken when its entry is good and no cell that is
/// run goes on from its last table. Of a cell that is taken only those definitions are made that a
/// cell that is run needs, so that data which nobody looks at is not even opened.
final class CachedCells {
  private let notebook: Notebook
  private let path: String
  private let cache: CellCache?
  private let facts: [CellFacts]
  private let names: [String: String]
  /// What is taken from the cache, by the id of the cell.
  private var taken: [String: CellArchive] = [:]
  /// The statements of cells that are taken which have to be run, by the id of the cell.
  private var needed: [String: Set<Int>] = [:]
  private var queue: StoreQueue
  private let keepsLayers: Bool

  /// What the run has to say about the cache.
  private(set) var remarks: [Diagnostic] = []
  private var storedBytes = 0
  private var isWritable = true

  /// Settles what is taken; nothing is, and nothing is stored, when the options name no cache.
  init(
    _ notebook: Notebook, path: String, keys: NotebookKeys, dependencies: CellDependencies,
    options: BatchOptions, lock: NotebookLock?, registry: Registry, keepsLayers: Bool = false,
    resuming results: ResultTransaction? = nil
  ) {
    self.keepsLayers = keepsLayers
    self.notebook = notebook
    self.path = path
    queue = StoreQueue(keys, shortest: options.cache?.shortestStored ?? 0)
    guard let use = options.cache else {
      (cache, facts, names) = (nil, [], [:])
      return
    }
    let folder =
      use.folder.map(CacheFolder.init) ?? .ofProject(from: NotebookFiles.folder(of: path))
    guard use.folder != nil || !folder.isForeign else {
      (cache, facts, names) = (nil, [], [:])
      remarks.append(
        Diagnostic(
          "W632", "the cache `\(folder.path)` belongs to somebody else and is not used",
          fix: .init("choose another place with `--cache-dir`"), kind: .output, severity: .note))
      return
    }
    cache = CellCache(folder: folder)
    facts = notebook.cells.map { CellFacts($0, path: path, verbs: registry.verbForms) }
    names =
      EntryNames(facts, path: path, keys: keys, options: options, lock: lock).names
    guard !use.refreshesAll else { return }
    let refreshed = refreshedCells(use.refreshed, dependencies)
    for cell in facts where !refreshed.contains(cell.cell.id) {
      take(cell.cell.id)
      if taken[cell.cell.id] == nil { takeUp(cell, keys, results) }
    }
    settle()
  }

  /// The cells that were named, and those that need them.
  private func refreshedCells(_ ids: [String], _ dependencies: CellDependencies) -> Set<String> {
    var refreshed = Set(ids)
    guard !refreshed.isEmpty else { return [] }
    for cell in notebook.cells
    where dependencies.needs[cell.id]?.contains(where: refreshed.contains) ?? false {
      refreshed.insert(cell.id)
    }
    return refreshed
  }

  private func take(_ id: String) {
    guard let cache, let name = names[id] else { return }
    switch cache.read(name) {
    case .missing: return
    case .found(let bytes):
      if let archive = CellArchive(bytes, id: id, in: notebook, path: path) {
        taken[id] = withLayers(archive)
        return
      }
    case .damaged: break
    }
    cache.remove(name)
    remarks.append(
      Diagnostic(
        "W631", "the cached results of cell `\(id)` were damaged and are made anew",
        kind: .output, severity: .note))
  }

  /// Takes what a run that did not end had made and the cache does not have.
  private func takeUp(_ cell: CellFacts, _ keys: NotebookKeys, _ results: ResultTransaction?) {
    let id = cell.cell.id
    // What it defines, and texts as they are written, are not written down there.
    guard let results, names[id] != nil, let key = keys.cell(id), !cell.showsItsText,
      cell.cell.options.error == .never, !cell.statements.contains(where: \.isDefinition),
      let outcome = results.finished(id, key: key.key, inputs: key.inputs)
    else { return }
    taken[id] = withLayers(CellArchive(outcome, completedStatements: cell.statements.count))
  }

  /// The archive with the rows behind charts if they are wanted, else without them; nil when they
  /// are wanted and were not stored.
  private func withLayers(_ archive: CellArchive) -> CellArchive? {
    var archive = archive
    for index in archive.outcome.outputs.indices {
      let output = archive.outcome.outputs[index]
      if keepsLayers, output[.svg] != nil, output.layers.isEmpty { return nil }
      if !keepsLayers { archive.outcome.outputs[index].layers = [] }
    }
    return archive
  }

  // MARK: What has to be run

  /// Goes from the last cell to the first: what a cell needs stands above it.
  private func settle() {
    var words: Set<String> = []
    var wantsTable = false
    for cell in facts.reversed() {
      let id = cell.cell.id
      guard cell.cell.options.run else { continue }
      if wantsTable, cell.lastTable != .untouched {
        taken[id] = nil
        wantsTable = cell.lastTable != .certain
      }
      guard taken[id] != nil else {
        words.formUnion(cell.words)
        wantsTable = wantsTable || cell.continues
        continue
      }
      var statements: Set<Int> = []
      for (index, statement) in cell.statements.enumerated().reversed()
      where statement.isDefinition {
        var isNeeded = statement.defines.contains(where: words.contains)
        // A setting holds for all that follows.
        if case .set = statement.syntax.kind { isNeeded = true }
        guard isNeeded else { continue }
        statements.insert(index)
        words.formUnion(statement.words)
      }
      needed[id] = statements
    }
  }

  /// What is taken for a cell; nil when the cell has to be run.
  func archive(_ id: String) -> CellArchive? { taken[id] }

  /// The statements of a cell that are to be run although the cell was not run or is not run again.
  ///
  /// - Parameters:
  ///   - completed: How many of its statements were done when it was run.
  ///   - all: Whether all its definitions are wanted, and not only those that are needed.
  ///   - withResults: Whether statements that give results are wanted as well.
  func statements(
    of id: String, completed: Int, all: Bool, withResults: Bool = false
  ) -> [StatementSyntax] {
    guard let cell = facts.first(where: { $0.cell.id == id }) else { return [] }
    return cell.statements.enumerated().filter { index, statement in
      // The statement that failed may have taken its name.
      if statement.isDefinition { return index <= completed && (all || isNeeded(id, index)) }
      return withResults && index < completed
    }.map(\.element.syntax)
  }

  private func isNeeded(_ id: String, _ index: Int) -> Bool { needed[id]?.contains(index) ?? true }

  /// Whether a cell that is taken has definitions that are left out.
  func leavesOut(_ id: String) -> Bool {
    guard taken[id] != nil, let cell = facts.first(where: { $0.cell.id == id }) else {
      return false
    }
    return cell.statements.enumerated().contains { $1.isDefinition && !isNeeded(id, $0) }
  }

  /// The cells whose results have to be made for a cell that goes on from the last table.
  func chain(before id: String) -> Set<String> {
    guard let place = facts.firstIndex(where: { $0.cell.id == id }), facts[place].continues else {
      return []
    }
    var chain: Set<String> = []
    for cell in facts[..<place].reversed()
    where cell.cell.options.run && cell.lastTable != .untouched {
      chain.insert(cell.cell.id)
      if cell.lastTable == .certain, !cell.continues { break }
    }
    return chain
  }

  // MARK: Storing

  /// Notes the outcome of a cell that was run, and stores what is worth it.
  func finished(_ archive: CellArchive) {
    guard cache != nil else { return }
    for archive in queue.add(archive, isStorable: isStorable(archive)) { store(archive) }
  }

  private func isStorable(_ archive: CellArchive) -> Bool {
    let outcome = archive.outcome
    // What went wrong outside of the program may go right the next time.
    return names[outcome.id] != nil && outcome.status == .ok
      && outcome.diagnostics.allSatisfy { $0.kind == .program || $0.kind == .expectation }
  }

  private func store(_ archive: CellArchive) {
    guard let cache, isWritable, let name = names[archive.outcome.id],
      let bytes = archive.bytes(in: notebook, path: path)
    else { return }
    do throws(Diagnostic) {
      storedBytes += try cache.store(bytes, as: name)
    } catch {
      isWritable = false
      remarks.append(error)
    }
  }

  /// Ends the run: keeps the cache below its limit.
  func finish() {
    guard let cache, storedBytes > 0 else { return }
    CacheCollection(cache.folder).grew(by: storedBytes)
    storedBytes = 0
  }
}
