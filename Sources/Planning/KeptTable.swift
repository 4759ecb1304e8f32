import Columnar
import Synchronization

/// A result that is kept for later uses.
final class KeptTable: Sendable {
  private let storage = Mutex<Table?>(nil)

  var value: Table? {
    get { storage.withLock { $0 } }
    set { storage.withLock { $0 = newValue } }
  }
}
