import ArgumentParser
import Diagnostics
import Notebooks
import Workbench

/// The flags that all commands about locks take.
struct LockOptions: ParsableArguments {
  @Option(help: "The folder of the results.")
  var out: String?

  @OptionGroup var notebooks: NotebookOptions

  /// Does a task and leaves with its status.
  func run(_ task: LockCommands.Task, waits: Bool = false) throws {
    var request = BatchRun.Request(
      words: notebooks.words, parameters: notebooks.parameter, outputFolder: out,
      threadCount: notebooks.threads, today: notebooks.today, isQuiet: notebooks.quiet,
      color: notebooks.isColored, findings: notebooks.errors)
    request.waits = waits
    let status = MainActor.assumeIsolated {
      Interrupts.stopping {
        LockCommands(
          task, request, output: DescriptorSink(1, name: "standard output"),
          talk: DescriptorSink(2, name: "standard error"), cancellation: .onInterrupt
        ).run()
      }
    }
    try status.leave()
  }
}

/// `hfnb plan FILE…`.
struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Tell which results are out of date, and why, without running.",
    usage: "hfnb plan FILE|DIR … [--NAME VALUE …] [--out DIR]",
    discussion: """
      A result is out of date when its cell, a definition that it uses, the content of its data, \
      or a parameter or setting that it reads is not what it was in the last run. Comments, white \
      space and other cells do not matter. Data is taken as a whole: a change in a column that \
      nobody reads counts too, since telling would need reading all of it.
      """)

  @OptionGroup var options: LockOptions

  func run() throws { try options.run(.plan) }
}

/// `hfnb check FILE…`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for mistakes, and for changes since the lock, without running.",
    usage: "hfnb check FILE|DIR … [--NAME VALUE …]",
    discussion: """
      Checks syntax, names and types, the content of the data, and whether the lock is up to date. \
      Leaves with 3 for a mistake, 4 for data that is missing or not as locked, 6 for cells, \
      parameters or settings that are not as locked.
      """)

  @OptionGroup var options: LockOptions

  func run() throws { try options.run(.check) }
}

/// `hfnb lock FILE…`.
struct Lock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Run notebooks and write down what their results rest on, and what they are.",
    usage: "hfnb lock FILE|DIR … [--NAME VALUE …] [--out DIR]",
    discussion: """
      Writes NAME.hfnb.lock beside each notebook: the digests of its data, columns and results, \
      its parameters and settings, one fact a line. Commit it. `check` and `verify` compare with \
      it, and `run --locked` refuses to start when something differs. The values themselves stay \
      in NAME.hfnb.out/locked.json, which later runs leave alone, so that a difference can be \
      shown; without that file only digests are compared.
      """)

  @Flag(help: "Wait for another run that makes the same results, instead of an error.")
  var wait = false

  @OptionGroup var options: LockOptions

  func run() throws { try options.run(.lock, waits: wait) }
}

/// `hfnb verify FILE…`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run notebooks and compare their results with their locks.",
    usage: "hfnb verify FILE|DIR … [--NAME VALUE …] [--views] [--out DIR]",
    discussion: """
      Tells which values of the data, cells of a table and points of a chart differ and by how \
      much, as long as the results of the locked run are still there. Leaves with 6 when values \
      differ, 4 when data does. Nothing is written, and every cell is run: results of earlier runs \
      are used only with --cached.
      """)

  @Flag(help: "Another drawing of the same values is a difference too.")
  var views = false

  @Flag(help: "Take results that are up to date from the cache.")
  var cached = false

  @Option(name: .customLong("cache-dir"), help: "The folder of the cache, for --cached.")
  var cacheFolder: String?

  @OptionGroup var options: LockOptions

  func validate() throws {
    if cacheFolder != nil, !cached { throw ValidationError("--cache-dir needs --cached.") }
  }

  func run() throws {
    try options.run(
      .verify(views: views, cache: cached ? CacheUse(folder: cacheFolder) : nil))
  }
}
