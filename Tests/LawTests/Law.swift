import Catalog
import Columnar
import Diagnostics
import Execution
import Planning
import QueryLanguage
import TestSupport
import Testing
import Workbench

/// Checks a law over random tables; a table that breaks it is made smaller and shown.
struct Law {
  /// What the law says.
  var name: String
  /// The numbers from which tables and shuffles are drawn.
  var seed: UInt64
  /// How many tables are drawn.
  var tables: Int

  init(_ name: String, seed: UInt64, tables: Int = 300) {
    self.name = name
    self.seed = seed
    self.tables = tables
  }

  /// Draws tables and checks each.
  ///
  /// - Parameter flaw: What is wrong for a table; nil when the law holds.
  func check(
    bound: Int = 24, sourceLocation: SourceLocation = #_sourceLocation,
    _ flaw: (RandomTable, inout SeededNumbers) throws -> String?
  ) {
    for index in 0..<tables {
      let tableSeed = seed &* 1_000_003 &+ UInt64(index)
      var random = SeededNumbers(tableSeed)
      let table = RandomTable(&random, bound: bound)
      let state = random
      func judge(_ table: RandomTable) -> String? {
        var random = state
        do { return try flaw(table, &random) } catch let error as Diagnostic {
          return "\(error.code): \(error.message)"
        } catch { return "\(error)" }
      }
      guard judge(table) != nil else { continue }
      let smallest = Self.shrunk(table) { judge($0) != nil }
      Issue.record(
        "\(name), seed \(tableSeed): \(judge(smallest) ?? "")\n\(smallest.text)",
        sourceLocation: sourceLocation)
      return
    }
  }

  /// Leaves out rows and values as long as the table still breaks the law.
  private static func shrunk(_ table: RandomTable, _ breaks: (RandomTable) -> Bool) -> RandomTable {
    var table = table
    var size = max(1, table.rows.count / 2)
    while true {
      var start = 0
      var changed = false
      while start < table.rows.count {
        var smaller = table
        smaller.rows.removeSubrange(start..<min(table.rows.count, start + size))
        if breaks(smaller) {
          table = smaller
          changed = true
        } else {
          start += size
        }
      }
      if size == 1, !changed { break }
      size = max(1, size / 2)
    }
    for row in table.rows.indices {
      // The columns that number the rows stay as they are.
      for column in 2..<RandomTable.fields.count where !table.rows[row][column].isNull {
        var simpler = table
        simpler.rows[row][column] = .null
        if breaks(simpler) { table = simpler }
      }
    }
    return table
  }
}

/// Stages of the language, parsed once, to be run over any table.
struct Stages {
  private let stages: [StageSyntax]

  /// Parses stages; `| filter n > 1`.
  init(_ text: String) {
    let script = Parser.parse(
      SourceText(name: "law", text: text), verbs: Registry.standard.verbForms)
    guard script.diagnostics.isEmpty,
      case .continuation(let stages)? = script.statements.first?.kind
    else { preconditionFailure("\(text): \(script.diagnostics.map(\.message))") }
    self.stages = stages
  }

  /// The plan over a table, which other tables may join.
  func plan(_ table: Table, with others: [String: Table] = [:]) throws -> Plan {
    var scope = NameScope(
      registry: .standard, seed: 7, settle: { _ throws(Diagnostic) in },
      execute: { (plan, context) throws(Diagnostic) in try PlanExecutor.run(plan, context).table })
    for (name, other) in others {
      scope.values[name] = .table(
        PlannedTable(
          name: name, plan: Plan(source: .table(other), stages: []), execute: scope.execute))
    }
    do throws(DiagnosticList) {
      return try PipelineBinder(scope: scope).extend(
        Plan(source: .table(table), stages: []), with: stages)
    } catch { throw error.all[0] }
  }

  /// The table and the notes that the stages give.
  func result(
    _ table: Table, with others: [String: Table] = [:], threads: Int = 1
  ) throws -> PlanResult {
    let context = RunContext(workers: Workers(threadCount: threads), evaluator: Evaluator())
    return try PlanExecutor.run(plan(table, with: others), context)
  }

  /// The rows that the stages give.
  func callAsFunction(_ table: RandomTable, with others: [String: Table] = [:]) throws -> [[Value]]
  {
    try result(table.table(), with: others).table.valueRows
  }

  /// A column of what the stages give.
  func column(_ name: String, _ table: RandomTable) throws -> [Value] {
    try result(table.table()).table.column(named: name)?.values ?? []
  }
}

extension Table {
  /// The cells, row by row.
  var valueRows: [[Value]] {
    let columns = (0..<columnCount).map { column(at: $0).values }
    return (0..<rowCount).map { row in columns.map { $0[row] } }
  }
}

/// How often each row occurs.
func multiset(_ rows: [[Value]]) -> [[Value]: Int] {
  rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}

/// A sentence when two things differ.
func differ<T: Equatable>(_ left: T, _ right: T, _ what: String = "") -> String? {
  left == right ? nil : "\(what) \(left) is not \(right)"
}
