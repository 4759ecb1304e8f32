public import Catalog
import Diagnostics
import Notebooks

extension BatchRun {
  /// What the command line says.
  public struct Request: Sendable {
    /// Files and folders, and parameters as `--NAME VALUE`.
    public var words: [String]
    /// Parameters as `NAME=VALUE`.
    public var parameters: [String]
    /// The folder for results; nil for beside each notebook.
    public var outputFolder: String?
    /// What to write: `text`, `svg`, `csv`, `html`, `md`, `ipynb`.
    public var formats: [String]
    /// The threads of one notebook; nil for all processors divided by what runs at once.
    public var threadCount: Int?
    /// The date of `today()` as text.
    public var today: String?
    /// Whether notes make the run fail.
    public var isStrict: Bool
    /// Whether the first failure stops the run.
    public var stopsAtFirstFailure: Bool
    /// Whether a notebook runs only when all that its results rest on is as its lock says.
    public var isLocked: Bool
    /// Whether to wait for another run that makes the same results.
    public var waits = false
    /// A file with values of parameters.
    public var parameterFile: String?
    /// Parameters with several values each, as `NAME=VALUE,VALUE`.
    public var matrix: [String] = []
    /// The ids of the cells that are run, with what they need; empty for all.
    public var only: [String] = []
    /// The id of the last cell that is run.
    public var until: String?
    /// Patterns of the notebooks that are left out.
    public var excluded: [String] = []
    /// The cell whose results are written to standard output.
    public var shownCell: String?
    /// The form in which they are written: text, csv or svg.
    public var shownForm = "text"
    /// The reports, as `KIND:PATH`.
    public var reports: [String] = []
    /// The form of progress; `auto` is resolved by who knows the terminal.
    public var progress = ProgressForm.plain
    /// Whether results are written.
    public var writesResults = true
    /// How many notebooks run at once; nil for one per processor.
    public var width: Int?
    /// What the notebooks may take at most.
    public var limits = CommandLimits()
    /// Whether what notebooks say leaves the status at zero.
    public var exitsZero = false
    /// How results of earlier runs are used; nil when every cell is run and nothing is kept.
    public var cache: CacheUse?
    /// Whether each cell is told.
    public var isVerbose = false
    /// Whether only errors are told.
    public var isQuiet: Bool
    /// Whether messages are coloured.
    public var color: Bool
    /// The form of errors.
    public var findings: FindingWriter.Form

    /// Creates a request.
    public init(
      words: [String], parameters: [String] = [], outputFolder: String? = nil,
      formats: [String] = ["text", "svg", "csv"], threadCount: Int? = nil, today: String? = nil,
      isStrict: Bool = false, stopsAtFirstFailure: Bool = false, isLocked: Bool = false,
      isQuiet: Bool = false, color: Bool = false,
      findings: FindingWriter.Form = .text
    ) {
      self.words = words
      self.parameters = parameters
      self.outputFolder = outputFolder
      self.formats = formats
      self.threadCount = threadCount
      self.today = today
      self.isStrict = isStrict
      self.stopsAtFirstFailure = stopsAtFirstFailure
      self.isLocked = isLocked
      self.isQuiet = isQuiet
      self.color = color
      self.findings = findings
    }

    /// What shows the progress of this request.
    ///
    /// - Parameter talk: Standard error.
    public func progressTalk(_ talk: any ByteSink) -> any ProgressTalk {
      switch progress {
      case .bar:
        BarProgress(talk, unicode: Terminal.showsUnicode(isTerminal: true)) {
          Terminal.size(of: 2)?.columns ?? 80
        }
      case .json: JSONProgress(talk)
      case .auto, .plain, .none: LineProgress(talk)
      }
    }

    /// How the notebooks are run.
    func options(_ values: [String: [String]]) throws(Diagnostic) -> BatchOptions {
      var options = BatchOptions(
        parameterValues: values, threadCount: threadCount, isStrict: isStrict,
        stopsAtFirstFailure: stopsAtFirstFailure)
      guard let today else { return options }
      guard let day = Dates.day(today) else {
        throw Diagnostic("E401", "`--today \(today)` is not a date as YYYY-MM-DD", kind: .usage)
      }
      options.today = day
      return options
    }
  }
}
