import Glibc

/// Finds the files that a pattern names.
enum FileSearch {
  /// How many files one pattern may name, and how many folders are looked through for them.
  static let mostFiles = 100_000
  private static let mostFolders = 100_000

  /// What a search found.
  enum Outcome {
    /// The paths behind the pattern's folder, in byte order.
    case files([String])
    /// The pattern's own folder cannot be read.
    case noFolder
    /// There are more files, or more folders to look through, than anybody can mean.
    case tooMany
  }

  /// Looks for files.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - base: The folder that a relative pattern starts from, with its last `/`.
  static func files(_ pattern: FilePattern, below base: String) -> Outcome {
    let root = base + pattern.folder
    guard names(in: root) != nil else { return .noFolder }
    var found: Set<String> = []
    var folders = 0
    func visit(_ place: String, _ rest: ArraySlice<FilePattern.Part>) {
      guard let part = rest.first, found.count <= mostFiles, folders <= mostFolders else { return }
      folders += 1
      func take(_ name: String, _ next: ArraySlice<FilePattern.Part>) {
        let kind = kind(of: root + place + name)
        if next.isEmpty {
          if kind == .file { found.insert(place + name) }
        } else if kind == .folder {
          visit(place + name + "/", next)
        }
      }
      switch part {
      case .name(let name): take(name, rest.dropFirst())
      case .form(let form):
        for name in names(in: root + place) ?? [] where FilePattern.matches(name, form) {
          take(name, rest.dropFirst())
        }
      case .anyFolders:
        if rest.count > 1 { visit(place, rest.dropFirst()) }
        for name in names(in: root + place) ?? [] where !name.hasPrefix(".") {
          if rest.count == 1 { take(name, []) }
          // Links to folders are left out, as they can lead round in circles.
          if kind(of: root + place + name, followingLinks: false) == .folder {
            visit(place + name + "/", rest)
          }
        }
      }
    }
    visit("", pattern.parts[...])
    guard found.count <= mostFiles, folders <= mostFolders else { return .tooMany }
    return .files(found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  private enum Kind {
    case file, folder, none
  }

  private static func kind(of path: String, followingLinks: Bool = true) -> Kind {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return .none }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// The names in a folder, hidden ones too; nil when it cannot be read.
  static func names(in folder: String) -> [String]? {
    guard let handle = opendir(folder.isEmpty ? "." : folder) else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
