import Charts

/// Collects the text of an SVG document.
struct SVGWriter {
  private let theme: Theme
  private var body = ""
  private var idPlaces: [Int] = []
  private var clipCount = 0
  /// What a dark page changes, in the order of first use: a class and its rule.
  private var darkRules: [(name: String, rule: String)] = []
  /// The places in the theme's list of the hatches that are used, in the order of first use.
  private var usedHatches: [Int] = []
  /// The classes of the element that is being written.
  private var pendingClasses: [String] = []

  /// What stands for the hash of the content until it is known.
  private static let pendingID = "h00000000"

  init(theme: Theme) { self.theme = theme }

  mutating func write(_ scene: Scene) {
    let width = SVGNumber.text(scene.width)
    let height = SVGNumber.text(scene.height)
    body += "<svg xmlns=\"http://www.w3.org/2000/svg\""
    if theme.hasDarkVariant {
      body += " class=\""
      writeID()
      body += "\""
    }
    body +=
      " width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\" role=\"img\""
    body += " aria-labelledby=\""
    writeID("-t ")
    writeID("-d")
    body += "\" font-family=\"'Liberation Sans', Arial, Helvetica, sans-serif\" font-size=\"11\""
    body += " fill=\"\(theme.ink.hex)\">\n<title id=\""
    writeID("-t")
    body += "\">\(SVGText.escaped(SVGText.limited(scene.title)))</title>\n<desc id=\""
    writeID("-d")
    body += "\">\(SVGText.escaped(SVGText.limited(scene.description, to: 4000)))</desc>\n"
    writeItems(scene.items)
    writePatterns()
    writeStyle()
    body += "</svg>\n"
  }

  /// The document, with its identifiers derived from everything else in it.
  func finish() -> String {
    let bytes = Array(body.utf8)
    let id = Array(("h" + FNV1a.hexadecimal(bytes)).utf8)
    var out = bytes
    for place in idPlaces { out.replaceSubrange(place..<(place + id.count), with: id) }
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func writeID(_ suffix: String = "") {
    idPlaces.append(body.utf8.count)
    body += Self.pendingID + suffix
  }

  private mutating func writeItems(_ items: [SceneItem]) {
    var index = 0
    while index < items.count {
      let end = Self.endOfRun(items, from: index)
      if end - index > 1 {
        writeRectangles(items[index..<end])
      } else {
        write(items[index])
      }
      index = end
    }
  }

  /// The end of a run of rectangles that look the same and can share their attributes.
  private static func endOfRun(_ items: [SceneItem], from start: Int) -> Int {
    guard case .rectangle(_, let fill, let stroke) = items[start].shape else { return start + 1 }
    var end = start + 1
    while end < items.count, case .rectangle(_, let otherFill, let otherStroke) = items[end].shape,
      otherFill == fill, otherStroke == stroke, items[end].opacity == items[start].opacity,
      items[end].role == items[start].role
    {
      end += 1
    }
    return end
  }

  private mutating func writeRectangles(_ items: ArraySlice<SceneItem>) {
    guard let first = items.first, case .rectangle(_, let fill, let stroke) = first.shape else {
      return
    }
    body += "<g" + hidden(first)
    writeFill(fill)
    body += strokeAttributes(rim(of: fill, stroke)) + opacityAttribute(first.opacity) + ">\n"
    let hasTooltips = items.contains { $0.tooltip != nil }
    if hasTooltips {
      for item in items {
        guard case .rectangle(let rectangle, _, _) = item.shape else { continue }
        body += "<rect" + rectangleAttributes(rectangle)
        close("rect", item.tooltip)
      }
    } else {
      let rectangles = items.compactMap { item -> SceneRectangle? in
        if case .rectangle(let rectangle, _, _) = item.shape { rectangle } else { nil }
      }
      body += "<path d=\"\(SVGPath.rectangles(rectangles))\""
      close("path", Self.series(of: items))
    }
    body += "</g>\n"
  }

  /// The series that all items belong to, if it is one.
  private static func series(of items: ArraySlice<SceneItem>) -> String? {
    guard let first = items.first, first.role == .mark else { return nil }
    return items.allSatisfy { $0.series == first.series } ? first.series : nil
  }

  private mutating func write(_ item: SceneItem) {
    switch item.shape {
    case .group(let children, let clip):
      if let clip {
        clipCount += 1
        let suffix = "-c\(clipCount)"
        body += "<clipPath id=\""
        writeID(suffix)
        body += "\"><rect" + rectangleAttributes(clip.inset(by: -1)) + "/></clipPath>\n"
        body += "<g clip-path=\"url(#"
        writeID(suffix)
        body += ")\"" + hidden(item) + opacityAttribute(item.opacity) + ">\n"
      } else {
        body += "<g" + hidden(item) + opacityAttribute(item.opacity) + ">\n"
      }
      writeItems(children)
      body += "</g>\n"
    case .path(let path):
      let data = SVGPath.data(path.pieces, isClosed: path.isClosed)
      guard !data.isEmpty else { return }
      body += "<path" + hidden(item)
      writeFill(path.fill)
      body += strokeAttributes(rim(of: path.fill, path.stroke), isRound: item.role == .mark)
      body += opacityAttribute(item.opacity) + " d=\"\(data)\""
      close("path", item.tooltip)
    case .rectangle(let rectangle, let fill, let stroke):
      body += "<rect" + hidden(item) + rectangleAttributes(rectangle)
      writeFill(fill)
      body += strokeAttributes(rim(of: fill, stroke)) + opacityAttribute(item.opacity)
      close("rect", item.tooltip)
    case .circles(let circles): write(circles, item)
    case .text(let text): write(text, item)
    }
  }

  /// Discs: one element each with a tooltip, one path for all when they are many and alike.
  private mutating func write(_ circles: SceneCircles, _ item: SceneItem) {
    guard !circles.centers.isEmpty else { return }
    if circles.symbol == .disc, circles.tooltips.isEmpty, circles.radii.count == 1,
      circles.ring == nil, circles.centers.count > 3
    {
      body += "<path" + hidden(item) + " fill=\"none\"" + paintAttribute("stroke", circles.fill)
      body += " stroke-width=\"\(SVGNumber.text(circles.radii[0] * 2))\""
      body += " stroke-linecap=\"round\"" + opacityAttribute(item.opacity)
      body += " d=\"\(SVGPath.dots(circles.centers))\""
      close("path", item.series)
      return
    }
    if circles.symbol != .disc {
      writeSymbols(circles, item)
      return
    }
    body += "<g" + hidden(item) + paintAttribute("fill", circles.fill)
    if let ring = circles.ring { body += strokeAttributes(SceneStroke(ring, width: 0.8)) }
    body += opacityAttribute(item.opacity) + ">\n"
    for (index, center) in circles.centers.enumerated() {
      body += "<circle cx=\"\(SVGNumber.text(center.x))\" cy=\"\(SVGNumber.text(center.y))\""
      body += " r=\"\(SVGNumber.text(circles.radius(at: index)))\""
      close("circle", index < circles.tooltips.count ? circles.tooltips[index] : nil)
    }
    body += "</g>\n"
  }

  /// Symbols that are not discs: one path each with a tooltip, one for all without.
  private mutating func writeSymbols(_ circles: SceneCircles, _ item: SceneItem) {
    let corners = circles.symbol.corners
    func outline(_ index: Int) -> [ScenePoint] {
      let (center, radius) = (circles.centers[index], circles.radius(at: index))
      return corners.map { ScenePoint(center.x + $0.x * radius, center.y + $0.y * radius) }
    }
    body += "<g" + hidden(item) + paintAttribute("fill", circles.fill)
    if let ring = circles.ring { body += strokeAttributes(SceneStroke(ring, width: 0.8)) }
    body += opacityAttribute(item.opacity) + ">\n"
    if circles.tooltips.isEmpty {
      let data = SVGPath.data(circles.centers.indices.map(outline), isClosed: true)
      body += "<path d=\"\(data)\"/>\n"
    } else {
      for index in circles.centers.indices {
        body += "<path d=\"\(SVGPath.data([outline(index)], isClosed: true))\""
        close("path", index < circles.tooltips.count ? circles.tooltips[index] : nil)
      }
    }
    body += "</g>\n"
  }

  private mutating func write(_ text: SceneText, _ item: SceneItem) {
    guard !text.text.isEmpty else { return }
    // The baseline as a number: engines differ in `dominant-baseline`.
    let (x, y) = (text.position.x, text.position.y)
    let baseline = y + 0.35 * text.size
    body += "<text" + hidden(item) + " x=\"\(SVGNumber.text(x))\" y=\"\(SVGNumber.text(baseline))\""
    if text.size != 11 { body += " font-size=\"\(SVGNumber.text(text.size))\"" }
    if text.isBold { body += " font-weight=\"bold\"" }
    switch text.anchor {
    case .start: break
    case .middle: body += " text-anchor=\"middle\""
    case .end: body += " text-anchor=\"end\""
    }
    // Paper on a hatched fill would be lost in it.
    let isLost = text.paint == .paper && !theme.hatches.isEmpty
    let text = isLost ? text.inInk : text
    if text.paint != .ink || theme.hasDarkVariant {
      body += fillAttribute(of: text)
    }
    if text.hasHalo {
      body += paintAttribute("stroke", .paper)
      body += " stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
    }
    if text.angle != 0 {
      body +=
        " transform=\"rotate(\(SVGNumber.text(text.angle)) \(SVGNumber.text(x)) \(SVGNumber.text(y)))\""
    }
    body += opacityAttribute(item.opacity) + ">"
    if let full = text.fullText {
      body += "<title>\(SVGText.escaped(SVGText.limited(full)))</title>"
    }
    body += SVGText.escaped(text.text) + "</text>\n"
  }

  private mutating func close(_ element: String, _ tooltip: String?) {
    guard let tooltip, !tooltip.isEmpty else {
      body += "/>\n"
      return
    }
    body += "><title>\(SVGText.escaped(SVGText.limited(tooltip)))</title></\(element)>\n"
  }

  private func hidden(_ item: SceneItem) -> String {
    item.role == .grid || item.role == .axis || item.role == .legend ? " aria-hidden=\"true\"" : ""
  }

  private func rectangleAttributes(_ rectangle: SceneRectangle) -> String {
    // Edges are rounded, not sizes, so that neighbours meet.
    let (left, top) = (SVGNumber.tenths(rectangle.x), SVGNumber.tenths(rectangle.y))
    let (right, bottom) = (SVGNumber.tenths(rectangle.maxX), SVGNumber.tenths(rectangle.maxY))
    return " x=\"\(SVGNumber.text(tenths: left))\" y=\"\(SVGNumber.text(tenths: top))\""
      + " width=\"\(SVGNumber.text(tenths: right - left))\""
      + " height=\"\(SVGNumber.text(tenths: bottom - top))\""
  }

  private mutating func paintAttribute(
    _ name: String, _ paint: Paint?, isText: Bool = false
  ) -> String {
    guard let paint else { return name == "fill" ? " fill=\"none\"" : "" }
    let color = isText ? theme.textColor(paint) : theme.color(paint)
    if theme.hasDarkVariant {
      let dark = isText ? Theme.dark.textColor(paint) : Theme.dark.color(paint)
      turn(name, from: color, to: dark)
    }
    return " \(name)=\"\(color.hex)\""
  }

  /// The colour of text on a fill: what can be read there, on a dark page too.
  private mutating func fillAttribute(of text: SceneText) -> String {
    guard let ground = text.ground else { return paintAttribute("fill", text.paint, isText: true) }
    let color = theme.color(text.paint)
    if theme.hasDarkVariant {
      let fill = Theme.dark.color(ground)
      // A fill that stays as it is keeps the text that suits it.
      let isFixed = fill == theme.color(ground)
      turn("fill", from: color, to: isFixed ? color : Theme.dark.color(Theme.dark.text(over: fill)))
    }
    return " fill=\"\(color.hex)\""
  }

  /// Gives the element that is being written a class by which a dark page recolours it.
  private mutating func turn(_ property: String, from light: RGBColor, to dark: RGBColor) {
    guard light != dark else { return }
    let name = "\(property.prefix(1))-\(dark.hex.dropFirst())"
    if !darkRules.contains(where: { $0.name == name }) {
      darkRules.append((name, "\(property): \(dark.hex)"))
    }
    pendingClasses.append(name)
  }

  /// The attribute of what fills a shape: a colour, or the pattern that stands for it.
  private mutating func writeFill(_ paint: Paint?) {
    guard case .series(let index)? = paint, !theme.hatches.isEmpty else {
      body += paintAttribute("fill", paint)
      return
    }
    let place = index % theme.hatches.count
    let hatch = theme.hatches[place]
    if case .plain = hatch.figure {
      body += " fill=\"\(hatch.ground.hex)\""
      return
    }
    if !usedHatches.contains(place) { usedHatches.append(place) }
    body += " fill=\"url(#"
    writeID("-p\(place)")
    // Where patterns are not known or not let through, the ground is drawn.
    body += ") \(hatch.ground.mixed(with: hatch.ink, 0.3).hex)\""
  }

  /// The outline of a fill: hatched shapes have one, as their ground may be that of the paper.
  private func rim(of fill: Paint?, _ stroke: SceneStroke?) -> SceneStroke? {
    guard case .series? = fill, !theme.hatches.isEmpty else { return stroke }
    return SceneStroke(.ink, width: 0.8)
  }

  private mutating func writePatterns() {
    for place in usedHatches.sorted() {
      let hatch = theme.hatches[place]
      let pitch = SVGNumber.text(hatch.pitch)
      let middle = SVGNumber.text(hatch.pitch / 2)
      var figure = ""
      var degrees = 0.0
      switch hatch.figure {
      case .plain: continue
      case .lines(let angle):
        figure = "d=\"M\(middle) 0v\(pitch)\""
        degrees = angle
      case .grid(let angle):
        figure = "d=\"M\(middle) 0v\(pitch)M0 \(middle)h\(pitch)\""
        degrees = angle
      case .dots:
        figure = "stroke-linecap=\"round\" d=\"M\(middle) \(middle)h0\""
        degrees = 45
      }
      body += "<pattern id=\""
      writeID("-p\(place)")
      body += "\" width=\"\(pitch)\" height=\"\(pitch)\" patternUnits=\"userSpaceOnUse\""
      if degrees != 0 { body += " patternTransform=\"rotate(\(SVGNumber.text(degrees)))\"" }
      body += "><path fill=\"\(hatch.ground.hex)\" d=\"M0 0h\(pitch)v\(pitch)h-\(pitch)z\"/>"
      body += "<path fill=\"none\" stroke=\"\(hatch.ink.hex)\""
      body += " stroke-width=\"\(SVGNumber.text(hatch.width))\" \(figure)/></pattern>\n"
    }
  }

  private mutating func strokeAttributes(_ stroke: SceneStroke?, isRound: Bool = false) -> String {
    guard let stroke else { return "" }
    var out = paintAttribute("stroke", stroke.paint)
    if stroke.width != 1 { out += " stroke-width=\"\(SVGNumber.text(stroke.width))\"" }
    if !stroke.dash.isEmpty {
      let lengths = stroke.dash.map { SVGNumber.text($0) }.joined(separator: " ")
      out += " stroke-dasharray=\"\(lengths)\""
    } else if isRound {
      out += " stroke-linejoin=\"round\" stroke-linecap=\"round\""
    }
    return out
  }

  /// The last attributes of every painted element: its classes, if any, and its opacity.
  private mutating func opacityAttribute(_ opacity: Double) -> String {
    var out = ""
    if !pendingClasses.isEmpty {
      out += " class=\"\(pendingClasses.joined(separator: " "))\""
      pendingClasses = []
    }
    return opacity >= 1 ? out : out + " opacity=\"\(SVGNumber.opacity(opacity))\""
  }

  private mutating func writeStyle() {
    guard theme.hasDarkVariant else { return }
    body += "<style>@media (prefers-color-scheme: dark) {\n"
    for (name, rule) in darkRules {
      body += "."
      writeID(" .\(name) { \(rule) }\n")
    }
    body += "}</style>\n"
  }
}
