import Diagnostics

/// Takes pictures out of Markdown cells, where Jupyter keeps what is pasted into them.
struct ImportedPictures {
  private let folder: String
  private(set) var files: [JupyterImport.Attachment] = []
  private var names: Set<String> = []

  init(folder: String) { self.folder = folder }

  /// The Markdown of a cell with the addresses of its pictures changed to files.
  mutating func replaced(_ cell: JupyterDocument.Cell, _ report: inout ImportReport) -> String {
    var text = cell.source
    var refused: Set<String> = []
    var members: [String: JSONValue] = [:]
    if case .object(let found)? = cell.attachments { members = found }
    for (name, forms) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    {
      guard let path = keep(name, forms) else {
        report.add(.pictures, "cell \(cell.number): `\(name)` is not a PNG, JPEG, GIF or WebP")
        refused.insert(name)
        continue
      }
      for written in [name, name.replacing(" ", with: "%20")] {
        text = text.replacing("(attachment:\(written))", with: "(\(path))")
        text = text.replacing("(<attachment:\(written)>)", with: "(\(path))")
      }
    }
    for name in Self.missing(in: text) where !refused.contains(name) {
      report.add(.pictures, "cell \(cell.number): `\(name)` is not in the file")
    }
    return text
  }

  /// The pictures that a text asks for and that no file was made of, each once.
  private static func missing(in text: String) -> [String] {
    var names: [String] = []
    for match in text.matches(of: /\(<?attachment:([^()<>]+)/) {
      let name = String(match.output.1).replacing("%20", with: " ")
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private mutating func keep(_ name: String, _ forms: JSONValue) -> String? {
    guard case .object(let forms) = forms else { return nil }
    let kinds = forms.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (_, value) in kinds {
      guard let text = JupyterJSON.joined(value), let bytes = Base64.decode(text),
        let type = PageImage.type(of: bytes)
      else { continue }
      let path = "\(folder)/\(free(Self.stem(name))).\(PageImage.fileExtension(of: type))"
      files.append(.init(path: path, bytes: bytes))
      return path
    }
    return nil
  }

  /// A name as part of a path: small letters, digits and hyphens.
  private static func stem(_ name: String) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: true)
    let stem = parts.count > 1 ? parts.dropLast().joined(separator: "-") : name
    return CellIdentity.nearest(to: stem) ?? "picture"
  }

  private mutating func free(_ stem: String) -> String {
    var name = stem
    var number = 1
    while !names.insert(name).inserted {
      number += 1
      name = "\(stem)-\(number)"
    }
    return name
  }
}
