public import ArgumentParser
import Diagnostics
import Notebooks
public import Workbench

/// `hfnb run FILE|DIR…`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run notebooks and write their results.",
    usage: "hfnb run FILE|DIR … [--NAME VALUE …] [--out DIR] [--format html,md,svg,csv,text]",
    discussion: """
      Every parameter that a notebook declares is a flag: --grain month, --labels, --no-labels. \
      -p NAME=VALUE does the same for names that are flags of the command itself. Results go to \
      NAME.hfnb.out beside each notebook, or below --out.
      Each notebook runs in a process of its own. A cell that fails takes along only the cells that \
      need it, and the other notebooks go on. Limits stand in the notebook (limits: in the front \
      matter, #| limit: at a cell); those of the command line cap them. Ctrl-C keeps what is \
      complete; a second one leaves at once.
      --only, --until: cells that are left out keep the results of the last run while their keys \
      hold, and are not run otherwise. --matrix k=a,b writes to NAME.hfnb.out/k=a and …/k=b, with \
      % and hexadecimal digits for what names of files should not have. Everything that is said \
      goes to standard error; standard output has only what --stdout and --report ask for.
      Results of cells are kept in .hfnb/cache of the project, and taken from there as long as \
      nothing changed that they rest on; the bytes are the same as without. `hfnb cache` looks \
      after it.
      """)

  @Option(
    help: "Parameters in a file: one JSON object (.json), or lines such as grain: month (.yaml).")
  var params: String?

  @Option(
    help: ArgumentHelp(
      "Run once for each value, into NAME.hfnb.out/NAME=a; several multiply.",
      valueName: "NAME=a,b"))
  var matrix: [String] = []

  @Option(help: ArgumentHelp("The cells to run, with what they need.", valueName: "ID,…"))
  var only: [String] = []

  @Option(help: ArgumentHelp("The last cell to run.", valueName: "ID"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Leave out notebooks: a name, a folder/, or a path with * and **.", valueName: "GLOB"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write the results of one cell, and nothing else, to standard output: as text, or as "
        + "--format csv or svg says.", valueName: "ID"))
  var stdout: String?

  @Option(help: "The folder for results.")
  var out: String?

  @Option(
    help: "Pages to write besides the results: html, md, ipynb; and which results: text, svg, csv.")
  var format: String?

  @Flag(name: .customLong("no-out"), help: "Write no results; `save` is off.")
  var noOut = false

  @Option(
    name: .customShort("j"), help: "Notebooks that run at once; one per processor by default.")
  var jobs: Int?

  @Option(help: "The longest time of a cell: 500ms, 30s, 5min, 2h.")
  var cellTimeout: String?

  @Option(help: "The longest time of a notebook.")
  var timeout: String?

  @Option(help: "The longest time of the whole run.")
  var totalTimeout: String?

  @Option(help: "The most memory of a notebook: 512MiB, 2GB.")
  var memory: String?

  @Flag(help: "Notes make the run fail.")
  var strict = false

  @Flag(
    help: "Stop at the first failing cell; of several notebooks, those after it are not run.")
  var failFast = false

  @Flag(
    help: "Leave with 0 whatever notebooks say; faults, interrupts and failed writes still count.")
  var exitZero = false

  @Flag(help: "Refuse to run what is not as its lock says: data, parameters, settings, cells.")
  var locked = false

  @Flag(help: "Wait for another run that makes the same results, instead of an error.")
  var wait = false

  @Flag(name: .customLong("no-cache"), help: "Take no results from the cache, and keep none.")
  var noCache = false

  @Flag(
    help:
      "Make all results anew and keep them; --refresh=ID,… only those cells and what needs them.")
  var refresh = false

  @Option(name: .customLong("refresh-cells"), help: .hidden)
  var refreshCells: String?

  @Option(help: "The folder of the cache, instead of .hfnb/cache of the project.")
  var cacheDir: String?

  @Option(
    help: """
      A report at the end: json:PATH, junit:PATH (- for standard output), or github: annotations \
      on standard output, where GitHub reads them. May be given several times.
      """)
  var report: [String] = []

  @Option(help: "Progress on standard error: auto, bar, plain, json or none.")
  var progress: ProgressForm = .auto

  @Flag(name: .shortAndLong, help: "Tell each cell.")
  var verbose = false

  @OptionGroup var notebooks: NotebookOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("-j takes a number from 1.") }
    if noCache, refresh || refreshCells != nil {
      throw ValidationError("--no-cache does not go with --refresh.")
    }
    if notebooks.quiet, verbose { throw ValidationError("-q and -v exclude each other.") }
  }

  func run() throws {
    var request = BatchRun.Request(
      words: notebooks.words, parameters: notebooks.parameter, outputFolder: out,
      threadCount: notebooks.threads, today: notebooks.today, isStrict: strict,
      stopsAtFirstFailure: failFast, isLocked: locked, isQuiet: notebooks.quiet,
      color: notebooks.isColored, findings: notebooks.errors)
    if stdout == nil, let format {
      request.formats = format.split(separator: ",").map(String.init)
    }
    request.writesResults = !noOut
    if !noCache {
      request.cache = CacheUse(
        folder: cacheDir, refreshesAll: refresh,
        refreshed: refreshCells?.split(separator: ",").map(String.init) ?? [])
    }
    request.width = jobs
    request.exitsZero = exitZero
    request.parameterFile = params
    request.matrix = matrix
    request.only = only
    request.until = until
    request.excluded = exclude
    request.shownCell = stdout
    request.shownForm = format ?? "text"
    request.reports = report
    request.progress = progress
    request.isVerbose = verbose
    do throws(Diagnostic) {
      request.limits = CommandLimits(
        cell: try CommandLimits.duration(cellTimeout, flag: "--cell-timeout"),
        notebook: try CommandLimits.duration(timeout, flag: "--timeout"),
        total: try CommandLimits.duration(totalTimeout, flag: "--total-timeout"),
        memory: try CommandLimits.memory(memory, flag: "--memory"))
    } catch {
      FindingWriter(
        DescriptorSink(2, name: "standard error"), form: notebooks.errors,
        color: notebooks.isColored
      ).write(error)
      return try ExitStatus.usage.leave()
    }
    request.waits = wait
    try Self.perform(request).leave()
  }

  /// What a line asks for that is `run` and names without any flag; nil for others.
  ///
  /// It goes without the parser, which takes longer to look at its flags than a small notebook to run.
  static func plainRequest(_ line: [String]) -> BatchRun.Request? {
    guard line.first == "run", line.count > 1, !line.contains(where: { $0.hasPrefix("-") }) else {
      return nil
    }
    var request = BatchRun.Request(
      words: Array(line.dropFirst()),
      color: Terminal(output: 2, color: .automatic).colorLevel != .none)
    request.cache = CacheUse()
    request.progress = .auto
    return request
  }

  /// Runs notebooks with workers, and gives the status to leave with.
  static func perform(_ request: BatchRun.Request) -> ExitStatus {
    let talk = DescriptorSink(2, name: "standard error")
    var request = request
    request.progress = request.progress.resolved(isTerminal: Terminal.isTerminal(2))
    return MainActor.assumeIsolated {
      Interrupts.stopping(leavesAtSecond: false) {
        BatchRun(
          request, talk: talk, output: DescriptorSink(1, name: "standard output"),
          progress: request.progressTalk(talk), program: "/proc/self/exe",
          cancellation: .onInterrupt
        ).run()
      }
    }
  }
}

extension ProgressForm: ExpressibleByArgument {}
