import Catalog
import Columnar
import Diagnostics
import Kernels

/// The texts of an operand, whichever way they are stored.
struct TextVector {
  private let views: Buffer<TextView>
  private let codes: Buffer<UInt32>?
  private let validity: Bitmap?
  private let isConstant: Bool
  /// What keeps the bytes alive.
  let owners: [Memory]

  init(_ operand: Operand) throws(Diagnostic) {
    isConstant = operand.isConstant
    validity = operand.column.validity
    switch operand.column.data {
    case .text(let text):
      views = text.views
      codes = nil
      owners = text.owners
    case .dictionary(let dictionary):
      views = dictionary.values.views
      codes = dictionary.codes
      owners = dictionary.values.owners
    default: throw .defect("an operand of type \(operand.type.name) does not hold text")
    }
  }

  /// The text of a row; empty where it is missing.
  subscript(row: Int) -> TextView {
    let position = isConstant ? 0 : row
    guard let codes else { return views.base[position] }
    guard validity?[position] ?? true else { return .empty }
    return views.base[Int(codes.base[position])]
  }
}

/// Loops over text: once for each different value where there is a dictionary, else row by row.
enum TextLoops {
  /// The dictionary to loop over instead of the rows, if that is less work.
  private static func dictionary(
    _ first: Operand, _ others: [Operand], _ count: Int
  ) -> DictionaryData? {
    guard case .dictionary(let dictionary) = first.column.data, !first.isConstant,
      others.allSatisfy(\.isConstant), dictionary.values.count > 0,
      dictionary.values.count <= count
    else { return nil }
    return dictionary
  }

  /// A value for each text.
  ///
  /// - Parameters:
  ///   - first: The texts.
  ///   - others: Further operands that the closure reads by row.
  ///   - value: Gets a text and the row at which to read the others.
  static func values<Result>(
    _ first: Operand, _ others: [Operand] = [], count: Int, _ value: (TextView, Int) -> Result
  ) throws(Diagnostic) -> Buffer<Result> {
    if let dictionary = dictionary(first, others, count) {
      let views = dictionary.values.views.base
      let table = Buffer<Result>(count: dictionary.values.count) { target in
        for code in 0..<dictionary.values.count { target[code] = value(views[code], 0) }
      }
      return table.gather(dictionary.codes.base, count: count)
    }
    let texts = try TextVector(first)
    return Buffer<Result>(count: count) { target in
      for row in 0..<count { target[row] = value(texts[row], row) }
    }
  }

  /// A text, or nothing, for each text.
  ///
  /// - Parameters:
  ///   - validity: The rows in which no operand is missing.
  ///   - transform: Gets a text, the row at which to read the others, and a builder that can copy
  ///     bytes. A view that it gives back points into the operands or into the builder.
  static func map(
    _ first: Operand, _ others: [Operand] = [], count: Int, validity: Bitmap?,
    _ transform: (TextView, Int, inout TextBuilder) -> TextView?
  ) throws(Diagnostic) -> Column {
    var builder = TextBuilder(capacity: 16)
    var owners = try TextVector(first).owners
    for other in others where other.type == .text { owners += try TextVector(other).owners }
    if let dictionary = dictionary(first, others, count) {
      return lifted(dictionary, count, validity, owners, builder, transform)
    }
    let texts = try TextVector(first)
    let present = Buffer<UInt8>(repeating: 1, count: count)
    let flags = UnsafeMutablePointer(mutating: present.base)
    let views = Buffer<TextView>(count: count) { target in
      for row in 0..<count {
        if validity?[row] ?? true, let view = transform(texts[row], row, &builder) {
          target[row] = view
        } else {
          target[row] = .empty
          flags[row] = 0
        }
      }
    }
    owners += builder.finish().owners
    return Column(
      .text, .text(TextData(views: views, owners: distinct(owners))),
      validity: Bitmap(bytes: present.base, count: count).orNilIfAllSet, count: count)
  }

  private static func lifted(
    _ dictionary: DictionaryData, _ count: Int, _ validity: Bitmap?, _ owners: [Memory],
    _ unused: consuming TextBuilder, _ transform: (TextView, Int, inout TextBuilder) -> TextView?
  ) -> Column {
    var builder = unused
    var interner = TextInterner(expecting: dictionary.values.count)
    var hasNothing = false
    // Different texts can become equal, so results get codes of their own.
    let mapping = Buffer<UInt32>(count: dictionary.values.count) { target in
      for code in 0..<dictionary.values.count {
        if let view = transform(dictionary.values.views.base[code], 0, &builder) {
          target[code] = interner.code(of: view)
        } else {
          target[code] = .max
          hasNothing = true
        }
      }
    }
    if interner.count == 0 { _ = interner.code(of: .empty) }
    var codes = mapping.gather(dictionary.codes.base, count: count)
    var present = validity
    if hasNothing {
      let flags = Elementwise.map(Vector(codes), count: count) { $0 == .max ? UInt8(0) : 1 }
      present = Bitmap.intersection(validity, Bitmap(bytes: flags.base, count: count))
      codes = Elementwise.map(Vector(codes), count: count) { $0 == .max ? 0 : $0 }
    }
    Cleaning.clearMissing(codes, zero: 0, validity: present)
    let values = TextData(
      views: interner.finish(), owners: distinct(owners + builder.finish().owners))
    return Column(
      .text, .dictionary(DictionaryData(codes: codes, values: values)),
      validity: present?.orNilIfAllSet, count: count)
  }

  /// Each owner once.
  static func distinct(_ owners: [Memory]) -> [Memory] {
    var result: [Memory] = []
    for owner in owners where !result.contains(where: { $0 === owner }) { result.append(owner) }
    return result
  }
}
