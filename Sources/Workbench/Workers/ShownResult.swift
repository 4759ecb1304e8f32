import Catalog
import Diagnostics
import Notebooks

/// The results of one cell on standard output: `--stdout ID`.
struct ShownResult {
  private let id: String
  private let form: String
  private let type: MIMEType

  /// What a job asks for; nil when it asks for nothing.
  init?(_ job: WorkerJob) {
    guard let id = job.shownCell, let type = WorkerJob.shownForms[job.shownForm] else { return nil }
    self.id = id
    form = job.shownForm
    self.type = type
  }

  /// Writes the results of a cell that went well, one after the other; nothing for one that did not,
  /// because its error is told.
  ///
  /// - Throws: `E721` when it has no result in that form.
  func write(_ run: NotebookRun, to output: any ByteSink) throws(Diagnostic) {
    guard let cell = run.cells.first(where: { $0.id == id }) else { return }
    if case .notRun = cell.status {
      throw problem("was not run", "It has `#| run: false`, or other cells were asked for.")
    }
    guard cell.status == .ok else { return }
    let found = cell.outputs.compactMap { $0[type] }
    guard !found.isEmpty else {
      let forms = WorkerJob.shownForms.filter { form in
        cell.outputs.contains { $0[form.value] != nil }
      }.keys.sorted()
      throw problem(
        "has no result as \(form)",
        forms.isEmpty ? "It has no results." : "It has: \(forms.joined(separator: ", "))")
    }
    for (index, bytes) in found.enumerated() {
      if index > 0 { try output.write("\n") }
      try output.write(bytes)
      if bytes.last != UInt8(ascii: "\n") { try output.write("\n") }
    }
  }

  private func problem(_ what: String, _ advice: String) -> Diagnostic {
    Diagnostic("E721", "cell `\(id)` of `--stdout` \(what)", details: [advice], kind: .usage)
  }
}
