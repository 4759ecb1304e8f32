import Diagnostics
import Glibc

/// The file to which a run adds a line for each cell that is done, so that a run after a crash need not
/// do it again.
///
/// Each line begins with its checksum: what a crash left of the last line is recognised and cut off.
/// Files that a line names are recognised by their digests. So nothing has to be flushed in between.
struct RunJournal {
  static let fileName = "journal"

  /// A file that a cell made, or that was there before with the same content.
  struct File: Hashable {
    /// Its name in the result folder.
    var name: String
    var digest: String
  }

  /// The account of a cell.
  struct Entry {
    var id: String
    var key: String
    /// What the key was made of, and what the rendering rests on.
    var inputs: [String: String]
    /// The cell as pages store it.
    var page: JSONValue
    /// The digest of the values of each output.
    var digests: [String?]
    /// The rows of each output.
    var rows: [Int?]
    /// The rows that its pipelines began with.
    var rowsIn: Int?
    /// The files that it saved.
    var saved: [File]
  }

  private let folder: OpenFolder
  /// What all cells rest on beside their keys.
  private let fingerprint: String
  private var file: Int32 = -1
  /// The cells of an earlier run, by id.
  private(set) var earlier: [String: Entry] = [:]

  /// Reads what an earlier run left; one that rested on something else is removed.
  init(_ folder: OpenFolder, fingerprint: String) {
    self.folder = folder
    self.fingerprint = fingerprint
    guard folder.entry(Self.fileName) != nil else { return }
    guard let bytes = folder.read(Self.fileName, limit: 1 << 30) else {
      remove()
      return
    }
    var valid = 0
    var isFirst = true
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      guard line.endIndex < bytes.endIndex, let value = Self.value(Array(line)) else { break }
      if isFirst {
        guard value == header else { break }
        isFirst = false
      } else if let entry = Self.entry(value) {
        earlier[entry.id] = entry
      }
      valid = line.endIndex + 1
    }
    if isFirst {
      remove()
      return
    }
    let (descriptor, reason) = DiskCalls.open(
      folder.descriptor, Self.fileName, O_WRONLY | O_APPEND, mode: 0)
    guard reason == 0, DiskCalls.cut(descriptor, to: valid) == 0 else {
      _ = Glibc.close(descriptor)
      earlier = [:]
      remove()
      return
    }
    file = descriptor
  }

  private var header: JSONValue {
    .object(["format": .text("hfnb-journal 1"), "fingerprint": .text(fingerprint)])
  }

  /// Adds the account of a cell.
  mutating func add(_ entry: Entry) throws(Diagnostic) {
    var text = ""
    if file < 0 {
      let (descriptor, reason) = DiskCalls.open(
        folder.descriptor, Self.fileName, O_WRONLY | O_APPEND | O_CREAT | O_EXCL, mode: 0o666)
      guard reason == 0 else { throw failure(reason) }
      file = descriptor
      text = Self.line(header)
    }
    text += Self.line(Self.value(of: entry))
    let reason = DiskCalls.write(file, Array(text.utf8))
    guard reason == 0 else { throw failure(reason) }
  }

  private func failure(_ reason: Int32) -> Diagnostic {
    OpenFolder.failure(
      "the journal cannot be written", folder.shown(Self.fileName), reason)
  }

  /// Whether there is a file with lines.
  var isKept: Bool { file >= 0 }

  /// Ends the use of the file, which stays.
  mutating func close() {
    if file >= 0 { _ = Glibc.close(file) }
    file = -1
  }

  /// Removes the file.
  func remove() { folder.remove(Self.fileName) }

  // MARK: Lines

  private static func line(_ value: JSONValue) -> String {
    let text = value.compact
    return "\(FNV1a64.hexadecimal(Array(text.utf8))) \(text)\n"
  }

  private static func value(_ line: [UInt8]) -> JSONValue? {
    guard line.count > 17, line[16] == UInt8(ascii: " ") else { return nil }
    let text = Array(line[17...])
    guard FNV1a64.hexadecimal(text).utf8.elementsEqual(line[..<16]) else { return nil }
    return JSONReader.read(text)
  }

  private static func value(of entry: Entry) -> JSONValue {
    .object([
      "id": .text(entry.id), "key": .text(entry.key),
      "inputs": .object(entry.inputs.mapValues { .text($0) }), "page": entry.page,
      "digests": .array(entry.digests.map { $0.map { .text($0) } ?? .null }),
      "rows": .array(entry.rows.map { $0.map { .int($0) } ?? .null }),
      "rowsIn": entry.rowsIn.map { .int($0) } ?? .null,
      "saved": .array(entry.saved.map { .array([.text($0.name), .text($0.digest)]) }),
    ])
  }

  private static func entry(_ value: JSONValue) -> Entry? {
    guard let id = value["id"]?.asText, let key = value["key"]?.asText, let page = value["page"],
      case .object(let inputs)? = value["inputs"], let digests = value["digests"]?.asArray,
      let rows = value["rows"]?.asArray, let saved = value["saved"]?.asArray
    else { return nil }
    return Entry(
      id: id, key: key, inputs: inputs.compactMapValues(\.asText), page: page,
      digests: digests.map(\.asText), rows: rows.map(\.asInt),
      rowsIn: value["rowsIn"]?.asInt,
      saved: saved.compactMap { file in
        guard let parts = file.asTexts, parts.count == 2 else { return nil }
        return File(name: parts[0], digest: parts[1])
      })
  }
}
