import Columnar
import Kernels

/// Lists of texts that point into the texts of a column.
struct TextPieces: ~Copyable {
  private var views = BufferBuilder<TextView>(capacity: 256)
  private var offsets = BufferBuilder<Int32>(capacity: 256)

  init() { offsets.append(0) }

  /// Adds an item to the list that is being made.
  mutating func add(_ view: TextView) { views.append(view) }

  /// Ends a list.
  mutating func endList() { offsets.append(Int32(truncatingIfNeeded: views.count)) }

  /// The column; `owners` keep the bytes of the views alive.
  consuming func finish(owners: [Memory], validity: Bitmap?, count: Int) -> Column {
    let items = views.finish()
    let data = TextData(views: items, owners: owners)
    let column = Column(.text, .text(data), count: items.count)
    return Column(
      .list(.text), .list(ListData(offsets: offsets.finish(), items: column)),
      validity: validity?.orNilIfAllSet, count: count)
  }
}
