import Glibc

/// A worker as its parent sees it: a process of this program that runs one notebook.
///
/// It gets the job on its standard input, which stays open, and tells events on descriptor 3. What it
/// writes to its standard error, which only a fault does, is read as its last words. Interrupts of
/// the terminal are for the parent alone.
struct WorkerProcess {
  /// How a process ended.
  enum End: Sendable, Hashable {
    /// By itself, with a status.
    case exit(Int32)
    /// By a signal.
    case signal(Int32)
  }

  /// Its number.
  let id: pid_t
  /// Where the job and later words go.
  let input: Int32
  /// Where events come from.
  let events: Int32
  /// Where last words come from.
  let errors: Int32

  /// Starts a worker, and gives the system's reason when that fails.
  static func start(_ program: String) -> Result<WorkerProcess, SystemError> {
    guard let input = Descriptors.pair() else { return .failure(SystemError(code: errno)) }
    defer { close(input.far) }
    guard let events = Descriptors.pair() else {
      let reason = errno
      close(input.near)
      return .failure(SystemError(code: reason))
    }
    defer { close(events.far) }
    guard let errors = Descriptors.pair() else {
      let reason = errno
      close(input.near)
      close(events.near)
      return .failure(SystemError(code: reason))
    }
    defer { close(errors.far) }
    var id = pid_t()
    let reason = spawn(program, &id, input: input.far, errors: errors.far, events: events.far)
    guard reason == 0 else {
      for descriptor in [input.near, events.near, errors.near] { close(descriptor) }
      return .failure(SystemError(code: reason))
    }
    for descriptor in [events.near, errors.near] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
    return .success(
      WorkerProcess(id: id, input: input.near, events: events.near, errors: errors.near))
  }

  private static func spawn(
    _ program: String, _ id: inout pid_t, input: Int32, errors: Int32, events: Int32
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_adddup2(&actions, events, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var blocked = sigset_t()
    sigemptyset(&blocked)
    // Ctrl-C reaches the whole group, and so may a hang-up or a request to end; the parent decides.
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&blocked, number) }
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("hfnb"), strdup("--worker"), nil]
    var environment = Self.environment().map { strdup($0) } + [nil]
    defer { for word in arguments + environment { free(word) } }
    return posix_spawn(&id, program, &actions, &attributes, &arguments, &environment)
  }

  /// The environment that this process began with, without drawings of the stack after a fault.
  private static func environment() -> [String] {
    let file = open("/proc/self/environ", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    while let more = Descriptors.read(file), !more.isEmpty { bytes += more }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { !$0.hasPrefix("SWIFT_BACKTRACE=") } + ["SWIFT_BACKTRACE=enable=no"]
  }

  /// Says a word to it; nothing happens when it is gone.
  func say(_ word: [UInt8]) { _ = Descriptors.send(word, to: input) }

  /// Ends it at once.
  func kill() { _ = Glibc.kill(id, SIGKILL) }

  /// Waits for its end, which is near once it has closed its events, and lets go of it.
  func reap() -> End {
    for descriptor in [input, events, errors] { close(descriptor) }
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }
}

/// A failure of a call of the system.
struct SystemError: Error, Sendable, Hashable {
  /// Its number.
  var code: Int32
  /// It in words.
  var words: String { String(cString: strerror(code)).lowercased() }
}
