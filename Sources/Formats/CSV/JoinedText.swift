import Columnar

/// The texts of all chunks of a column as one: a merged dictionary when every chunk has one, a view
/// per row otherwise.
///
/// Texts come out in NFC.
struct JoinedText {
  private(set) var data: ColumnData

  /// - Parameters:
  ///   - parts: The chunks in order, all of text.
  ///   - file: What the views point into.
  init(_ parts: [CellCollector], _ rowCount: Int, file: Memory) {
    let texts = parts.compactMap(\.text)
    var normal = TextBuilder(capacity: 16)
    if texts.allSatisfy({ $0.codes != nil }) {
      data = Self.dictionary(parts, rowCount, &normal)
    } else {
      data = Self.plain(parts, rowCount, &normal)
    }
    let owners = [file] + texts.flatMap(\.owners) + normal.finish().owners
    switch data {
    case .dictionary(let dictionary):
      data = .dictionary(
        DictionaryData(
          codes: dictionary.codes,
          values: TextData(views: dictionary.values.views, owners: owners)))
    case .text(let text): data = .text(TextData(views: text.views, owners: owners))
    default: break
    }
  }

  private static func dictionary(
    _ parts: [CellCollector], _ rowCount: Int, _ normal: inout TextBuilder
  ) -> ColumnData {
    var merged = TextInterner(expecting: parts.first?.text?.values?.count ?? 64)
    let codes = Buffer<UInt32>(count: rowCount) { target in
      var position = 0
      for part in parts {
        guard let codes = part.text?.codes, let values = part.text?.values else { continue }
        let mapping = Buffer<UInt32>(count: max(1, values.count)) { mapping in
          mapping[0] = 0
          for code in 0..<values.count {
            mapping[code] = merged.code(of: normalized(values.base[code], &normal))
          }
        }
        for row in 0..<part.count {
          // The code of a missing row is 0 whatever the first value of its chunk is.
          target[position &+ row] = mapping.base[Int(codes[row])] &* UInt32(part.valid[row])
        }
        position += part.count
      }
    }
    if merged.count == 0 { _ = merged.code(of: .empty) }
    return .dictionary(
      DictionaryData(codes: codes, values: TextData(views: merged.finish(), owners: [])))
  }

  private static func plain(
    _ parts: [CellCollector], _ rowCount: Int, _ normal: inout TextBuilder
  ) -> ColumnData {
    let empty = TextView.empty
    let views = Buffer<TextView>(count: rowCount) { target in
      var position = 0
      for part in parts {
        guard let text = part.text else { continue }
        if let codes = text.codes, let values = text.values {
          for row in 0..<part.count {
            target[position &+ row] = part.valid[row] != 0 ? values.base[Int(codes[row])] : empty
          }
        } else {
          (target + position).update(from: text.views, count: part.count)
        }
        if part.hasNonASCII {
          for row in position..<(position + part.count) {
            target[row] = normalized(target[row], &normal)
          }
        }
        position += part.count
      }
    }
    return .text(TextData(views: views, owners: []))
  }

  @inline(__always)
  private static func normalized(_ view: TextView, _ normal: inout TextBuilder) -> TextView {
    if TextForm.isASCII(view.start, view.count) { return view }
    guard var text = TextForm.normalized(view) else { return view }
    return text.withUTF8 { normal.copy($0) }
  }
}
