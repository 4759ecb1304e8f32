public import Catalog
import Diagnostics
import Glibc
public import Notebooks

/// Prepares a folder for notebooks: how version control treats them, and a first one to begin with.
///
/// It adds the lines that are missing and keeps all that is there, so running it twice changes
/// nothing.
public struct InitCommand {
  private let folder: String
  private let notebook: String?
  private let isQuiet: Bool
  private let talk: any ByteSink

  /// Creates a command.
  ///
  /// - Parameters:
  ///   - folder: The folder to prepare; it is made when it is not there.
  ///   - notebook: The name of a first notebook to write in it; nil for none.
  ///   - talk: Where it says what it did.
  public init(folder: String, notebook: String?, isQuiet: Bool = false, talk: any ByteSink) {
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    self.notebook = notebook
    self.isQuiet = isQuiet
    self.talk = talk
  }

  /// Lines of one file of settings.
  private struct Settings {
    var file: String
    /// Each line, and other ways to write its pattern.
    var lines: [(text: String, same: [String])]
  }

  // A pattern with a slash counts from the folder of the file, so results further down need `**/`.
  private static let all = [
    Settings(
      file: ".gitattributes",
      lines: [
        ("*.hfnb linguist-language=Markdown text eol=lf", []),
        ("*.hfnb.md text eol=lf", []),
        ("*.hfnb.lock text eol=lf", []),
        ("*.hfnb.md.lock text eol=lf", []),
        ("**/*.hfnb.out/** linguist-generated", []),
        ("**/*.hfnb.md.out/** linguist-generated", []),
      ]),
    Settings(file: ".gitignore", lines: [(".hfnb/", [".hfnb", "/.hfnb/", "/.hfnb", "**/.hfnb/"])]),
  ]

  /// Prepares the folder.
  public func run() -> ExitStatus {
    do throws(Diagnostic) {
      if let notebook { try check(notebook) }
      try makeFolder()
      for settings in Self.all { try extend(settings) }
      if let notebook {
        try FileText.write(Self.firstNotebook, to: path(notebook))
        try say("wrote \(path(notebook))   `hfnb run \(path(notebook))` runs it\n")
      } else if (try? NotebookFiles.find([folder])) == nil {
        let here = folder == "." ? "" : " \(NotebookRun.shellWord(folder))"
        try say("no notebook yet: `hfnb init\(here) --notebook first.hfnb` writes one\n")
      }
      return .success
    } catch {
      FindingWriter(talk).write(error)
      return ExitStatus(error.kind)
    }
  }

  private func makeFolder() throws(Diagnostic) {
    do throws(Diagnostic) { try ResultFolder.makeFolder(folder) } catch {
      throw Diagnostic(
        "E701", "the folder `\(folder)` cannot be made", details: Array(error.details.prefix(1)),
        kind: .output)
    }
  }

  private func path(_ name: String) -> String { folder == "." ? name : "\(folder)/\(name)" }

  private func say(_ text: String) throws(Diagnostic) { if !isQuiet { try talk.write(text) } }

  private func check(_ name: String) throws(Diagnostic) {
    let isName =
      !name.contains("/") && !name.hasPrefix(".")
      && (name.hasSuffix(".hfnb") || name.hasSuffix(".hfnb.md"))
    guard isName else {
      throw Diagnostic(
        "E692", "`\(name)` is not the name of a notebook in the folder",
        details: ["It ends with `.hfnb`: `--notebook first.hfnb`."], kind: .usage)
    }
    var facts = stat()
    guard lstat(path(name), &facts) != 0 else {
      throw Diagnostic(
        "E692", "`\(path(name))` is already there", details: ["`--notebook` names another one."],
        kind: .usage)
    }
  }

  /// Adds the lines whose patterns a file does not have yet.
  private func extend(_ settings: Settings) throws(Diagnostic) {
    let path = path(settings.file)
    var bytes: [UInt8] = FileText.exists(path) ? try FileText.readBytes(path) : []
    let present = Set(
      bytes.split { $0 == 10 || $0 == 13 }.compactMap { line in
        line.split { $0 == 32 || $0 == 9 }.first.map { String(decoding: $0, as: UTF8.self) }
      })
    let missing = settings.lines.filter { line in
      let pattern = line.text.prefix { $0 != " " }
      return !present.contains(String(pattern)) && !line.same.contains(where: present.contains)
    }
    guard !missing.isEmpty else {
      try say("kept \(path)   it says all that is needed\n")
      return
    }
    let lineBreak: [UInt8] = bytes.contains(13) ? [13, 10] : [10]
    if let last = bytes.last, last != 10 { bytes += lineBreak }
    for line in missing { bytes += Array(line.text.utf8) + lineBreak }
    try FileText.write(bytes, to: path)
    try say("wrote \(path)   \(missing.count) line\(missing.count == 1 ? "" : "s") added\n")
  }

  /// A notebook that runs anywhere, in its canonical form.
  static let firstNotebook = """
    ---
    hfnb: 1
    title: A first notebook
    ---

    # A first notebook

    Text is Markdown. A block of `hfq` is a cell: it runs from top to bottom with `hfnb run`, and its
    results go to a folder beside this file. The table here is one that the program makes itself; put
    the path of a file of yours in its place.

    ```hfq setup
    load board from "sample:leaderboard"
    param least: int = 10 "The fewest models that an architecture needs"
    ```

    ```hfq by-architecture
    #| caption: Architectures with the best models
    board
    | group by Architecture agg models = count(), best = max(`Average ⬆️`)
    | filter models >= least
    | top 10 by best
    ```

    A line that begins with a bar goes on from the table above.

    ```hfq drawn
    #| caption: The same, drawn
    | plot bar x: best, y: Architecture
    ```

    """
}
