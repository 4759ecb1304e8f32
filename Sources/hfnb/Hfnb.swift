import ArgumentParser
import Glibc
import Notebooks
import Workbench

/// The command line.
///
/// Every command says its name: a name that the parser derives from the type costs a search through
/// all conformances of the program, for each command and at every start.
@main
struct Hfnb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hfnb",
    abstract: "An analysis workbench: query, chart and report on data about open-source AI.",
    discussion: """
      Without a subcommand it answers -c and -f, or opens a prompt.
      Exit status: 0 fine, 1 an expectation failed, 2 usage, 3 the program has an error, \
      4 data is missing, unreadable or not as locked, 5 a limit was reached, 6 results or what they \
      rest on are not as locked, 7 results could not be written, \
      70 a fault in hfnb, 130 interrupted, 143 told to end.
      """,
    version: Version.text,
    subcommands: [
      Query.self, Run.self, Plan.self, Check.self, Lock.self, Verify.self, Step.self, Export.self,
      Import.self, Format.self, Init.self, Params.self, Cache.self, Explain.self,
      ReferencePages.self,
    ],
    defaultSubcommand: Query.self)

  /// Parses, runs, and leaves with the status of `language` rather than the parser's own.
  static func main() {
    if CommandLine.argc == 2, CommandLine.arguments[1] == "--worker" {
      Glibc.exit(WorkerMain.run())
    }
    do {
      // The parser knows flags and options with a value, and `--refresh` is both.
      let words = CommandLine.arguments.dropFirst().map { word in
        word.hasPrefix("--refresh=") ? "--refresh-cells=" + word.dropFirst(10) : word
      }
      if let request = Run.plainRequest(words) { return try Run.perform(request).leave() }
      var command = try quickly(words) ?? parseAsRoot(words)
      try command.run()
    } catch let status as ExitCode {
      Glibc.exit(status.rawValue)
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code == .success {
        print(text)
        Glibc.exit(0)
      }
      try? DescriptorSink(2, name: "standard error").write(text + "\n")
      Glibc.exit(ExitStatus.usage.rawValue)
    }
  }
}

extension Hfnb {
  /// The command of a line that begins with `run`, found without a look at all other commands.
  ///
  /// The parser looks through the flags of every command first, which costs as much as a small
  /// notebook. Help and mistakes are left to it, so that they read the same.
  private static func quickly(_ words: [String]) -> (any ParsableCommand)? {
    guard words.first == "run", !words.contains("--version") else { return nil }
    return try? Run.parse(Array(words.dropFirst()))
  }
}

extension ExitStatus {
  /// Leaves a command with this status, unless it is success.
  func leave() throws {
    if self != .success { throw ExitCode(rawValue) }
  }
}
