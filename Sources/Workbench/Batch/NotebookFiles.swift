import Diagnostics
import Glibc

/// Finds notebooks in files and folders.
enum NotebookFiles {
  /// A notebook that was found.
  struct Found {
    /// Where it is.
    var path: String
    /// Where it is below the folder that was named; the name alone for a file that was named.
    var place: String
  }

  /// The notebooks that paths stand for; folders are walked in the order of their names' bytes.
  ///
  /// - Throws: `E405` when a path does not exist or a folder holds no notebook.
  static func find(_ paths: [String]) throws(Diagnostic) -> [Found] {
    var found: [Found] = []
    for path in paths {
      var facts = stat()
      guard stat(path, &facts) == 0 else {
        let folder = folder(of: path)
        let near = Suggestion.nearest(
          to: name(of: path), among: entries(folder.isEmpty ? "." : folder))
        throw Diagnostic(
          "E405", "`\(path)` does not exist",
          details: near.map { ["did you mean `\(folder.isEmpty ? $0 : folder + "/" + $0)`?"] }
            ?? [],
          kind: .usage)
      }
      guard facts.st_mode & S_IFMT == S_IFDIR else {
        found.append(Found(path: path, place: name(of: path)))
        continue
      }
      let inside = walk(path, depth: 0)
      guard !inside.isEmpty else {
        throw Diagnostic("E405", "the folder `\(path)` holds no notebook (.hfnb)", kind: .usage)
      }
      let start = path.utf8.count + (path.hasSuffix("/") ? 0 : 1)
      found += inside.map {
        Found(path: $0, place: String(decoding: $0.utf8.dropFirst(start), as: UTF8.self))
      }
    }
    return found
  }

  private static func walk(_ folder: String, depth: Int) -> [String] {
    guard depth < 16 else { return [] }
    var found: [String] = []
    for entry in entries(folder) where !entry.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + entry : folder + "/" + entry
      var facts = stat()
      guard lstat(path, &facts) == 0 else { continue }
      if facts.st_mode & S_IFMT == S_IFDIR {
        if !entry.hasSuffix(".out") { found += walk(path, depth: depth + 1) }
      } else if entry.hasSuffix(".hfnb") || entry.hasSuffix(".hfnb.md") {
        found.append(path)
      }
    }
    return found
  }

  /// The names in a folder, sorted by their bytes.
  static func entries(_ folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The file's name without its folder.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The file's name without folder and ending.
  static func stem(of path: String) -> String {
    let name = name(of: path)
    for ending in [".hfnb.md", ".hfnb"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// The folder of a file; empty for the working folder.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
