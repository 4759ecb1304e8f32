/// The files that a run leaves in its result folder.
///
/// The first output of a kind is called like its cell, later ones get `-2`, `-3` and so on. A cell
/// whose id ends like that keeps its own name, and the number of the other goes on.
struct OutputFiles {
  /// One form of one output.
  struct File {
    /// The position of the cell among the outcomes of the run.
    var cell: Int
    /// The position of the output in its cell.
    var output: Int
    /// The kind of the bytes.
    var type: MIMEType
    /// The name in the result folder.
    var name: String
    /// The name under which it waits until the names of all files are known; no other cell uses it.
    var blob: String
    /// The content; it ends with a line break.
    var bytes: [UInt8]
    /// The digest of the content.
    var digest: String
    /// The name that it will most likely have.
    var likelyName: String { OutputFiles.likelyName(ofBlob: blob) }
  }

  /// The name of the manifest.
  static let manifestName = "run.json"

  /// The files, in the order of the outcomes.
  private(set) var files: [File] = []

  init(_ run: NotebookRun) { self.init(run.cells) }

  init(_ cells: [CellRun]) {
    // First outputs take their names before any numbered one is given out.
    var taken: Set<String> = [Self.manifestName, StoredPage.name, LockedValues.name]
    var seen: Set<String> = []
    var pending: [Int] = []
    for (cellIndex, cell) in cells.enumerated() where CellIdentity.isValid(cell.id) {
      var counts: [String: Int] = [:]
      for (outputIndex, output) in cell.outputs.enumerated() {
        for type in output.types {
          guard let ending = type.fileExtension, var bytes = output[type] else { continue }
          if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
          var name = "\(cell.id).\(ending)"
          let isFirst = seen.insert(name).inserted
          if !isFirst || !taken.insert(name).inserted {
            pending.append(files.count)
            name = ""
          }
          counts[ending, default: 0] += 1
          let count = counts[ending, default: 0]
          files.append(
            File(
              cell: cellIndex, output: outputIndex, type: type, name: name,
              blob: count == 1 ? "\(cell.id).\(ending)" : "\(cell.id).\(count).\(ending)",
              bytes: bytes, digest: FNV1a64.hexadecimal(bytes)))
        }
      }
    }
    for index in pending {
      let stem = cells[files[index].cell].id
      let ending = files[index].type.fileExtension ?? ""
      var number = 2
      while !taken.insert("\(stem)-\(number).\(ending)").inserted { number += 1 }
      files[index].name = "\(stem)-\(number).\(ending)"
    }
  }

  /// The name of a form of an output, or nil when it has no file.
  func name(cell: Int, output: Int, type: MIMEType) -> String? {
    files.first { $0.cell == cell && $0.output == output && $0.type == type }?.name
  }

  /// The name that a file most likely has in the result folder.
  static func likelyName(ofBlob blob: String) -> String {
    let parts = blob.split(separator: ".")
    return parts.count == 3 ? "\(parts[0])-\(parts[1]).\(parts[2])" : blob
  }

  /// Whether a name is one that a run could have given to a file.
  static func isOutputName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    // A numbered name may be longer than an id by its number.
    guard parts.count == 2, parts[0].utf8.count <= CellIdentity.longest + 8 else { return false }
    return CellIdentity.isValid(String(parts[0].prefix(CellIdentity.longest)))
      && parts[0].utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || (97...122).contains($0) }
      && ["txt", "csv", "svg", "json"].contains(parts[1])
  }
}
