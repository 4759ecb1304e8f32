import CZstd
import Catalog
import Columnar
import Diagnostics
import Glibc
import Testing

@testable import Formats

/// A folder with files, which are removed afterwards.
final class TemporaryFolder {
  let path: String
  private var files: [String] = []
  private var folders: [String] = []

  init() {
    var template = Array("/tmp/hfnb-files-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, let made = mkdtemp(start) else { return "/tmp" }
      return String(cString: made)
    }
  }

  func write(_ name: String, _ text: String) {
    let parts = name.split(separator: "/").dropLast()
    for depth in parts.indices {
      let folder = path + "/" + parts[...depth].joined(separator: "/")
      if mkdir(folder, 0o700) == 0 { folders.append(folder) }
    }
    let file = path + "/" + name
    files.append(file)
    let bytes = Array(text.utf8)
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }

  deinit {
    for file in files { unlink(file) }
    for folder in folders.reversed() { rmdir(folder) }
    rmdir(path)
  }

  /// Opens what a pattern names, as a program in the folder would.
  func source(_ pattern: String, _ options: ReadOptions = ReadOptions()) throws -> any TableSource {
    try FileOpening().openTable(path + "/" + pattern, shownAs: pattern, options: options)
  }
}

@Suite struct FileSetTests {
  private func table(_ source: any TableSource, _ columns: Set<String>? = nil) throws -> Table {
    try source.read(columns: columns, testContext())
  }

  private let file = ReadOptions(options: [option("file", .text("source"))])

  @Test(arguments: [
    ("a*", "abc", true), ("a*", "ba", false), ("*.csv", "x.csv", true),
    ("*.csv", "x.csv.gz", false),
    ("?", "é", true), ("??", "é", false), ("[a-c]x", "bx", true), ("[a-c]x", "dx", false),
    ("[!a-c]x", "dx", true), ("[^a-c]x", "ax", false), ("[]x]", "]", true), ("[]-a]", "^", true),
    ("[ä-ü]", "ö", true), ("[", "[", true), ("a[", "a[", true), ("*", ".hidden", false),
    (".h*", ".hidden", true), ("a**b", "a12b", true), ("*a*b*c*", "xaybzc", true),
    ("*a*b*c*", "xaybz", false), ("", "", true), ("*", "", true),
  ])
  func patterns(pattern: String, name: String, fits: Bool) {
    guard case .form(let form)? = FilePattern(pattern).parts.first else {
      #expect(pattern.isEmpty || !FilePattern.isPattern(pattern))
      return
    }
    #expect(FilePattern.matches(name, form) == fits)
  }

  @Test func aPatternThatMatchesSlowlyElsewhereIsFast() {
    let hostile = String(repeating: "a*", count: 200) + "b"
    guard case .form(let form)? = FilePattern(hostile).parts.first else { return }
    #expect(!FilePattern.matches(String(repeating: "a", count: 5000), form))
  }

  @Test func columnsAreUnitedByName() throws {
    let folder = TemporaryFolder()
    folder.write("kpi_10.csv", "id,n\na,1\nb,2\n")
    folder.write("kpi_2.csv", "n;when;id\n2.5;2024-01-01;c\n")
    folder.write("kpi_3.jsonl", "{\"id\": \"d\", \"when\": \"2024-01-02T03:04:05Z\"}\n")
    folder.write("other.csv", "x\n1\n")
    let source = try folder.source("kpi_*", file)
    let all = try table(source)
    #expect(all.types == ["id text", "n number", "when instant", "source text"])
    #expect(
      all.rows == [
        ["a", "1", "∅", "kpi_10.csv"], ["b", "2", "∅", "kpi_10.csv"],
        ["c", "2.5", "2024-01-01T00:00:00Z", "kpi_2.csv"],
        ["d", "∅", "2024-01-02T03:04:05Z", "kpi_3.jsonl"],
      ])
  }

  @Test func wholeNumbersWidenAndNothingFitsEverything() throws {
    let folder = TemporaryFolder()
    folder.write("a.csv", "x,y\n1,\n")
    folder.write("b.csv", "x,y\n2.5,2024-01-01\n")
    folder.write("c.csv", "x,y\n,\n")
    let source = try folder.source("?.csv")
    let all = try table(source)
    #expect(all.types == ["x number", "y date"])
    #expect(all.rows == [["1", "∅"], ["2.5", "2024-01-01"], ["∅", "∅"]])
    #expect(source.schema.fields.map(\.type) == [.number, .date])
    #expect(source.notes(columns: nil).isEmpty)
  }

  @Test func partsAreDecodedAsTheyAreWanted() throws {
    let folder = TemporaryFolder()
    folder.write("a.csv", "x,y\n1,2\n")
    folder.write("b.csv", "x,z\n3,4\n")
    let source = try folder.source("*.csv", file)
    #expect(try table(source, ["z"]).rows == [["∅"], ["4"]])
    #expect(try table(source, []).rowCount == 2)
    #expect(try table(source, ["source", "x"]).rows == [["1", "a.csv"], ["3", "b.csv"]])
    #expect(try table(source).rows == [["1", "2", "∅", "a.csv"], ["3", "∅", "4", "b.csv"]])
    #expect(source.notes(columns: ["x"]).isEmpty)
    #expect(
      source.notes(columns: nil).map(\.text) == [
        "a column is not in every file: `y` in b.csv; it is missing there; 1 more columns"
      ])
    #expect(source.findings.contains { $0 == (name: "files", value: "2") })
  }

  @Test func foldersAtAnyDepth() throws {
    let folder = TemporaryFolder()
    folder.write("2024/a/x.csv", "v\n1\n")
    folder.write("2024/x.csv", "v\n2\n")
    folder.write("2023/x.csv", "v\n3\n")
    folder.write(".hidden/x.csv", "v\n4\n")
    let any = try table(try folder.source("**/x.csv", file))
    #expect(
      any.rows == [["3", "2023/x.csv"], ["1", "2024/a/x.csv"], ["2", "2024/x.csv"]])
    let years = try table(try folder.source("20[0-9][0-9]/x.csv", file))
    #expect(years.rows == [["3", "2023/x.csv"], ["2", "2024/x.csv"]])
    #expect(try table(try folder.source("2024/**", file)).rowCount == 2)
  }

  @Test func aNameThatLooksLikeAPattern() throws {
    let folder = TemporaryFolder()
    folder.write("a[1].csv", "v\n1\n")
    folder.write("a1.csv", "v\n2\n")
    #expect(try table(try folder.source("a[1].csv")).rows == [["1"]])
    #expect(try table(try folder.source("a[1]*.csv")).rows == [["2"]])
  }

  @Test func errorsNameTheFiles() {
    let folder = TemporaryFolder()
    folder.write("a.csv", "x,y\n1,2\n")
    folder.write("b.csv", "x,y\nabc,3\n")
    #expect(
      rendered { _ = try table(try folder.source("*.csv")) } == """
        error[E838]: `x` has values of two types
          It is int in `a.csv`
          and text in `b.csv`.
          fix: read it as text in all of them: types {x: text}

        """)
    let types = ReadOptions(types: [(column: "xx", type: "text", span: nowhere)])
    #expect(
      rendered { _ = try folder.source("*.csv", types) }.contains("no file has a column `xx`"))
    #expect(rendered { _ = try folder.source("*.tsv") }.contains("The folder holds: a.csv, b.csv"))
    let clash = ReadOptions(options: [option("file", .text("x"))])
    #expect(rendered { _ = try folder.source("a.csv", clash) }.contains("E837"))
    let number = ReadOptions(options: [option("file", .int(1))])
    #expect(rendered { _ = try folder.source("a.csv", number) }.contains("E811"))
    let digest = ReadOptions(digest: (text: String(repeating: "0", count: 64), span: nowhere))
    #expect(rendered { _ = try folder.source("*.csv", digest) }.contains("`sha256` takes one file"))
    #expect(rendered { _ = try folder.source("a.csv", digest) }.contains("E835"))
  }

  @Test func theDigestIsThatOfTheStoredFile() throws {
    let folder = TemporaryFolder()
    folder.write("abc.csv", "abc")
    let known = "BA7816BF8F01CFEA414140DE5DAE2223b00361a396177a9cb410ff61f20015ad"
    let options = ReadOptions(digest: (text: known, span: nowhere))
    #expect(try folder.source("abc.csv", options).schema.names == ["abc"])
  }

  @Test func damagedZstandard() throws {
    let text = Array(String(repeating: "x,y\n1,2\n", count: 1000).utf8)
    let output = hfnb_zstd_compress(text, text.count, 3)
    defer { hfnb_zstd_release(output.bytes) }
    let whole = Array(UnsafeBufferPointer(start: output.bytes, count: output.length))
    let source = try FileOpening().openTable(input(whole))
    #expect(source.findings.first?.value == "Zstandard")
    #expect(try table(source).rowCount == 1999)
    #expect(
      rendered { _ = try FileOpening().openTable(input(Array(whole.dropLast(9)))) }
        == "error[E807]: `data.csv`: its Zstandard data is cut off\n")
    #expect(
      rendered { _ = try FileOpening(largestUnpackedSize: 100).openTable(input(whole)) }
        == "error[E807]: `data.csv`: it unpacks to more than 100 bytes\n")
    #expect(
      rendered { _ = try FileOpening().openTable(input(whole + [1, 2, 3, 4, 5])) }
        .hasPrefix("error[E807]: `data.csv`: its Zstandard data is damaged near byte"))
  }
}
