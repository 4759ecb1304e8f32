import Glibc
import TestSupport

/// What libFuzzer calls with each input.
///
/// `FUZZ_TARGET` says which properties are looked at.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let flaw = target.flaw(in: bytes) {
    print("\(target.rawValue): \(flaw)")
    fflush(nil)
    abort()
  }
  return 0
}

private let target: AnyText = {
  guard let name = getenv("FUZZ_TARGET"), let target = AnyText(rawValue: String(cString: name))
  else { preconditionFailure("FUZZ_TARGET is one of \(AnyText.allCases.map(\.rawValue))") }
  return target
}()
