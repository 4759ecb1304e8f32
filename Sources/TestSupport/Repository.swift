public import Foundation

/// Places of the repository as tests see them.
public enum Repository {
  /// The folder of `Package.swift`.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the data collection beside the repository; nil when it is not there.
  public static func sharedData(_ path: String) -> String? {
    let url = root.deletingLastPathComponent().appendingPathComponent("shared/data/\(path)")
    return FileManager.default.fileExists(atPath: url.path) ? url.path : nil
  }

  /// The built program, which lies beside the running tests.
  public static var program: String? {
    let folder = Bundle.main.bundleURL
    for candidate in [
      folder, folder.deletingLastPathComponent(), root.appendingPathComponent(".build/debug"),
    ] {
      let path = candidate.appendingPathComponent("hfnb").path
      if FileManager.default.isExecutableFile(atPath: path),
        (try? FileManager.default.attributesOfItem(atPath: path)[.type]) as? FileAttributeType
          == .typeRegular
      {
        return path
      }
    }
    return nil
  }

  /// The Swift files below a folder of the repository, sorted by path.
  public static func swiftFiles(_ folder: String) -> [URL] {
    let base = root.appendingPathComponent(folder)
    let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    let urls = (found?.allObjects as? [URL]) ?? []
    return urls.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
  }
}
