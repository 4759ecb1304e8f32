import ChartRendering
import Charts
import Foundation
import TestSupport
import Testing

/// Equal queries give equal bytes: twice, on any number of threads, in any process.
@Suite struct DeterminismTests {
  @Test("Pictures do not depend on threads or on the run", arguments: GalleryCase.all)
  func threads(_ example: GalleryCase) throws {
    let first = try example.chart()
    for threads in [1, 8] {
      let again = try example.chart(threads: threads)
      #expect(SVGRenderer.render(first) == SVGRenderer.render(again), "\(threads) threads")
      for color in TerminalColor.allCases {
        #expect(
          TerminalRenderer.render(first, width: 100, color: color)
            == TerminalRenderer.render(again, width: 100, color: color), "\(threads) threads")
      }
    }
  }

  /// Each process seeds the hashes of its dictionaries anew, so an order that depends on them shows.
  @Test("The program draws the same in processes of its own") func processes() throws {
    guard let program = Repository.program else {
      Issue.record("the program was not built beside the tests")
      return
    }
    let script = """
      unset SWIFT_DETERMINISTIC_HASHING
      cd "$ROOT/Tests/GalleryTests/Cases" || exit 1
      for query in *.hfq; do
        name=${query%.hfq}
        hfnb -f "$query" --format svg 2>/dev/null | cmp -s - "$name.svg" || echo "$name.svg differs"
        hfnb -f "$query" --format chart --width 100 --color never 2>/dev/null | cmp -s - "$name.txt" ||
          echo "$name.txt differs"
      done
      """
    #expect(try Shell.run(script, program: program) == "")
  }
}
