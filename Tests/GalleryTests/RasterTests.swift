import Foundation
import TestSupport
import Testing

/// The recorded pictures as pixels; needs tools from outside, and is skipped where they are absent.
@Suite struct RasterTests {
  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  static let tools = ["rsvg-convert", "xmllint", "convert", "python3"]
  static let fonts = ["liberation", "dejavu"]
  static let missing =
    tools.filter { tool in
      !["/usr/bin/", "/usr/local/bin/", "/bin/"].contains { exists($0 + tool) }
    } + fonts.filter { !exists("/usr/share/fonts/truetype/\($0)") }

  @Test(
    "Pictures have ink, but none at their edges, with narrow and with wide fonts",
    .enabled(
      if: missing.isEmpty, "needs \((tools + fonts).joined(separator: ", ")); missing: \(missing)"),
    arguments: fonts)
  func raster(_ fonts: String) throws {
    let program = try #require(Repository.program)
    let script = """
      cd "$ROOT/Tests/GalleryTests/Cases" && PATH=$PATH:/usr/local/bin ../raster/check --fonts \(fonts) *.svg
      """
    #expect(try Shell.run(script, program: program) == "")
  }

  @Test(
    "The look at pixels sees what is wrong",
    .enabled(if: missing.isEmpty, "needs \(tools.joined(separator: ", "))"))
  func broken() throws {
    let script = """
      PATH=$PATH:/usr/local/bin
      cat > svg <<'END'
      <svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" viewBox="0 0 90 60">
      <rect width="90" height="60" fill="#ffffff"/>INK
      </svg>
      END
      try() { sed "s|INK|$2|" svg > "$1.svg"; "$ROOT/Tests/GalleryTests/raster/check" "$1.svg"; }
      try blank ''
      try left '<circle cx="6" cy="30" r="5"/>'
      try right '<circle cx="83" cy="30" r="5.5" fill="red"/>'
      try open '<g>'
      try fine '<circle cx="45" cy="30" r="12"/>'
      """
    let text = try Shell.run(script, program: try #require(Repository.program))
    #expect(text.contains("blank.svg: 0.00% of the pixels have ink"))
    #expect(text.contains("left.svg: ink on the left edge"))
    #expect(text.contains("right.svg: ink on the right edge"))
    #expect(text.contains("open.svg: xmllint"))
    #expect(!text.contains("fine.svg"))
  }
}
