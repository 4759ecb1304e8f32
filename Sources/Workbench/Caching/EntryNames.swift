import Catalog
import Diagnostics
import Formats
import Notebooks

/// The names of entries, one for each cell whose results may be cached.
///
/// A name is the digest of the cell's key and of all else that the bytes of its outputs rest on: the
/// build of the program, the digits, and for cells that show texts as they were written, or errors,
/// those texts.
struct EntryNames {
  /// The name of each cell that may have an entry, by the id of the cell.
  private(set) var names: [String: String] = [:]

  init(
    _ facts: [CellFacts], path: String, keys: NotebookKeys, options: BatchOptions,
    lock: NotebookLock?
  ) {
    let writers = Self.writers(facts)
    var textsBefore = DigestBuilder()
    for use in keys.uses {
      textsBefore.add(use.path)
      textsBefore.add(use.digest)
    }
    for cell in facts {
      var texts = DigestBuilder()
      texts.add(textsBefore.finish())
      texts.add(cell.cell.code)
      let written = texts.finish()
      textsBefore = DigestBuilder()
      textsBefore.add(written)
      guard let key = keys.cell(cell.cell.id), cell.isCacheable(key, writers, options),
        !Self.mayTellOfTypes(cell, keys, lock)
      else { continue }
      var name = DigestBuilder()
      name.add("hfnb-entry 1")
      name.add(ProgramIdentity.text)
      name.add(key.key)
      for word in key.inputs.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      where word.hasPrefix("view ") {
        name.add(word)
        name.add(key.inputs[word] ?? "")
      }
      // Who declares a parameter does not use its value; whether the value fits is told there.
      let given = options.parameterValues.keys.filter { cell.parameters.contains($0) || cell.uses }
      for parameter in given.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        name.add(parameter)
        for value in options.parameterValues[parameter] ?? [] { name.add(value) }
      }
      if cell.showsItsText || cell.cell.options.error != .never {
        name.add("as written")
        name.add(written)
        name.add(path)
        for data in keys.data { name.add(data.content.digest) }
      }
      names[cell.cell.id] = name.finish().hexadecimal
    }
  }

  /// The names that write files when they are used, and what is defined by them.
  private static func writers(_ facts: [CellFacts]) -> Set<String> {
    // The verb, and the clause of a chart.
    var writers: Set<String> = ["save"]
    for statement in facts.flatMap(\.statements) where statement.isDefinition {
      if !statement.words.isDisjoint(with: writers) { writers.formUnion(statement.defines) }
    }
    return writers
  }

  /// Whether the run tells that types changed since the lock, which is no part of an entry.
  private static func mayTellOfTypes(
    _ cell: CellFacts, _ keys: NotebookKeys, _ lock: NotebookLock?
  ) -> Bool {
    guard let lock else { return false }
    return cell.loads.contains { name in
      guard let locked = lock.data(name) else { return false }
      let present = keys.data.first { $0.name == name }
      return present?.content.digest.hexadecimal != locked.digest
    }
  }
}

extension CellFacts {
  /// Whether the key of the cell and its text say all that its results rest on.
  fileprivate func isCacheable(
    _ key: NotebookKeys.Cell, _ writers: Set<String>, _ options: BatchOptions
  ) -> Bool {
    guard cell.options.run, cell.options.cache == .auto, !tellsOfOthers,
      words.isDisjoint(with: writers)
    else { return false }
    // A message may name anything that is defined, and not all of it is when only some cells are run.
    if options.cells != nil, cell.options.error != .never { return false }
    // The day of the run, and data that cannot be read.
    if key.inputs["today"] == "-" { return false }
    let nothing = Digest(of: []).hexadecimal
    if key.inputs.contains(where: { $0.key.hasPrefix("data ") && $0.value == nothing }) {
      return false
    }
    // Why another notebook cannot be used is not part of a key.
    return !(uses && cell.options.error != .never)
  }
}
