import ArgumentParser
import Notebooks
import Workbench

/// `hfnb cache stat|gc|clear`.
struct Cache: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Look at the cache of results, make it smaller, or empty it.",
    discussion: """
      `hfnb run` keeps the results of cells in .hfnb/cache of the project: the nearest folder, from \
      the notebook up, with a .hfnb or a .git. A result is taken from there when nothing changed \
      that it rests on: its program, its data, parameters and settings, and the build of hfnb. \
      The cache may be removed at any time.
      """,
    subcommands: [Statistics.self, Collect.self, Clear.self])

  /// Which cache is meant.
  struct Place: ParsableArguments {
    @Argument(help: "A folder of the project; the working folder when left out.")
    var folder: String = ""

    @Option(name: .customLong("cache-dir"), help: "The folder of the cache itself.")
    var cacheFolder: String?

    func run(_ task: CacheCommand.Task) throws {
      let command = CacheCommand(
        folder: folder, cacheFolder: cacheFolder,
        output: DescriptorSink(1, name: "standard output"),
        talk: DescriptorSink(2, name: "standard error"))
      try command.run(task).leave()
    }
  }

  /// `hfnb cache stat`.
  struct Statistics: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stat", abstract: "Tell where the cache is and how much is in it.")

    @OptionGroup var place: Place

    func run() throws { try place.run(.statistics) }
  }

  /// `hfnb cache gc`.
  struct Collect: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gc",
      abstract: "Remove the results that were not used for the longest time.",
      discussion: "A run does so by itself when the cache passes 2 GB.")

    @Option(help: "How much may stay, such as 500MB.")
    var maxSize = "2GB"

    @OptionGroup var place: Place

    func run() throws { try place.run(.collect(maxSize)) }
  }

  /// `hfnb cache clear`.
  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear", abstract: "Remove all results from the cache, and nothing else.")

    @OptionGroup var place: Place

    func run() throws { try place.run(.clear) }
  }
}
