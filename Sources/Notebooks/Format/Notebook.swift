public import Diagnostics

/// A `.hfnb` document: Markdown text with a small front matter and fenced `hfq` cells.
///
/// The blocks hold the text that they were read from, byte by byte, so that writing an unchanged
/// notebook gives back what was read. Nothing that a run produces is ever part of it.
public struct Notebook: Sendable {
  /// The text that the notebook was read from; spans of diagnostics lie in it.
  public let source: SourceText
  /// The facts of the document; the defaults when there is no front matter.
  public let header: NotebookHeader
  /// Everything in the document, in order; the texts of the blocks side by side are the document.
  public let blocks: [NotebookBlock]
  /// What the document was read from when that is not UTF-8; `text` is then an approximation.
  let undecodable: [UInt8]?

  init(
    source: SourceText, header: NotebookHeader, blocks: [NotebookBlock],
    undecodable: [UInt8]? = nil
  ) {
    self.source = source
    self.header = header
    self.blocks = blocks
    self.undecodable = undecodable
  }

  /// The document as text, equal to what was read.
  public var text: String {
    var out = ""
    for block in blocks { out += block.text }
    return out
  }

  /// The document as bytes, equal to what was read even if that is not UTF-8.
  public var bytes: [UInt8] { undecodable ?? Array(text.utf8) }

  /// The cells that can be executed, in document order.
  public var cells: [NotebookCell] {
    blocks.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
  }

  /// The exercises, in document order.
  public var exercises: [NotebookExercise] {
    blocks.compactMap { if case .exercise(let exercise) = $0 { exercise } else { nil } }
  }

  /// The cell with an id, or nil.
  public func cell(_ id: String) -> NotebookCell? { cells.first { $0.id == id } }

  /// Reads a notebook; a broken one is read as far as it can be.
  ///
  /// - Returns: The notebook and the findings in the order of the text. A notebook with an error
  ///   among them still gives back its text, but is not to be executed.
  public static func parse(_ source: SourceText) -> (
    notebook: Notebook, diagnostics: [Diagnostic]
  ) {
    var parser = NotebookParser(source)
    return parser.parse()
  }

  /// Reads a notebook from the bytes of a file.
  ///
  /// Bytes that are not UTF-8 are an error that names the first line with such a byte; the notebook
  /// then holds one block of prose and gives the bytes back unchanged.
  public static func parse(bytes: [UInt8], name: String) -> (
    notebook: Notebook, diagnostics: [Diagnostic]
  ) {
    let source = SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
    guard source.bytes != bytes else { return parse(source) }
    let offset = zip(source.bytes, bytes).prefix { $0 == $1 }.count
    let line = source.lineIndex(of: offset)
    let finding = Diagnostic(
      "E601", "the notebook is not UTF-8 text", at: Span(source, offset, offset + 1),
      label: "byte \(hexadecimal(bytes, offset)) in line \(line + 1)",
      details: ["A notebook is text in UTF-8; an editor can save it in that encoding."])
    let prose = NotebookBlock.prose(NotebookProse(text: source.text, firstLine: 1))
    let notebook = Notebook(
      source: source, header: NotebookHeader(), blocks: [prose], undecodable: bytes)
    return (notebook, [finding])
  }

  private static func hexadecimal(_ bytes: [UInt8], _ offset: Int) -> String {
    guard offset < bytes.count else { return "after the end" }
    let digits = String(bytes[offset], radix: 16, uppercase: true)
    return "0x" + (digits.utf8.count < 2 ? "0" + digits : digits)
  }
}
