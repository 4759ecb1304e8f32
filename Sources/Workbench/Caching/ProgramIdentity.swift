import Diagnostics
import Formats
import Glibc

/// What tells this build of the program from every other one.
///
/// The semantics number covers what results mean, not how they are drawn and worded; a cached
/// drawing of another build would not be the one that this build makes.
enum ProgramIdentity {
  /// The version and the build id that the linker made from the content of the program; the digest
  /// of the program's file when there is none.
  static let text: String = {
    let image = Image()
    let build = image.flatMap(\.buildID) ?? image.flatMap(\.fileDigest) ?? ""
    return "\(Version.text) \(build)"
  }()

  /// The loaded file that holds this code: the program, or the library of a test run.
  private struct Image {
    private let start: UnsafeRawPointer
    private let path: String

    init?() {
      let here: @convention(c) () -> Void = {}
      let address = UInt(bitPattern: unsafeBitCast(here, to: UnsafeRawPointer.self))
      guard let maps = try? FileText.read("/proc/self/maps") else { return nil }
      // START-END rights OFFSET device inode PATH; the parts of one image stand together.
      var image: (start: UInt, path: Substring)?
      for line in maps.text.split(separator: "\n") {
        let parts = line.split(separator: " ", maxSplits: 5)
        let ends = parts[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard parts.count == 6, ends.count == 2 else { continue }
        let path = parts[5].drop { $0 == " " }
        if UInt(parts[2], radix: 16) == 0, image?.path != path { image = (ends[0], path) }
        guard ends[0] <= address, address < ends[1] else { continue }
        guard let image, image.path == path, let start = UnsafeRawPointer(bitPattern: image.start)
        else { return nil }
        self.start = start
        self.path = String(path)
        return
      }
      return nil
    }

    private func number<Number: FixedWidthInteger>(_ type: Number.Type, _ offset: Int) -> Int {
      Int(truncatingIfNeeded: start.loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// The note NT_GNU_BUILD_ID, found through the headers of the loaded ELF image of 64 bits.
    var buildID: String? {
      guard number(UInt32.self, 0) == 0x464C_457F, number(UInt8.self, 4) == 2 else { return nil }
      let headers = number(UInt64.self, 32)
      let (size, count) = (number(UInt16.self, 54), number(UInt16.self, 56))
      // Places are counted from the lowest address for which the image was linked.
      var lowest: Int?
      var notes: [(place: Int, size: Int)] = []
      for index in 0..<count {
        let header = headers + index * size
        let address = number(UInt64.self, header + 16)
        switch number(UInt32.self, header) {
        case 1: lowest = min(lowest ?? address, address)
        case 4: notes.append((address, number(UInt64.self, header + 40)))
        default: break
        }
      }
      for note in notes {
        if let found = buildID(at: note.place - (lowest ?? 0), note.size) { return found }
      }
      return nil
    }

    private func buildID(at start: Int, _ size: Int) -> String? {
      var place = start
      while place + 12 <= start + size {
        let nameSize = (number(UInt32.self, place) + 3) & ~3
        let contentSize = number(UInt32.self, place + 4)
        let content = place + 12 + nameSize
        guard content + contentSize <= start + size else { return nil }
        // "GNU" and a zero.
        if number(UInt32.self, place + 8) == 3, nameSize == 4,
          number(UInt32.self, place + 12) == 0x0055_4E47
        {
          let bytes = (0..<contentSize).map { number(UInt8.self, content + $0) }
          return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        place = content + (contentSize + 3) & ~3
      }
      return nil
    }

    var fileDigest: String? {
      // The path of the program itself may be relative to a folder that was left.
      let own = access(path, R_OK) == 0 ? path : "/proc/self/exe"
      return try? FileOpening().content(of: own, shownAs: "program").digest.hexadecimal
    }
  }
}
