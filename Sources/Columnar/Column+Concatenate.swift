extension Column {
  /// Columns of one type, one after the other.
  ///
  /// Dictionaries are merged; when a part holds plain text and another a dictionary, the result
  /// is plain text.
  public static func concatenate(_ parts: [Column], type: DataType) -> Column {
    let parts = parts.filter { $0.count > 0 }
    guard let first = parts.first else { return .nulls(type, count: 0) }
    if parts.count == 1 { return first.retyped(type) }
    let count = parts.reduce(0) { $0 + $1.count }
    let validity = Bitmap.concatenate(parts.map { ($0.validity, $0.count) })
    return Column(type, joined(parts, type), validity: validity, count: count)
  }

  private static func joined(_ parts: [Column], _ type: DataType) -> ColumnData {
    switch parts[0].data {
    case .bool:
      return .bool(
        .concatenate(
          parts.compactMap { if case .bool(let values) = $0.data { values } else { nil } }))
    case .int64:
      return .int64(
        .concatenate(
          parts.compactMap { if case .int64(let values) = $0.data { values } else { nil } }))
    case .int32:
      return .int32(
        .concatenate(
          parts.compactMap { if case .int32(let values) = $0.data { values } else { nil } }))
    case .double:
      return .double(
        .concatenate(
          parts.compactMap { if case .double(let values) = $0.data { values } else { nil } }))
    case .text, .dictionary:
      let dictionaries = parts.compactMap { part -> DictionaryData? in
        if case .dictionary(let dictionary) = part.data { dictionary } else { nil }
      }
      if dictionaries.count == parts.count {
        return .dictionary(DictionaryData.concatenate(dictionaries, parts.map(\.validity)))
      }
      return .text(.concatenate(parts.map(\.plainText)))
    case .list:
      return .list(
        ListData.concatenate(
          parts.compactMap { if case .list(let list) = $0.data { list } else { nil } }, type))
    case .record(let children):
      guard case .record(let fields) = type else { return parts[0].data }
      return .record(
        children.indices.map { index in
          Column.concatenate(
            parts.compactMap {
              if case .record(let columns) = $0.data { columns[index] } else { nil }
            }, type: fields[index].type)
        })
    }
  }

  /// The texts of a text column, one view per row.
  public var plainText: TextData {
    switch data {
    case .text(let text): return text
    case .dictionary(let dictionary):
      let views = Buffer<TextView>(count: count) { target in
        let values = dictionary.values.views.base
        for row in 0..<count {
          target[row] = isValid(row) ? values[Int(dictionary.codes.base[row])] : .empty
        }
      }
      return TextData(views: views, owners: dictionary.values.owners)
    default:
      return TextData(views: Buffer(repeating: .empty, count: count), owners: [])
    }
  }
}

extension DictionaryData {
  /// Rows of several dictionaries one after the other, over one merged list of values.
  ///
  /// Missing rows get code 0, whatever they had, so that codes do not tell how parts were cut.
  static func concatenate(_ parts: [DictionaryData], _ validities: [Bitmap?]) -> DictionaryData {
    var merged = TextInterner()
    var mappings: [[UInt32]] = []
    var owners: [Memory] = []
    for part in parts {
      mappings.append((0..<part.values.count).map { merged.code(of: part.values.views[$0]) })
      for owner in part.values.owners where !owners.contains(where: { $0 === owner }) {
        owners.append(owner)
      }
    }
    let count = parts.reduce(0) { $0 + $1.codes.count }
    let codes = Buffer<UInt32>(count: count) { target in
      var position = 0
      for (index, part) in parts.enumerated() {
        let mapping = mappings[index]
        let validity = validities[index]
        for row in 0..<part.codes.count {
          let code = Int(part.codes.base[row])
          let isKept = code < mapping.count && (validity?[row] ?? true)
          target[position] = isKept ? mapping[code] : 0
          position += 1
        }
      }
    }
    return DictionaryData(
      codes: codes, values: TextData(views: merged.finish(), owners: owners))
  }
}

extension ListData {
  static func concatenate(_ parts: [ListData], _ type: DataType) -> ListData {
    guard case .list(let element) = type else { return parts[0] }
    let count = parts.reduce(0) { $0 + $1.offsets.count - 1 }
    // Only the items that rows of the part use are carried over.
    let items = parts.map { part in
      part.items.column.slice(Int(part.offsets[0])..<Int(part.offsets[part.offsets.count - 1]))
    }
    let offsets = Buffer<Int32>(count: count + 1) { target in
      var position = 0
      var base: Int32 = 0
      for part in parts {
        let first = part.offsets[0]
        for row in 0..<(part.offsets.count - 1) {
          target[position] = base + part.offsets.base[row] - first
          position += 1
        }
        base += part.offsets[part.offsets.count - 1] - first
      }
      target[count] = base
    }
    return ListData(offsets: offsets, items: .concatenate(items, type: element))
  }
}
