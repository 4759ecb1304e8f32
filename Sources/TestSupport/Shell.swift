import Foundation

/// Runs shell commands in a scratch folder with the built program on the path.
public enum Shell {
  /// What a command printed, both streams in order, and a line with its status unless it is zero.
  ///
  /// Results are taken from the cache only where the script sets `HFNB_TEST_STORED` to a time in
  /// seconds. The folder is empty at the start and removed afterwards; its path is shown as `SCRATCH`.
  public static func run(_ script: String, program: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-case-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = folder
    let programFolder = URL(fileURLWithPath: program).deletingLastPathComponent().path
    process.environment = [
      "PATH": "\(programFolder):/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8",
      "TERM": "dumb", "ROOT": Repository.root.path,
      // Whether a cell takes long enough to be stored depends on the machine: none does.
      "HFNB_TEST_STORED": "1000000",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var text = String(decoding: data, as: UTF8.self)
      .replacingOccurrences(of: folder.path, with: "SCRATCH")
      .replacingOccurrences(of: Repository.root.path, with: "ROOT")
    if process.terminationStatus != 0 {
      if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
      text += "exit \(process.terminationStatus)\n"
    }
    return text
  }
}
