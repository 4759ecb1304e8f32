import Catalog
import Diagnostics
import Notebooks

extension ResultTransaction {
  /// Takes the results of a notebook for a run of a command.
  ///
  /// - Parameters:
  ///   - folder: The path of the result folder.
  ///   - path: The path of the notebook.
  ///   - command: The word of the command, which other runs are told.
  ///   - waits: Whether to wait for another run that makes the same results.
  ///   - tell: Is told who is waited for.
  static func begin(
    _ folder: String, for path: String, command: String = "run", waits: Bool,
    _ cancellation: Cancellation,
    tell: @escaping (String) -> Void
  ) throws(Diagnostic) -> ResultTransaction {
    try ResultTransaction(
      ResultFolder(path: folder), command: "hfnb \(command) \(path)", fingerprint: ProgramIdentity.text,
      waiting: waits
        ? Waiting(cancellation: cancellation) { tell("waiting \(path)   for \($0)\n") } : nil)
  }
}
