extension NotebookRun {
  /// The files of the results of each cell, as reports list them.
  public var reportedFiles: [[NotebookReport.OutputFile]] {
    var files: [[NotebookReport.OutputFile]] = cells.map { _ in [] }
    for file in OutputFiles(self).files {
      files[file.cell].append(.init(name: file.name, digest: "fnv1a64:\(file.digest)"))
    }
    return files
  }
}
