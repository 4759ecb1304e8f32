import Foundation
import Glibc

/// A terminal whose keyboard is a script: each step waits for a text on the screen, then types.
///
/// The keys are typed by a thread of its own, because the editor holds the main one.
final class PseudoTerminal: @unchecked Sendable {
  struct Step {
    var awaited: String
    var keys: String
  }

  /// The end that the program under test reads and writes.
  let descriptor: Int32
  private let keyboard: Int32
  private let lock = NSLock()
  private var screen: [UInt8] = []
  private var failure: String?
  private var isFinished = false

  /// The C library's module for Swift leaves `openpty` out, so it is looked up by name.
  private typealias Open =
    @convention(c) (
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<CChar>?,
      UnsafeRawPointer?, UnsafePointer<winsize>?
    ) -> Int32

  init?() {
    guard let symbol = dlsym(nil, "openpty") else { return nil }
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    var master: Int32 = -1
    var slave: Int32 = -1
    guard unsafeBitCast(symbol, to: Open.self)(&master, &slave, nil, nil, &size) == 0 else {
      return nil
    }
    keyboard = master
    descriptor = slave
  }

  deinit { Glibc.close(descriptor) }

  /// Everything shown so far.
  var shown: String { lock.withLock { String(decoding: screen, as: UTF8.self) } }

  /// The step that waited in vain, if one did.
  var missed: String? { lock.withLock { failure } }

  /// Begins to type; a step that waits longer than 20 seconds hangs up.
  func type(_ steps: [(String, String)]) {
    let script = steps.map { Step(awaited: $0.0, keys: $0.1) }
    Thread.detachNewThread { [self] in
      var seen = 0
      for step in script {
        guard let end = wait(for: Array(step.awaited.utf8), from: seen) else {
          lock.withLock { failure = step.awaited }
          Glibc.close(keyboard)
          return
        }
        seen = end
        let keys = Array(step.keys.utf8)
        _ = keys.withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
      }
      drain()
    }
  }

  /// Reads until the text stands behind an offset of the screen; gives the offset behind it.
  private func wait(for text: [UInt8], from start: Int) -> Int? {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      let found = lock.withLock { () -> Int? in
        guard screen.count >= start + text.count else { return nil }
        for i in start...(screen.count - text.count)
        where screen[i..<(i + text.count)].elementsEqual(text) { return i + text.count }
        return nil
      }
      if let found { return found }
      _ = readScreen(milliseconds: 100)
    }
    return nil
  }

  /// Lets the typing thread end; the terminal hangs up then.
  func finish() { lock.withLock { isFinished = true } }

  /// Reads on until the test is done; an editor that waits for more keys is hung up on.
  private func drain() {
    let deadline = ContinuousClock.now + .seconds(20)
    while !lock.withLock({ isFinished }), ContinuousClock.now < deadline {
      _ = readScreen(milliseconds: 20)
    }
    lock.withLock { if !isFinished { failure = "the end" } }
    Glibc.close(keyboard)
  }

  private func readScreen(milliseconds: Int32) -> Bool {
    var request = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = read(keyboard, &bytes, bytes.count)
    guard count > 0 else { return false }
    lock.withLock { screen += bytes.prefix(count) }
    return true
  }
}
