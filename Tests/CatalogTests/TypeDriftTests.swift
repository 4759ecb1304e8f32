import Catalog
import Columnar
import Testing

/// Notes about columns whose type changed since they were written down.
@Suite struct TypeDriftTests {
  @Test func namesWhatChanged() {
    let schema = Schema([Field("a", .text), Field("b", .int), Field("new", .date)])
    let notes = TypeDrift.notes(
      "lb", locked: [("a", "number"), ("b", "int"), ("gone", "text")], now: schema)
    #expect(notes == [.init("W1", "`lb.a` was number when locked, and is text")])
    #expect(TypeDrift.notes("lb", locked: [], now: schema).isEmpty)
  }
}
