import CZlib
import Catalog
import Columnar
import Glibc
import Testing

@testable import Formats

@Suite struct OpeningTests {
  /// A folder that is removed afterwards.
  private final class Folder {
    let path: String
    init() {
      var template = Array("/tmp/hfnb-formats-XXXXXX".utf8CString)
      path = template.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress, let made = mkdtemp(start) else { return "/tmp" }
        return String(cString: made)
      }
    }
    var files: [String] = []
    func write(_ name: String, _ bytes: [UInt8]) {
      let file = path + "/" + name
      files.append(file)
      let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      close(descriptor)
    }
    deinit {
      for file in files { unlink(file) }
      rmdir(path)
    }
  }

  private func gzip(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let output = hfnb_gzip_compress(bytes, bytes.count, 6)
    defer { hfnb_gzip_release(output.bytes) }
    return Array(UnsafeBufferPointer(start: output.bytes, count: output.length))
  }

  @Test func formatsByEndingContentAndName() throws {
    let folder = Folder()
    folder.write("a.csv", Array("x;y\n1;2\n".utf8))
    folder.write("b.json", Array("[{\"x\":1,\"y\":2}]".utf8))
    folder.write("c.jsonl", Array("{\"x\":1,\"y\":2}\n".utf8))
    folder.write("d.tsv", Array("x\ty\n1\t2\n".utf8))
    folder.write("e.txt", Array("{\"x\":1,\"y\":2}\n".utf8))
    folder.write("f", Array(" [{\"x\":1,\"y\":2}]".utf8))
    folder.write("g.csv.gz", gzip("x,y\n1,2\n"))
    folder.write("h.csv", gzip("x,y\n1,2\n"))
    folder.write("i.data", gzip("{\"x\":1,\"y\":2}\n"))
    for file in folder.files {
      let table = try FileOpening().openTable(file).read(columns: nil, testContext())
      #expect(table.schema.names == ["x", "y"], "\(file)")
      #expect(table.rows == [["1", "2"]], "\(file)")
    }
    let asLines = try FileOpening().openTable(folder.path + "/e.txt", format: "jsonl")
    #expect(asLines.schema.names == ["x", "y"])
    let bytes = try FileOpening().openTable(input("x,y\n1,2\n", name: "stdin"))
    #expect(bytes.schema.names == ["x", "y"])
  }

  @Test func aMappedFileGivesTheSame() throws {
    let folder = Folder()
    var text = "id,name\n"
    for row in 0..<120_000 { text += "\(row),name \(row % 1000)\n" }
    folder.write("big.csv", Array(text.utf8))
    let table = try FileOpening().openTable(folder.files[0]).read(columns: nil, testContext())
    #expect(table.rowCount == 120_000)
    #expect(table.types == ["id int", "name text"])
    #expect(table.column(at: 1).value(at: 119_999) == .text("name 999"))
  }

  @Test func errorsNameWhatIsThere() {
    let folder = Folder()
    folder.write("leaderboard.csv", Array("x\n1\n".utf8))
    func message(_ name: String, format: String? = nil) -> String {
      rendered {
        _ = try FileOpening().openTable(
          folder.path + "/" + name, shownAs: "data/" + name, format: format,
          options: ReadOptions(span: nil))
      }
    }
    #expect(
      message("leaderbord.csv") == """
        error[E801]: there is no file `data/leaderbord.csv`
          fix: "data/leaderboard.csv"

        """)
    #expect(
      message("nothing/x.csv").hasPrefix("error[E801]: there is no file `data/nothing/x.csv`"))
    #expect(message("nothing/x.csv").contains("There is no folder `data/nothing` either."))
    #expect(
      message("") == """
        error[E802]: `data/` is a folder
          It holds: leaderboard.csv

        """)
    #expect(
      message("x.parquet") == """
        error[E805]: reading parquet is not built yet
          Convert it to CSV or JSON lines.

        """)
    #expect(message("leaderboard.csv", format: "jsno").contains("`jsno` is not a format"))
    #expect(
      rendered { _ = try FileOpening().openTable("sample:hubb") } == """
        error[E808]: there is no sample `hubb`
          Samples: \(SampleSource.names.map { "sample:" + $0 }.joined(separator: ", "))
          fix: "sample:hub"

        """)
  }

  @Test func damagedGzip() {
    let whole = gzip(String(repeating: "x,y\n1,2\n", count: 1000))
    #expect(
      rendered { _ = try FileOpening().openTable(input(Array(whole.dropLast(20)))) }
        == "error[E807]: `data.csv`: its gzip data is cut off\n")
    #expect(
      rendered { _ = try FileOpening(largestUnpackedSize: 100).openTable(input(whole)) }
        == "error[E807]: `data.csv`: it unpacks to more than 100 bytes\n")
    var damaged = whole
    damaged[whole.count / 2] ^= 0xFF
    #expect(rendered { _ = try FileOpening().openTable(input(damaged)) }.hasPrefix("error[E807]"))
  }
}
