import Catalog
import Diagnostics
import Glibc
import Notebooks

/// Makes the jobs of a run from what the command line says: a job for each notebook that is meant and
/// each combination of a matrix.
struct BatchTasks {
  let request: BatchRun.Request
  /// Gives what reads notebooks; not asked for unless one is read here, which workers do again.
  let registry: () -> Registry
  /// How many notebooks run at once at most.
  let width: Int
  /// When the run began, in monotonic nanoseconds.
  let start: UInt64

  /// A notebook, read when somebody asks what is in it.
  private final class Item {
    let found: NotebookFiles.Found
    private let registry: () -> Registry
    /// Nil for a file that cannot be read: that is told when its turn comes, and the others run.
    private(set) lazy var opened = try? OpenedNotebook(
      found.path, place: found.place, registry())

    init(_ found: NotebookFiles.Found, _ registry: @escaping () -> Registry) {
      self.found = found
      self.registry = registry
    }

    /// The parameters that it declares.
    var declared: [(name: String, isSwitch: Bool)] { opened?.declared ?? [] }

    /// Its cells, in order.
    var cells: [NotebookCell] { opened?.notebook.cells ?? [] }

    /// Whether its cells are known.
    var isSound: Bool {
      opened.map { item in !item.problems.contains { $0.severity == .error } } ?? false
    }
  }

  /// The jobs in the order of the files, and of the combinations of each.
  ///
  /// - Throws: What the command line asks for and cannot be done.
  func make() throws(Diagnostic) -> [BatchBoard.Task] {
    var arguments = try BatchArguments(words: request.words, parameters: request.parameters)
    guard !arguments.paths.isEmpty else { throw OpenedNotebook.nothing(for: "run") }
    let matrix = try ParameterMatrix(request.matrix)
    let selection = RunSelection(
      only: request.only, until: request.until, excluded: request.excluded)
    let items = try selection.included(try NotebookFiles.find(arguments.paths)).map {
      Item($0, registry)
    }
    let namesParameters =
      arguments.hasFlags || !matrix.axes.isEmpty || request.parameterFile != nil
    let declared = namesParameters ? items.map(\.declared) : []
    try arguments.match(declared)
    try arguments.check(matrix, declared)
    if let path = request.parameterFile {
      try arguments.add(
        try ParameterFile(try FileText.readBytes(path), name: path), declared)
    }
    try check(selection, items)
    try request.cache?.check { items.flatMap { $0.cells.map(\.id) } }
    let template = try template(arguments.values)
    var tasks: [BatchBoard.Task] = []
    for item in items {
      let cells =
        selection.choosesCells
        ? item.opened.flatMap { selection.cells(of: $0.notebook, $0.dependencies) } : nil
      // A notebook that has none of the cells is left out, unless nobody knows what it has.
      if let cells, cells.isEmpty, item.isSound { continue }
      let names = matrix.axes.isEmpty ? [] : Set(item.declared.map(\.name))
      for variant in try matrix.variants(declaring: names) {
        tasks.append(task(item, variant, cells, template))
      }
    }
    try checkOutput(tasks)
    let threads = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) / min(width, max(1, tasks.count))
    for index in tasks.indices {
      tasks[index].job.threadCount = request.threadCount ?? max(1, threads)
      tasks[index].job.asksBeforeWriting =
        request.stopsAtFirstFailure && width > 1 && tasks.count > 1
    }
    return tasks
  }

  // MARK: Checks

  /// Looks whether ids are those of cells, when the cells of all notebooks are known.
  private func check(_ selection: RunSelection, _ items: [Item]) throws(Diagnostic) {
    guard selection.choosesCells || request.shownCell != nil, items.allSatisfy(\.isSound) else {
      return
    }
    let notebooks = items.compactMap { $0.opened?.notebook }
    try selection.check(notebooks)
    if let id = request.shownCell {
      try RunSelection.check(id, after: "--stdout", in: notebooks)
    }
  }

  /// Looks whether standard output gets one thing only.
  private func checkOutput(_ tasks: [BatchBoard.Task]) throws(Diagnostic) {
    guard let id = request.shownCell else { return }
    func problem(_ message: String, _ advice: String) -> Diagnostic {
      Diagnostic("E721", message, details: [advice], kind: .usage)
    }
    guard tasks.count == 1 else {
      throw problem(
        "`--stdout \(id)` is of one notebook, and \(tasks.count) runs are asked for",
        tasks.contains { !$0.job.variant.isEmpty }
          ? "Give the parameters with -p instead of `--matrix`." : "Name one notebook.")
    }
    guard WorkerJob.shownForms[request.shownForm] != nil else {
      throw problem(
        "`--stdout \(id)` cannot be in the form `\(request.shownForm)`",
        "Forms: text, csv, svg. Pages of whole notebooks are files.")
    }
    if let report = request.reports.first(where: { $0 == "github" || $0.hasSuffix(":-") }) {
      throw problem(
        "`--stdout \(id)` and `--report \(report)` both write to standard output",
        "Write the report to a file.")
    }
  }

  // MARK: Jobs

  /// What all jobs have in common.
  private func template(_ values: [String: [String]]) throws(Diagnostic) -> WorkerJob {
    var job = WorkerJob(path: "", resultFolder: "", pageBase: "")
    job.parameterValues = values
    job.today = try request.options(values).today
    job.isStrict = request.isStrict
    job.stopsAtFirstFailure = request.stopsAtFirstFailure
    job.isLocked = request.isLocked
    job.writesResults = request.writesResults
    job.formats = request.formats
    job.waits = request.waits
    job.cache = request.cache
    job.isVerbose = request.isVerbose
    job.listsFiles = !request.reports.isEmpty || request.progress == .json
    job.isQuiet = request.isQuiet || !request.progress.tellsAll
    job.findings = request.findings
    job.color = request.color
    job.limits = request.limits
    job.limits.totalDeadline = request.limits.total.map { start &+ $0.nanoseconds }
    job.shownCell = request.shownCell
    job.shownForm = request.shownForm
    return job
  }

  private func task(
    _ item: Item, _ variant: ParameterMatrix.Variant, _ cells: Set<String>?, _ template: WorkerJob
  ) -> BatchBoard.Task {
    var job = template
    job.path = item.found.path
    let folder =
      request.outputFolder.map { "\($0)/\(item.found.place).out" }
      ?? item.found.path + ".out"
    let parent = NotebookFiles.folder(of: folder)
    let stem = NotebookFiles.stem(of: item.found.path)
    job.pageBase = parent.isEmpty ? stem : parent + "/" + stem
    job.resultFolder = folder
    job.variant = variant.name
    if !variant.values.isEmpty {
      job.resultFolder += "/" + variant.name
      // Pages stand side by side, so that links and pictures in them stay where they are.
      job.pageBase += "." + variant.name.split(separator: "/").joined(separator: ",")
      for parameter in variant.values {
        job.parameterValues[parameter.name] = [parameter.value]
      }
    }
    job.cells = cells.map { chosen in item.cells.map(\.id).filter(chosen.contains) }
    return BatchBoard.Task(job: job) { item.cells.map { ($0.id, $0.fenceLine) } }
  }
}
