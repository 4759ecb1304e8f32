import Diagnostics

/// What the manifest of a result folder says of the last run.
public struct RecordedRun: Sendable {
  /// One cell of it.
  public struct Cell: Sendable {
    /// The id.
    public var id: String
    /// How it ended, in a word.
    public var status: String
    /// The code of the error, if there was one.
    public var error: String?
    /// The key; nil when the run is from before keys were written down.
    public var key: String?
    /// What the key was made of.
    public var inputs: [String: String]
    /// The digests of the values of its results.
    public var values: [String] = []
    /// The files of its results.
    public var files: [String]
    /// The files of its results that are missing now, or hold something else.
    public var damagedFiles: [String]
  }

  /// The cells, in order.
  public var cells: [Cell]

  /// The cell of an id.
  public func cell(_ id: String) -> Cell? { cells.first { $0.id == id } }
}

extension ResultFolder {
  /// What the last run left; nil when there is no manifest, or it is damaged.
  public func recorded() -> RecordedRun? {
    consistently { folder in
      guard let bytes = folder.read(OutputFiles.manifestName),
        case .object(let root)? = JSONReader.read(bytes), root["format"] == .text("hfnb-run"),
        case .array(let cells)? = root["cells"]
      else { return nil }
      return RecordedRun(cells: cells.compactMap { Self.cell($0, folder) })
    }
  }

  /// The bytes of a file of results, or nil when it is not there.
  public func file(_ name: String) -> [UInt8]? {
    guard OutputFiles.isOutputName(name) else { return nil }
    return consistently { $0.read(name, limit: 1 << 30) }
  }

  private static func cell(_ value: JSONValue, _ folder: OpenFolder) -> RecordedRun.Cell? {
    guard case .object(let members) = value, case .text(let id)? = members["id"],
      case .text(let status)? = members["status"]
    else { return nil }
    var cell = RecordedRun.Cell(
      id: id, status: status, error: nil, key: nil, inputs: [:], files: [],
      damagedFiles: [])
    if case .text(let key)? = members["key"] { cell.key = key }
    cell.values = members["values"]?.asTexts ?? []
    if case .object(let inputs)? = members["inputs"] {
      for case (let name, .text(let text)) in inputs { cell.inputs[name] = text }
    }
    if case .object(let error)? = members["error"], case .text(let code)? = error["code"] {
      cell.error = code
    }
    guard case .array(let files)? = members["outputs"] else { return cell }
    for case .object(let file) in files {
      guard case .text(let name)? = file["file"], OutputFiles.isOutputName(name),
        case .text(let digest)? = file["digest"]
      else { continue }
      cell.files.append(name)
      let bytes = folder.read(name, limit: 1 << 30)
      if bytes.map(FNV1a64.hexadecimal) != digest { cell.damagedFiles.append(name) }
    }
    return cell
  }
}
