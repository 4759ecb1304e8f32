#if DEBUG
  import Glibc

  /// Faults that tests ask a worker for: only in debug builds, and only by the environment.
  ///
  /// `HFNB_TEST_DIE=CELL` or `CELL:SIGNAL` ends the worker by a signal when the cell begins,
  /// `HFNB_TEST_HANG=CELL` stops it there for good without listening to anybody, and
  /// `HFNB_TEST_WAIT=CELL` until it is told to stop.
  enum WorkerFaults {
    /// Does what was asked for at the beginning of a cell.
    static func begin(_ cell: String, mustStop: () -> Bool) {
      if let words = value("HFNB_TEST_DIE") {
        let parts = words.split(separator: ":")
        if parts.first.map(String.init) == cell {
          let number = parts.count > 1 ? Int32(parts[1]) ?? SIGSEGV : SIGSEGV
          _ = Descriptors.write(Array("the last words of \(cell)\n".utf8), to: 2)
          signal(number, SIG_DFL)
          raise(number)
        }
      }
      if value("HFNB_TEST_HANG") == cell { while true { sleep(1000) } }
      if value("HFNB_TEST_WAIT") == cell { while !mustStop() { usleep(1000) } }
    }

    private static func value(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }
    }
  }
#endif
