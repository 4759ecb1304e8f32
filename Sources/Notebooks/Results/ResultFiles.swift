/// The results of a run as files, one for each table, drawing or text.
public enum ResultFiles {
  /// The files of one kind, named as in the result folder, in the order of the document.
  ///
  /// - Parameter ending: The ending of the kind: `csv`, `svg` or `txt`.
  public static func files(
    of run: NotebookRun, ending: String
  ) -> [(name: String, bytes: [UInt8])] {
    OutputFiles(run).files.filter { $0.type.fileExtension == ending }
      .map { (name: $0.name, bytes: $0.bytes) }
  }
}
