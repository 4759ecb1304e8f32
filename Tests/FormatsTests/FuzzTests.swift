import Catalog
import Columnar
import Diagnostics
import Kernels
import TestSupport
import Testing

@testable import Formats

/// Mutated and random bytes: every input gives a table or a diagnostic, never a crash or a hang.
@Suite struct FuzzTests {
  private func mutate(_ bytes: [UInt8], _ generator: inout SeededNumbers) -> [UInt8] {
    var out = bytes
    let special: [UInt8] = [
      0, 9, 10, 13, 34, 39, 44, 58, 59, 91, 92, 93, 123, 125, 0x80, 0xC3, 0xFF,
    ]
    for _ in 0..<(1 + generator.next() % 8) {
      let place = out.isEmpty ? 0 : Int(generator.next() % UInt64(out.count))
      switch generator.next() % 5 {
      case 0 where !out.isEmpty: out.remove(at: place)
      case 1: out.insert(special[Int(generator.next() % UInt64(special.count))], at: place)
      case 2 where !out.isEmpty: out[place] = UInt8(truncatingIfNeeded: generator.next())
      case 3 where !out.isEmpty: out.removeLast(min(out.count, Int(generator.next() % 12)))
      default:
        let end = min(out.count, place + 9)
        out.insert(contentsOf: out[place..<end], at: place)
      }
    }
    return out
  }

  private func check(_ read: () throws -> Table) {
    do {
      let table = try read()
      for column in table.storedColumns { #expect(column.count == table.rowCount) }
      _ = table.rows
    } catch let error as Diagnostic {
      #expect(!DiagnosticRenderer().render(error).isEmpty)
    } catch {
      Issue.record("not a diagnostic: \(error)")
    }
  }

  @Test func delimitedText() {
    let seeds = [
      "a,b,c\n1,\"x, \"\"y\"\"\",2024-01-01\n2,\"two\nlines\",2024-01-02T03:04:05.678Z\n3,z,\n",
      "\u{FEFF}n;x\r\n1,5;é\r\n-2;'q'\r\n", "h\n\n\n\"\"\n", "a|b\n1|2\n",
    ]
    var generator = SeededNumbers(20_240_101)
    for round in 0..<1500 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      if round % 10 == 9 {
        bytes = (0..<(generator.next() % 200)).map { _ in
          UInt8(truncatingIfNeeded: generator.next())
        }
      }
      bytes = mutate(bytes, &generator)
      var settings = CSVSettings()
      settings.chunkSize = 1 + Int(generator.next() % 64)
      settings.windowSize = 1 + Int(generator.next() % 64)
      settings.isLatin1 = round % 7 == 0
      check { try CSVSource(input(bytes), settings).read(columns: nil, testContext(threads: 1)) }
    }
  }

  @Test func json() {
    let seeds = [
      #"[{"a": 1, "b": [1, "x\n"], "c": {"d": null}}, {"a": 2.5e3, "b": []}]"#,
      "{\"a\":true,\"b\":\"2024-01-01\"}\n{\"a\":false,\"b\":\"\\ud83d\\ude00\"}\n",
      "[[1,2],[3,4,\"5\"]]", "{\n \"a\": {\"b\": [[], [{}]]}\n}\n",
    ]
    var generator = SeededNumbers(20_240_202)
    for round in 0..<1500 {
      let bytes = mutate(Array(seeds[round % seeds.count].utf8), &generator)
      check {
        try JSONSource(
          input(bytes), .init(), JSONReader.declaration, pieceSize: 1 + Int(generator.next() % 64)
        ).read(columns: nil, testContext(threads: 1))
      }
    }
  }

  @Test func datePatternsAndLists() {
    var generator = SeededNumbers(7)
    var unknown: Character?
    let pattern = DatePattern("%a %b %d %H:%M:%S %Y %z", unknown: &unknown)
    for _ in 0..<2000 {
      let date = mutate(Array("Wed Dec 7 05:39:38 2022 +0100".utf8), &generator)
      date.withUnsafeBufferPointer { bytes in
        if let start = bytes.baseAddress { _ = pattern?.parse(start, bytes.count) }
      }
      let list = mutate(Array("['a', \"b\", None, 1.5, [2]]".utf8), &generator)
      _ = ListCells.parse(String(decoding: list, as: UTF8.self))
    }
  }
}
