import Foundation
import Glibc
import TestSupport
import Testing

/// Results on file systems of their own, and two runs at one time, with the real program.
@Suite("Places of results") struct ResultPlaceTests {
  /// Runs a script where it may mount file systems; nil where that is not permitted.
  private func mounted(_ script: String) throws -> String? {
    let program = try #require(Repository.program)
    let probe = "unshare -m sh -c 'mkdir disk && mount -t tmpfs none disk' && echo yes"
    guard try Shell.run(probe, program: program).contains("yes") else { return nil }
    return try Shell.run("unshare -m sh -e <<'END'\n\(script)\nEND", program: program)
  }

  @Test("A disk that is full: the status is 7, and the old results stay")
  func fullDisk() throws {
    let script = """
      mkdir disk
      mount -t tmpfs -o size=160k none disk
      printf '```hfq a\\n6 * 7\\n```\\n\\n```hfq b\\nrows [x; "little"]\\n```\\n' > n.hfnb
      hfnb run -q n.hfnb --out disk
      cp -r disk/n.hfnb.out before
      big=$(head -c 200000 /dev/zero | tr '\\0' x)
      printf '```hfq a\\n6 * 8\\n```\\n\\n```hfq b\\nrows [x; "%s"]\\n```\\n' $big > n.hfnb
      status=0
      hfnb run -q n.hfnb --out disk 2> message || status=$?
      echo "status $status"
      cat message
      ls -A disk
      diff -r before disk/n.hfnb.out && echo unchanged
      mount -o remount,size=16m disk
      hfnb run -q n.hfnb --out disk && cat disk/n.hfnb.out/a.txt
      ls -A disk
      """
    guard let text = try mounted(script) else { return }
    #expect(
      text == """
        status 7
        error[E640]: results could not be written: a file cannot be filled
          disk/.n.hfnb.out.work/cells/b.csv: no space is left on the device
          The results of the run before are as they were.
          fix: free some space, or choose another place with `--out`
        n.hfnb.out
        unchanged
        48
        n.hfnb.out

        """)
  }

  @Test("A result folder that is a file system of its own, and one with another inside")
  func mountPoints() throws {
    let script = """
      mkdir n.hfnb.out
      mount -t tmpfs none n.hfnb.out
      echo mine > n.hfnb.out/notes.md
      for value in 7 8; do
        printf '```hfq a\\n6 * %s\\n```\\n\\n```hfq c%s\\nrows [x; 1] | save "s%s/x.csv"\\n```\\n' \\
          $value $value $value > n.hfnb
        hfnb run -q n.hfnb
        cat n.hfnb.out/a.txt
      done
      hfnb plan n.hfnb
      (cd n.hfnb.out && find . -type f | sort)
      umount n.hfnb.out
      hfnb run -q n.hfnb
      mkdir n.hfnb.out/inner
      mount -t tmpfs none n.hfnb.out/inner
      echo kept > n.hfnb.out/inner/x
      sed -i 's/6 [*] 8/6 * 9/' n.hfnb
      hfnb run -q n.hfnb
      cat n.hfnb.out/a.txt n.hfnb.out/inner/x
      ls -A
      """
    guard let text = try mounted(script) else { return }
    #expect(
      text == """
        42
        48
        n.hfnb
          a   fresh
          c8  fresh
          0 of 2 cells out of date
        ./a.txt
        ./c8.csv
        ./c8.txt
        ./notes.md
        ./page.json
        ./run.json
        ./saved/s8/x.csv
        54
        kept
        n.hfnb
        n.hfnb.out

        """)
  }

  @Test("A second run is refused, or waits until the first is done") func twoRuns() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-two-\(UUID().uuidString)")
    let work = folder.appendingPathComponent(".n.hfnb.out.work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let notebook = folder.appendingPathComponent("n.hfnb")
    try "```hfq a\n6 * 7\n```\n".write(to: notebook, atomically: false, encoding: .utf8)
    let lock = work.appendingPathComponent("run.lock")
    try "77 hfnb run n.hfnb\n".write(to: lock, atomically: false, encoding: .utf8)
    let held = open(lock.path, O_RDWR | O_CLOEXEC)
    #expect(flock(held, LOCK_EX) == 0)

    func start(_ flags: [String]) throws -> (Process, FileHandle) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try #require(Repository.program))
      process.arguments = ["run", "n.hfnb"] + flags
      process.currentDirectoryURL = folder
      let pipe = Pipe()
      process.standardError = pipe
      process.standardInput = FileHandle.nullDevice
      try process.run()
      return (process, pipe.fileHandleForReading)
    }
    let (refused, words) = try start([])
    let text = String(decoding: words.readDataToEndOfFile(), as: UTF8.self)
    refused.waitUntilExit()
    #expect(refused.terminationStatus == 7)
    #expect(
      text.hasPrefix(
        """
        error[E641]: another run is making the results in `n.hfnb.out`
          It is process 77, `hfnb run n.hfnb`.
          fix: wait until it is done, or let this run wait for it with `--wait`

        """), "\(text)")
    let (waiting, talk) = try start(["--wait"])
    // It says so before it waits, so this returns while the lock is held.
    let told = String(decoding: talk.availableData, as: UTF8.self)
    #expect(told.contains("waiting") && told.contains("process 77, `hfnb run n.hfnb`"))
    #expect(waiting.isRunning)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/n.hfnb.out"))
    close(held)
    let rest = String(decoding: talk.readDataToEndOfFile(), as: UTF8.self)
    waiting.waitUntilExit()
    #expect(waiting.terminationStatus == 0, "\(rest)")
    #expect(
      try String(contentsOfFile: folder.path + "/n.hfnb.out/a.txt", encoding: .utf8) == "42\n")
    #expect(!FileManager.default.fileExists(atPath: work.path))
  }
}
