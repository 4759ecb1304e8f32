import Glibc

/// Calls on descriptors between a process and its workers.
enum Descriptors {
  /// Writes all bytes; false when the other end is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let count = Glibc.write(descriptor, base, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// Sends all bytes over a socket; a reader that is gone is no signal, but false.
  static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let count = Glibc.send(socket, base, rest.count, Int32(MSG_NOSIGNAL))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// What can be read now, at most 64 KiB; empty at the end, nil when there is nothing yet.
  static func read(_ descriptor: Int32) -> [UInt8]? {
    var isOpen = true
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      while got < 0, errno == EINTR {
        got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if got < 0, errno == EAGAIN {
        isOpen = false
      } else {
        count = max(0, got)
      }
    }
    return isOpen ? bytes : nil
  }

  /// Two connected ends that no other program inherits; nil when the system has no more.
  ///
  /// They are above the numbers that a worker gets them as, so that none is overwritten by another.
  static func pair() -> (near: Int32, far: Int32)? {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    let far = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
    close(ends[1])
    guard far >= 0 else {
      close(ends[0])
      return nil
    }
    return (ends[0], far)
  }
}
