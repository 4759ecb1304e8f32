import CRename
import Glibc

/// The calls that change what is on the disk, all in one place.
///
/// Each gives 0, or the value of `errno`. A name belongs to the folder whose descriptor stands before
/// it. Nothing else in the handling of results changes the disk, so that tests can stop a run at every
/// point where a crash could.
enum DiskCalls {
  /// What tests put in the way: 0, or the reason why a call fails.
  @inline(__always)
  private static func fault(needsSpace: Bool, half: (() -> Void)? = nil) -> Int32 {
    #if DEBUG
      return WriteFaults.current?.pass(needsSpace: needsSpace, half: half) ?? 0
    #else
      return 0
    #endif
  }

  static func makeFolder(_ folder: Int32, _ name: String, mode: mode_t) -> Int32 {
    let reason = fault(needsSpace: true)
    if reason != 0 { return reason }
    return mkdirat(folder, name, mode) == 0 ? 0 : errno
  }

  /// Opens a file for writing.
  static func open(
    _ folder: Int32, _ name: String, _ flags: Int32, mode: mode_t
  ) -> (descriptor: Int32, reason: Int32) {
    let reason = fault(needsSpace: true)
    if reason != 0 { return (-1, reason) }
    let descriptor = openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW, mode)
    return (descriptor, descriptor < 0 ? errno : 0)
  }

  /// Writes all bytes.
  static func write(_ file: Int32, _ bytes: [UInt8]) -> Int32 {
    let reason = fault(needsSpace: true) { _ = fill(file, bytes, count: bytes.count / 2) }
    return reason != 0 ? reason : fill(file, bytes, count: bytes.count)
  }

  private static func fill(_ file: Int32, _ bytes: [UInt8], count: Int) -> Int32 {
    bytes.withUnsafeBytes { buffer -> Int32 in
      var written = 0
      while written < count, let base = buffer.baseAddress {
        let step = Glibc.write(file, base + written, count - written)
        if step < 0, errno == EINTR { continue }
        guard step > 0 else { return step == 0 ? ENOSPC : errno }
        written += step
      }
      return 0
    }
  }

  /// Cuts a file after some bytes.
  static func cut(_ file: Int32, to length: Int) -> Int32 {
    let reason = fault(needsSpace: false)
    if reason != 0 { return reason }
    return ftruncate(file, off_t(length)) == 0 ? 0 : errno
  }

  /// Waits until a file or folder is on the device; what cannot be flushed is left alone.
  static func flush(_ descriptor: Int32) -> Int32 {
    let reason = fault(needsSpace: true)
    if reason != 0 { return reason }
    return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno
  }

  static func setMode(_ descriptor: Int32, _ mode: mode_t) -> Int32 {
    let reason = fault(needsSpace: false)
    if reason != 0 { return reason }
    return fchmod(descriptor, mode) == 0 ? 0 : errno
  }

  static func setOwner(_ descriptor: Int32, _ owner: uid_t, _ group: gid_t) -> Int32 {
    let reason = fault(needsSpace: false)
    if reason != 0 { return reason }
    return fchown(descriptor, owner, group) == 0 ? 0 : errno
  }

  static func rename(
    _ from: Int32, _ name: String, _ to: Int32, _ newName: String
  ) -> Int32 {
    let reason = fault(needsSpace: false)
    if reason != 0 { return reason }
    return renameat(from, name, to, newName) == 0 ? 0 : errno
  }

  /// Renames unless the new name is taken.
  static func renameNew(
    _ from: Int32, _ name: String, _ to: Int32, _ newName: String
  ) -> Int32 {
    let reason = fault(needsSpace: false)
    return reason != 0 ? reason : hfnb_rename_new(from, name, to, newName)
  }

  /// Swaps two names in one step.
  static func exchange(
    _ from: Int32, _ name: String, _ to: Int32, _ newName: String
  ) -> Int32 {
    let reason = fault(needsSpace: false)
    if reason != 0 { return reason }
    #if DEBUG
      if WriteFaults.current?.refusesExchange == true { return EINVAL }
    #endif
    return hfnb_exchange(from, name, to, newName)
  }

  /// Gives a file one more name.
  static func link(_ from: Int32, _ name: String, _ to: Int32, _ newName: String) -> Int32 {
    let reason = fault(needsSpace: true)
    if reason != 0 { return reason }
    return linkat(from, name, to, newName, 0) == 0 ? 0 : errno
  }

  static func unlink(_ folder: Int32, _ name: String) -> Int32 {
    let reason = fault(needsSpace: false)
    if reason != 0 { return reason }
    return unlinkat(folder, name, 0) == 0 ? 0 : errno
  }

  static func removeFolder(_ folder: Int32, _ name: String) -> Int32 {
    let reason = fault(needsSpace: false)
    if reason != 0 { return reason }
    return unlinkat(folder, name, AT_REMOVEDIR) == 0 ? 0 : errno
  }
}
