public import Diagnostics

/// What became of a Jupyter notebook.
public struct JupyterImport: Sendable {
  /// A picture that was pasted into a cell.
  public struct Attachment: Sendable, Hashable {
    /// The path relative to the notebook.
    public var path: String
    /// The content.
    public var bytes: [UInt8]
  }

  /// The notebook, in its canonical form.
  public var text: String
  /// The pictures that belong beside it.
  public var attachments: [Attachment]
  /// Warnings about what could not be taken over as it was.
  public var findings: [Diagnostic]
  /// The cells that can be run.
  public var runnableCells: Int
  /// The cells of other kinds and of other languages.
  public var shownCells: Int
}

/// Reads Jupyter notebooks of the formats 3 to 4.5.
///
/// One whose code is hfnb's own becomes what it was made from, byte by byte, with the changes that were
/// made in Jupyter. One of another language keeps its prose, and its code as text that is shown. Nothing
/// that is read is ever run, and HTML and script of outputs are left out.
public struct JupyterImporter: Sendable {
  /// Whether outputs that are text are kept below the code of other languages.
  public var keepsTextOutputs: Bool
  /// The folder of pictures, relative to the notebook.
  public var pictureFolder: String

  /// Creates an importer.
  public init(keepsTextOutputs: Bool = false, pictureFolder: String = "files") {
    self.keepsTextOutputs = keepsTextOutputs
    self.pictureFolder = pictureFolder
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: `E690` when they are not JSON, `E691` when they are not a notebook.
  public func read(_ bytes: [UInt8], name: String) throws(Diagnostic) -> JupyterImport {
    let (root, loneSurrogates) = try Self.json(bytes, name)
    let document = try JupyterDocument(root, name: name)
    var report = ImportReport()
    for item in document.leftOut { report.add(.leftOut, item) }
    if loneSurrogates > 0 {
      report.add(.halfCharacter, "\(loneSurrogates) of them, written as \u{FFFD} now")
    }
    if String(validating: bytes, as: UTF8.self) == nil {
      report.add(.halfCharacter, "bytes that are not UTF-8, written as \u{FFFD} now")
    }
    var pictures = ImportedPictures(folder: pictureFolder)
    var parts: ImportedParts
    if document.isOwn {
      parts = OwnCells(document).parts(&report, &pictures)
    } else {
      parts = ForeignCells(document, keepsTextOutputs: keepsTextOutputs).parts(&report, &pictures)
    }
    let text = parts.text(front: FrontMatterText.make(document, &report))
    let notebook = Notebook.parse(SourceText(name: name, text: text)).notebook
    return JupyterImport(
      text: text, attachments: pictures.files, findings: report.findings(of: name),
      runnableCells: notebook.cells.count,
      shownCells: document.cells.count - notebook.cells.count - notebook.exercises.count)
  }

  private static func json(
    _ bytes: [UInt8], _ name: String
  ) throws(Diagnostic) -> (JSONValue, Int) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var start = 0
    while bytes[start...].starts(with: mark) { start += 3 }
    do throws(JSONProblem) {
      let result = try JSONReader.parse(bytes, from: start)
      return (result.value, result.loneSurrogates)
    } catch {
      throw finding(error, bytes, name)
    }
  }

  private static func finding(
    _ problem: JSONProblem, _ bytes: [UInt8], _ name: String
  ) -> Diagnostic {
    let before = bytes[..<problem.offset]
    let line = before.count { $0 == 10 } + 1
    let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    let column =
      String(decoding: bytes[lineStart..<problem.offset], as: UTF8.self)
      .unicodeScalars.count + 1
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let marker = Array("\n<<<<<<<".utf8)
    let isConflict =
      bytes.starts(with: marker.dropFirst()) || before.reversed().starts(with: marker.reversed())
      || bytes[lineStart...].starts(with: marker.dropFirst())
    var details = ["line \(line), column \(column): \(problem.reason)"]
    if bytes.isEmpty { details = ["The file is empty."] }
    if isWide { details = ["It is text in UTF-16; save it as UTF-8."] }
    let first = bytes.first { $0 > 32 && $0 < 0x80 }
    if first == UInt8(ascii: "<"), !isConflict {
      details.append("It is a web page about the notebook, or another page; get the file itself.")
    }
    if isConflict { details.append("The line begins an unfinished merge; finish it first.") }
    return Diagnostic(
      "E690", "`\(name)` is not a Jupyter notebook: it is not JSON", details: details, kind: .data)
  }
}

/// The blocks of the notebook that is made.
struct ImportedParts {
  private enum Kind { case markdown, shown, cell }

  private var parts: [(kind: Kind, text: String)] = []
  /// Whether the places between Markdown cells are kept.
  private let keepsPlaces: Bool

  init(keepsPlaces: Bool) { self.keepsPlaces = keepsPlaces }

  /// Adds a Markdown cell; one without text is left out.
  mutating func addMarkdown(_ text: String) {
    if !text.isEmpty { parts.append((.markdown, text)) }
  }

  /// Adds a block that is shown and never run.
  mutating func addShown(_ text: String) { parts.append((.shown, text)) }

  /// Adds a cell or an exercise with its fences.
  mutating func addCell(_ text: String) { parts.append((.cell, text)) }

  /// The notebook: its blocks with a blank line between them.
  func text(front: String?) -> String {
    var blocks = front.map { [$0] } ?? []
    for (index, part) in parts.enumerated() {
      if keepsPlaces, index > 0, part.kind != .cell, parts[index - 1].kind != .cell {
        blocks.append(ProseCells.separator)
      }
      blocks.append(part.text)
    }
    guard let first = blocks.first else { return "" }
    let isFronted = front != nil
    let gap = Notebook.needsBlankLineAbove(first, hasFrontMatter: isFronted) ? "\n" : ""
    return gap + blocks.joined(separator: "\n\n") + "\n"
  }
}
