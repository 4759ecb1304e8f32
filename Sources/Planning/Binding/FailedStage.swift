import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// A stage with an error whose columns are known all the same, so that the stages after it can be
/// judged in the same run.
struct FailedStage: Verb {
  static let declaration = Declaration(
    "failed", "Stands for a stage that has an error.", category: .rows)

  let output: Schema

  init(_ arguments: Arguments) throws(Diagnostic) {
    throw .defect("a failed stage was bound", at: arguments.stage.span)
  }

  private init(output: Schema) { self.output = output }

  func columnsRead(for wanted: Set<String>) -> Set<String> { wanted }

  func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    throw .defect("a failed stage was run")
  }

  /// What a stage with an error would have given; nil when that cannot be told.
  ///
  /// Stages that choose or show rows keep their columns; `derive` adds columns whose names are
  /// known, and whose type, null, fits everywhere.
  static func standing(for stage: StageSyntax, _ registry: Registry, after input: Schema) -> Self? {
    guard let verb = registry.verb(named: stage.verb.text) else { return nil }
    var output = input
    for clause in stage.clauses {
      switch clause.content {
      case .columns, .group, .layer: return nil
      case .items(let items) where verb.declaration.category == .columns:
        for item in items {
          guard let name = item.name?.text else { return nil }
          let field = Field(name, .null)
          if let index = output.index(of: name) {
            output.fields[index] = field
          } else {
            output.fields.append(field)
          }
        }
      case .items: return nil
      default: break
      }
    }
    switch verb.declaration.category {
    case .rows, .columns, .output: return Self(output: output)
    default: return nil
    }
  }
}
