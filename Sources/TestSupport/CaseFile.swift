public import Foundation

/// A file of text cases: input, a line `----`, the complete expected output, a line `====`.
///
/// With `HFNB_RECORD` in the environment the expected parts are written from what came out, and the
/// test fails once, so that nobody records without reading.
public struct CaseFile {
  /// One case.
  public struct Case {
    /// Lines beginning with `#` before the input.
    public var title: String
    /// What is run.
    public var input: String
    /// What must come out.
    public var expected: String
  }

  /// Where the file is.
  public let url: URL
  /// The cases, in order.
  public var cases: [Case]

  /// Reads a file.
  public init(_ url: URL) throws {
    self.url = url
    let text = try String(contentsOf: url, encoding: .utf8)
    cases = text.components(separatedBy: "\n====\n").compactMap { block in
      var lines = block.components(separatedBy: "\n")
      if lines.last == "====" { lines.removeLast() }
      guard lines.contains(where: { !$0.isEmpty }) else { return nil }
      let title = lines.prefix { $0.hasPrefix("#") || $0.isEmpty }
      lines.removeFirst(title.count)
      let split = lines.firstIndex(of: "----")
      let input = lines[..<(split ?? lines.count)].joined(separator: "\n")
      let expected = split.map { lines[($0 + 1)...].joined(separator: "\n") } ?? ""
      return Case(
        title: title.filter { !$0.isEmpty }.joined(separator: "\n"), input: input,
        expected: Self.trimmed(expected))
    }
  }

  /// A text without line breaks at its end.
  public static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }

  /// Whether expected parts are to be written.
  public static var isRecording: Bool {
    ProcessInfo.processInfo.environment["HFNB_RECORD"] != nil
  }

  /// Writes the file with its present cases.
  public func write() throws {
    let blocks = cases.map { item in
      (item.title.isEmpty ? "" : item.title + "\n") + item.input + "\n----\n" + item.expected + "\n"
    }
    try blocks.joined(separator: "====\n").write(to: url, atomically: true, encoding: .utf8)
  }

  /// The case files below a folder, sorted by path.
  public static func all(below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let urls = (found?.allObjects as? [URL]) ?? []
    return urls.filter { $0.pathExtension == "case" }.sorted { $0.path < $1.path }
  }
}
