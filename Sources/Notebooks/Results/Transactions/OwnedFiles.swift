import Diagnostics

/// The files of a result folder that belong to its manifest; all others are strangers, which nobody
/// but their makers removes.
struct OwnedFiles {
  /// A file that a cell saved.
  struct Saved: Hashable {
    var bytes: Int
    var digest: String
  }

  /// The folder of what cells save, in the result folder.
  static let savedFolder = "saved"
  /// What the names of saved files begin with.
  static let savedPrefix = savedFolder + "/"
  /// What the names of unfinished files begin with.
  static let temporaryPrefix = ".hfnb-tmp-"

  /// The names of files at the top.
  private(set) var names: Set<String> = [OutputFiles.manifestName, StoredPage.name]
  /// What cells saved, by the name in the result folder.
  private(set) var saved: [String: Saved] = [:]

  /// Reads a manifest; of one that is missing or damaged nothing is known.
  init(_ manifest: [UInt8]?) {
    guard let root = manifest.flatMap(JSONReader.read), root["format"]?.asText == "hfnb-run" else {
      return
    }
    names.formUnion(
      (root["files"]?.asArray ?? []).compactMap(\.asText).filter(OutputFiles.isOutputName))
    for value in root["saved"]?.asArray ?? [] {
      guard let name = value["file"]?.asText, Self.isSavedName(name),
        let bytes = value["bytes"]?.asInt, let digest = value["digest"]?.asText
      else { continue }
      saved[name] = Saved(bytes: bytes, digest: digest)
    }
  }

  /// Whether a name is one that a cell could have saved under.
  private static func isSavedName(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 1 && parts[0] == savedFolder && !name.utf8.contains(0)
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Takes the files of another manifest too.
  mutating func add(_ other: OwnedFiles) {
    names.formUnion(other.names)
    saved.merge(other.saved) { first, _ in first }
  }

  /// Whether a name, which may lead into folders, is that of a file of ours.
  func contains(_ name: String) -> Bool {
    let last = name.split(separator: "/").last ?? ""
    return names.contains(name) || saved[name] != nil || last.hasPrefix(Self.temporaryPrefix)
  }

  /// All names.
  var all: [String] {
    (Array(names) + saved.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A manifest that says nothing but this.
  var manifest: String {
    JSONValue.object([
      "format": .text("hfnb-run"), "files": .array(names.sorted().map { .text($0) }),
      "saved": .array(
        saved.sorted { $0.key < $1.key }.map { name, file in
          .object(["file": .text(name), "bytes": .int(file.bytes), "digest": .text(file.digest)])
        }),
    ]).compact + "\n"
  }
}
