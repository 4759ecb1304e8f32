import Notebooks

/// Keeps outcomes until it is clear that they are worth storing.
///
/// A cell that takes under five milliseconds is not: it is as quick to run it as to read it. But it
/// may be quick only because another cell opened its data or computed its table. So the times of all
/// cells that rest on the same data and definitions are added up.
struct StoreQueue {
  private let shortest: Double
  private let keys: NotebookKeys
  private var waiting: [(archive: CellArchive, facts: Set<String>)] = []
  /// The time of all cells that rest on some data or a definition.
  private var seconds: [String: Double] = [:]

  init(_ keys: NotebookKeys, shortest: Double) {
    self.keys = keys
    self.shortest = shortest
  }

  /// Takes the outcome of a cell.
  ///
  /// - Returns: The outcomes that are to be stored now, in the order of the cells.
  mutating func add(_ archive: CellArchive, isStorable: Bool) -> [CellArchive] {
    let facts = facts(of: archive.outcome.id)
    let time = archive.outcome.durationSeconds ?? 0
    for fact in facts { seconds[fact, default: 0] += time }
    if isStorable { waiting.append((archive, facts)) }
    let ready = waiting.map { isWorthIt($0.archive.outcome, $0.facts) }
    let stored = zip(waiting, ready).filter(\.1).map(\.0.archive)
    waiting = zip(waiting, ready).filter { !$0.1 }.map(\.0)
    return stored
  }

  private func isWorthIt(_ outcome: CellRun, _ facts: Set<String>) -> Bool {
    outcome.durationSeconds ?? 0 >= shortest
      || facts.contains { seconds[$0, default: 0] >= shortest }
  }

  private func facts(of id: String) -> Set<String> {
    guard let cell = keys.cell(id) else { return [] }
    var facts = Set(
      cell.inputs.keys.filter { $0.hasPrefix("data ") || $0.hasPrefix("definition ") })
    // What it defines is made in it.
    for other in keys.cells {
      for (name, place) in other.places where place == id { facts.insert("definition \(name)") }
    }
    return facts
  }
}
