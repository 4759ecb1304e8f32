public import Catalog
public import Columnar
public import Diagnostics
import Workbench

/// What the last statement of a program gives, and what was wrong.
public struct Answers {
  /// The last table.
  public var table = Table.empty
  /// The last value.
  public var value = Value.null
  /// What each stage of the last pipeline did.
  public var stages: [StageRecord] = []
  /// What was wrong.
  public var errors: [Diagnostic] = []

  /// Runs a program.
  public init(
    _ program: String, threads: Int = 1, limits: RunLimits = RunLimits(),
    cancellation: Cancellation = Cancellation()
  ) {
    let session = Session(
      options: SessionOptions(threadCount: threads, limits: limits), cancellation: cancellation)
    var last = Answers()
    let errors = session.run(SourceText(name: "test", text: program)) { result in
      switch result {
      case .table(let pipeline):
        last.table = pipeline.table
        last.stages = pipeline.record.stages
      case .value(let value, _): last.value = value
      default: break
      }
    }
    self = last
    self.errors = errors
  }

  private init() {}

  /// The values of a column; empty when there is none.
  public subscript(name: String) -> [Value] { table.column(named: name)?.values ?? [] }

  /// The code of the first error and the text that it points at.
  public var error: String {
    guard let error = errors.first else { return "" }
    return "\(error.code) `\(error.primary?.span.text ?? "")`"
  }
}
