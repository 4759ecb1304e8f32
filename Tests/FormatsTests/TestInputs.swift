import Catalog
import Columnar
import Diagnostics
import Glibc
import Testing

@testable import Formats

/// Answers nothing: reading needs no expressions.
struct NoEvaluator: ExpressionEvaluator {
  func evaluate(
    _ expressions: [BoundExpression], over table: Table, _ context: RunContext
  ) throws(Diagnostic) -> [Column] {
    throw .defect("no expressions in these tests")
  }
  func rows(
    where condition: BoundExpression, in table: Table, _ context: RunContext
  ) throws(Diagnostic) -> ConditionResult {
    throw .defect("no expressions in these tests")
  }
}

func testContext(threads: Int = 2) -> RunContext {
  RunContext(workers: Workers(threadCount: threads), evaluator: NoEvaluator())
}

/// Bytes in memory whose end is the end of the allocation, so that a sanitiser sees reads beyond.
func input(_ bytes: [UInt8], name: String = "data.csv") -> InputBytes {
  let start = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
  bytes.withUnsafeBytes { source in
    if let from = source.baseAddress { start.copyMemory(from: from, byteCount: bytes.count) }
  }
  let memory = Memory(start: start, byteCount: bytes.count) { $0.deallocate() }
  return InputBytes(memory: memory, count: bytes.count, name: name)
}

func input(_ text: String, name: String = "data.csv") -> InputBytes {
  input(Array(text.utf8), name: name)
}

let nowhere = Span(SourceText(name: "query", text: ""), 0, 0)

func option(_ name: String, _ value: Value) -> ReadOptions.Option {
  ReadOptions.Option(name: name, value: value, span: nowhere)
}

func csv(
  _ text: String, options: [ReadOptions.Option] = [], types: [(String, String)] = [],
  nulls: [String] = []
) throws -> Table {
  let options = ReadOptions(
    types: types.map { (column: $0.0, type: $0.1, span: nowhere) }, nullTokens: nulls,
    options: options)
  return try CSVReader.open(input(text), options).read(columns: nil, testContext())
}

func json(_ text: String, types: [(String, String)] = []) throws -> Table {
  let options = ReadOptions(types: types.map { (column: $0.0, type: $0.1, span: nowhere) })
  return try JSONReader.open(input(text, name: "data.json"), options)
    .read(columns: nil, testContext())
}

/// The complete text of the error that a closure throws; empty when it throws none.
func rendered(_ body: () throws -> Void) -> String {
  do {
    try body()
  } catch let error as Diagnostic {
    return DiagnosticRenderer().render(error)
  } catch {
    return "\(error)"
  }
  return ""
}

extension Table {
  /// Names with types, such as `a int`.
  var types: [String] { schema.fields.map { "\($0.name) \($0.type.name)" } }
  /// All values, row by row, each as plain text; missing values as `∅`.
  var rows: [[String]] {
    let columns = schema.fields.indices.map { column(at: $0).values }
    return (0..<rowCount).map { row in
      columns.map { $0[row].isNull ? "∅" : ValueText.plain($0[row]) }
    }
  }
  func values(_ name: String) -> [Value] { column(named: name)?.values ?? [] }
}

/// Collects what a writer sends.
final class CollectingSink: ByteSink {
  var bytes: [UInt8] = []
  func write(_ piece: UnsafeRawBufferPointer) throws(Diagnostic) { bytes += piece }
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

func written(
  _ table: Table, _ writer: any TableWriter.Type, _ options: WriteOptions = WriteOptions()
) throws -> String {
  let sink = CollectingSink()
  try writer.write(table, to: sink, options)
  return sink.text
}

/// The collected public data files, when they lie beside the project.
enum SharedData {
  static func path(_ file: String) -> String? {
    var folder = #filePath
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      let candidate = folder + "/shared/data/" + file
      if access(candidate, R_OK) == 0 { return candidate }
      if folder.isEmpty { return nil }
    }
    return nil
  }
  static var isPresent: Bool { path("README.md") != nil }

  static func table(_ file: String, format: String? = nil) throws -> Table {
    let found = try #require(Self.path(file))
    return try FileOpening().openTable(found, format: format).read(columns: nil, testContext())
  }
}
