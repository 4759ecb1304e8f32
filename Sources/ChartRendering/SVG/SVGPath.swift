import Charts

/// Path data in relative coordinates of one decimal.
enum SVGPath {
  /// Polylines or polygons.
  static func data(_ pieces: [[ScenePoint]], isClosed: Bool) -> String {
    var out = ""
    var pen = (x: 0, y: 0)
    for piece in pieces {
      guard let first = piece.first else { continue }
      let start = (x: SVGNumber.tenths(first.x), y: SVGNumber.tenths(first.y))
      out += "M" + pair(start.x, start.y)
      pen = start
      var command: Character = "M"
      if piece.count == 1 { out += "h0" }
      for point in piece.dropFirst() {
        let next = (x: SVGNumber.tenths(point.x), y: SVGNumber.tenths(point.y))
        let (dx, dy) = (next.x - pen.x, next.y - pen.y)
        pen = next
        if dx == 0, dy == 0, piece.count > 2 { continue }
        if dy == 0 {
          out += "h" + SVGNumber.text(tenths: dx)
          command = "h"
        } else if dx == 0 {
          out += "v" + SVGNumber.text(tenths: dy)
          command = "v"
        } else {
          let numbers = pair(dx, dy)
          if command == "l" {
            out += numbers.hasPrefix("-") ? numbers : " " + numbers
          } else {
            out += "l" + numbers
          }
          command = "l"
        }
      }
      if isClosed { out += "z" }
    }
    return out
  }

  /// Closed rectangles.
  ///
  /// Edges are rounded, not sizes, so that neighbours meet.
  static func rectangles(_ rectangles: [SceneRectangle]) -> String {
    var out = ""
    var pen: (x: Int, y: Int)?
    for rectangle in rectangles {
      let (left, top) = (SVGNumber.tenths(rectangle.x), SVGNumber.tenths(rectangle.y))
      let width = SVGNumber.tenths(rectangle.maxX) - left
      let height = SVGNumber.text(tenths: SVGNumber.tenths(rectangle.maxY) - top)
      // After `z` the pen is where the rectangle began.
      if let pen {
        out += "m" + pair(left - pen.x, top - pen.y)
      } else {
        out += "M" + pair(left, top)
      }
      pen = (left, top)
      out += "h\(SVGNumber.text(tenths: width))v\(height)h\(SVGNumber.text(tenths: -width))z"
    }
    return out
  }

  /// A dot at each point, to be stroked with round caps.
  static func dots(_ points: [ScenePoint]) -> String {
    var out = ""
    var pen: (x: Int, y: Int)?
    for point in points {
      let next = (x: SVGNumber.tenths(point.x), y: SVGNumber.tenths(point.y))
      if let pen {
        out += "m" + pair(next.x - pen.x, next.y - pen.y) + "h0"
      } else {
        out += "M" + pair(next.x, next.y) + "h0"
      }
      pen = next
    }
    return out
  }

  private static func pair(_ x: Int, _ y: Int) -> String {
    let second = SVGNumber.text(tenths: y)
    return SVGNumber.text(tenths: x) + (second.hasPrefix("-") ? "" : " ") + second
  }
}
