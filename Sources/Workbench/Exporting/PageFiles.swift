import Catalog
import Diagnostics
import Glibc
import Notebooks

/// A form in which a notebook and its results are written: as one file, or one for each result.
enum PageFormat: String, CaseIterable {
  case html, md, ipynb, text, hfq, csv, svg

  /// The ending of the file.
  var fileExtension: String { self == .text ? "txt" : rawValue }

  /// Whether `run --format` writes it; there, `text` names the results.
  var isWrittenByRun: Bool { self == .html || self == .md || self == .ipynb }

  /// Whether the pictures of prose belong to it.
  var showsPictures: Bool { self == .html || self == .md || self == .ipynb }

  /// Whether it shows results.
  var showsResults: Bool { self != .hfq }
}

/// Writes the pages of a notebook beside each other.
struct PageFiles {
  /// The path of the pages without their endings.
  let base: String
  let registry: Registry
  /// What becomes of the code of cells in HTML.
  var code = HTMLExporter.CodeDisplay.show
  /// What is told about pictures.
  var tell: (Diagnostic) -> Void = { _ in }

  /// Writes pages, and gives the paths in the order of the forms.
  func write(_ run: NotebookRun, as formats: [PageFormat]) throws(Diagnostic) -> [String] {
    let folder = NotebookFiles.folder(of: base)
    let stem = NotebookFiles.name(of: base)
    let pictures = !formats.contains(where: \.showsPictures) ? [:] : readPictures(run)
    var written: [String] = []
    for format in formats {
      let path = base + "." + format.fileExtension
      switch format {
      case .html:
        try FileText.write(HTMLExporter(code: code, pictures: pictures).export(run), to: path)
      case .md:
        let export = MarkdownExporter(imageFolder: stem + ".files/").export(run)
        let saving = FolderSaveTarget(folder: folder, registry: registry)
        for file in export.files {
          _ = try saving.save(file.bytes, as: "\(stem).files/\(file.name)", at: nil)
        }
        try FileText.write(export.text, to: path)
      case .ipynb: try FileText.write(JupyterExporter().export(run), to: path)
      case .text: try FileText.write(TextExporter().export(run), to: path)
      case .hfq:
        let exporter = QueryExporter(verbs: registry.verbForms)
        try FileText.write(try exporter.export(run.notebook, path: run.path), to: path)
      case .csv, .svg:
        let saving = FolderSaveTarget(folder: folder, registry: registry)
        for file in ResultFiles.files(of: run, ending: format.rawValue) {
          _ = try saving.save(file.bytes, as: "\(stem).files/\(file.name)", at: nil)
          written.append("\(base).files/\(file.name)")
        }
        continue
      }
      written.append(path)
    }
    if formats.contains(.md) || formats.contains(.ipynb) { try copy(pictures, run, to: folder) }
    return written
  }

  // MARK: Pictures

  /// The pictures that prose shows; one that a page cannot show is told.
  private func readPictures(_ run: NotebookRun) -> [String: [UInt8]] {
    let folder = NotebookFiles.folder(of: run.path)
    var found: [String: [UInt8]] = [:]
    for path in PageImage.relativePaths(in: run.notebook) {
      let reason: String
      if let bytes = Self.plainFile(path, below: folder) {
        if PageImage.type(of: bytes) != nil, bytes.count <= PageImage.largest {
          found[path] = bytes
          continue
        }
        reason =
          bytes.count > PageImage.largest
          ? "it is larger than \(PageImage.largest >> 20) MB" : "it is no PNG, JPEG, GIF or WebP"
      } else {
        reason = "it is not a file below the notebook's folder"
      }
      tell(
        Diagnostic(
          "W622", "\(run.path): the picture `\(path)` is not shown: \(reason)", kind: .data,
          severity: .warning))
    }
    return found
  }

  /// The content of a file below a folder; nil when there is none or a link leads to it.
  private static func plainFile(_ path: String, below folder: String) -> [UInt8]? {
    var place = folder.isEmpty ? "." : folder
    for part in path.split(separator: "/") {
      place += "/" + part
      var facts = stat()
      guard lstat(place, &facts) == 0, facts.st_mode & S_IFMT != S_IFLNK else { return nil }
    }
    var facts = stat()
    guard lstat(place, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return try? FileText.readBytes(place)
  }

  /// Puts pictures at the same places below the pages' folder, so that prose is kept as it is.
  private func copy(
    _ pictures: [String: [UInt8]], _ run: NotebookRun, to folder: String
  ) throws(Diagnostic) {
    let from = NotebookFiles.folder(of: run.path)
    let isSame =
      UsedNotebook.canonical(from.isEmpty ? "." : from)
      == UsedNotebook.canonical(folder.isEmpty ? "." : folder)
    guard !isSame else { return }
    let saving = FolderSaveTarget(folder: folder, registry: registry)
    for (path, bytes) in pictures.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    {
      _ = try saving.save(bytes, as: path, at: nil)
    }
  }
}
