import Columnar
public import Diagnostics

/// A notebook together with what one run of it gave.
public struct NotebookRun: Sendable {
  /// A parameter and the text of its value.
  public struct Parameter: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value as it is written on the command line.
    public var value: String

    /// Creates a parameter.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A file that the run read.
  public struct DataInput: Sendable, Hashable {
    /// The name that the notebook gives it.
    public var name: String
    /// Where it is, relative to the notebook.
    public var path: String
    /// The number of bytes; nil for a table that the program makes.
    public var bytes: Int?
    /// The digest of the content, with the name of its algorithm before a colon.
    public var digest: String
    /// The number of rows.
    public var rows: Int?

    /// Creates an input.
    public init(name: String, path: String, bytes: Int?, digest: String, rows: Int? = nil) {
      self.name = name
      self.path = path
      self.bytes = bytes
      self.digest = digest
      self.rows = rows
    }
  }

  /// The notebook.
  public var notebook: Notebook
  /// The path by which the notebook was named, for messages and the reproducing command.
  public var path: String
  /// The parameters that differ from their defaults or were given, in the order of declaration.
  public var parameters: [Parameter]
  /// The data that was read, in the order of the document.
  public var data: [DataInput]
  /// The outcomes, in the order of the document; cells without one were not run.
  public var cells: [CellRun]
  /// How the run ended.
  public var exitStatus: ExitStatus
  /// The values that were given to parameters, as they were given.
  public var givenParameters: [String: [String]] = [:]
  /// The date of `today()` that was given, as a number of days since 1970.
  public var today: Int?
  /// Whether the outputs hold all their forms; pages are not made from stored results that do not.
  public var isComplete = true

  /// What the run has to say that is neither an outcome nor a part of results.
  public var remarks: [Diagnostic] = []

  /// Creates a run.
  public init(
    notebook: Notebook, path: String, parameters: [Parameter] = [], data: [DataInput] = [],
    cells: [CellRun] = [], exitStatus: ExitStatus = .success
  ) {
    self.notebook = notebook
    self.path = path
    self.parameters = parameters
    self.data = data
    self.cells = cells
    self.exitStatus = exitStatus
  }

  /// The file's name without the folders before it.
  public var fileName: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The values of all parameters that results rest on: those that were given, in the order of
  /// declaration, then the defaults that cells use.
  public var parametersInUse: [Parameter] {
    let prefix = "parameter "
    var defaults: [String: String] = [:]
    for (word, value) in cells.flatMap(\.inputs) where word.hasPrefix(prefix) {
      let name = String(word.dropFirst(prefix.count))
      if !parameters.contains(where: { $0.name == name }) { defaults[name] = value }
    }
    let names = defaults.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return parameters + names.map { Parameter($0, defaults[$0] ?? "") }
  }

  /// The command that makes these results again in the notebook's folder, with the words quoted for
  /// a shell; where the folder is on some machine is nobody's business.
  public var command: String {
    var words = ["hfnb", "run", fileName]
    for parameter in parameters {
      words += ["-p", "\(parameter.name)=\(parameter.value)"]
    }
    if let today = today.flatMap({ Int32(exactly: $0) }) {
      words += ["--today", ValueText.date(today)]
    }
    return words.map(Self.shellWord).joined(separator: " ")
  }

  /// A word as a shell takes it: in quotes unless it is plain.
  public static func shellWord(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 0x20)
        || Array("_-./=:,+@%".utf8).contains(byte)
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
