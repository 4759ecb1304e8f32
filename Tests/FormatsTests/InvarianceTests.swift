import Catalog
import Columnar
import TestSupport
import Testing

@testable import Formats

/// Results must not depend on how a file is cut into chunks, nor on the threads.
@Suite struct InvarianceTests {
  private func read(
    _ text: String, chunk: Int, window: Int, threads: Int
  ) throws -> (types: [String], rows: [[String]], codes: [[UInt32]]) {
    var settings = CSVSettings()
    settings.chunkSize = chunk
    settings.windowSize = window
    let table = try CSVSource(input(text), settings)
      .read(columns: nil, testContext(threads: threads))
    let codes = table.storedColumns.map { column -> [UInt32] in
      if case .dictionary(let dictionary) = column.data { dictionary.codes.array } else { [] }
    }
    return (table.types, table.rows, codes)
  }

  /// Cells with everything that makes cutting hard.
  private func hostileText(_ generator: inout SeededNumbers, rows: Int) -> String {
    let cells = [
      "x", "", "\"\"", "\"a,b\"", "\"line\nbreak\"", "\"say \"\"hi\"\"\"", "5\" pipe", "12", "1.5",
      "\"\n\n\"", "é", "e\u{301}", "\"\r\n\"", "日本",
    ]
    var text = "a,b,c\n"
    for _ in 0..<rows {
      text += (0..<3).map { _ in cells.randomElement(using: &generator) ?? "" }
        .joined(separator: ",")
      text += generator.next() % 3 == 0 ? "\r\n" : "\n"
      if generator.next() % 9 == 0 { text += "\n" }
    }
    return text
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func chunksWindowsAndThreads(seed: UInt64) throws {
    var generator = SeededNumbers(seed)
    let text = hostileText(&generator, rows: 40)
    let whole = try read(text, chunk: 1 << 20, window: 1 << 16, threads: 1)
    #expect(whole.rows.count == 40)
    let bytes = text.utf8.count
    for chunk in [1, 2, 3, 5, 7, 16, 31, 64, 100, 257, bytes - 1, bytes, bytes + 1] {
      for window in [1, 13, 64, 1000] {
        for threads in [1, 2, 7] {
          let part = try read(text, chunk: chunk, window: window, threads: threads)
          #expect(part.types == whole.types)
          #expect(part.rows == whole.rows, "chunk \(chunk), window \(window), \(threads) threads")
          #expect(part.codes == whole.codes)
        }
      }
    }
  }

  @Test func aChunkThatBeginsInsideQuotesIsReadAgain() throws {
    var text = "id,message\n"
    for row in 0..<300 { text += "\(row),\"line one\n\(row),fake\nline three \(row)\"\n" }
    let whole = try read(text, chunk: 1 << 20, window: 1 << 16, threads: 1)
    #expect(whole.rows.count == 300)
    #expect(whole.types == ["id int", "message text"])
    for chunk in [10, 50, 333, 1024] {
      #expect(try read(text, chunk: chunk, window: 64, threads: 2).rows == whole.rows)
    }
  }

  @Test func errorsAreTheSameForAllChunks() throws {
    for text in ["a,b\n1,2\n3\n4,5,6\n", "a,b\n1,\"x\n2,y\n3,z\n"] {
      var settings = CSVSettings()
      let whole = rendered {
        _ = try CSVSource(input(text), settings).read(columns: nil, testContext())
      }
      #expect(whole.hasPrefix("error"))
      for chunk in 1...text.utf8.count {
        settings.chunkSize = chunk
        let part = rendered {
          _ = try CSVSource(input(text), settings).read(columns: nil, testContext(threads: 7))
        }
        #expect(part == whole)
      }
    }
  }

  @Test func manyDifferentTextsAreViewsAndFewAreCodes() throws {
    var text = "id,kind\n"
    for row in 0..<20_000 { text += "model-\(row),kind-\(row % 5)\n" }
    let table = try csv(text)
    if case .text = table.storedColumns[0].data {} else { Issue.record("expected views") }
    guard case .dictionary(let kinds) = table.storedColumns[1].data else {
      Issue.record("expected a dictionary")
      return
    }
    #expect(kinds.values.count == 5)
    #expect(table.storedColumns[0].value(at: 19_999) == .text("model-19999"))
    #expect(table.storedColumns[1].value(at: 19_999) == .text("kind-4"))
  }

  @Test func jsonPieces() throws {
    var lines = ""
    for row in 0..<200 { lines += "{\"a\":\(row),\"s\":\"t\(row % 3)\",\"l\":[\(row),2]}\n" }
    let list = "[" + lines.split(separator: "\n").joined(separator: ",") + "]"
    let whole = try json(lines)
    #expect(whole.rowCount == 200)
    for text in [lines, list] {
      for piece in [1, 20, 100, 1000, 100_000] {
        for threads in [1, 2, 7] {
          let table = try JSONSource(
            input(text), .init(), JSONReader.declaration, pieceSize: piece
          ).read(columns: nil, testContext(threads: threads))
          #expect(table.rows == whole.rows)
        }
      }
    }
  }
}
