import Catalog
import Columnar
import Diagnostics
import Kernels

/// `rolling(mean(x), 4 weeks)`.
enum Rolling: WindowFunction {
  static let declaration = Declaration.window(
    "rolling", "Gives an aggregate over a window that moves along the rows.",
    details: """
      The window ends at this row: `5 rows` are this row and the four before; `4 weeks` are the \
      rows later than four weeks ago, so four of them in weekly data. With `centered: true` it \
      reaches as far ahead as back: 5 rows are two on each side, 4 weeks two weeks on each side, \
      both ends included. At the edges it holds fewer rows. Nulls are left out by the aggregate.
      """,
    parameters: [
      ParameterInfo("aggregate", "aggregate", help: "An aggregate such as mean(x)."),
      ParameterInfo("frame", "int or duration", help: "The length of the window, a constant."),
      ParameterInfo(
        "centered", "bool", help: "Whether it reaches ahead as far as back.", default: "false",
        labelled: true),
    ], result: "the type of the aggregate",
    terms: ["moving average", "sliding window", "rollmean"],
    examples: [
      Example(
        "Over rows", "rows [d, x; 1, 5; 2, 7; 3, 9] | derive m = rolling(mean(x), 2 rows) along d",
        expected: "d,x,m\n1,5,5\n2,7,6\n3,9,8"),
      Example(
        "Over time",
        "rows [d, x; 2024-01, 5; 2024-04, 7] | derive s = rolling(sum(x), 2 months) along d",
        expected: "d,x,s\n2024-01,5,5\n2024-04,7,7"),
      Example(
        "On both sides",
        "rows [d, x; 1, 5; 2, 7; 3, 9] | derive m = rolling(max(x), 3 rows, centered: true) along d",
        expected: "d,x,m\n1,5,7\n2,7,9\n3,9,9"),
    ])
  static let needsOrder = true

  /// The kernel expects the columns of the inner aggregate's arguments, in their order, and
  /// ignores those that follow.
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    let inner = try call.argument(0)
    guard case .aggregate(let aggregate) = inner.kind, aggregate.condition == nil else {
      throw Diagnostic(
        "E334", "`rolling` needs an aggregate without a condition", at: inner.span,
        details: ["For example: rolling(mean(x), 4 weeks)"])
    }
    let isCentered = try Ranking.isDescending(call, 2)
    let frame = try RollingFrame.bind(call, 1, scope, isCentered: isCentered)
    let kernel = aggregate.kernel
    let argumentCount = aggregate.arguments.count
    return WindowKernel(type: kernel.type) { (columns, partitions, workers) throws(Diagnostic) in
      try evaluate(
        kernel, Array(columns.prefix(argumentCount)), try frame.spans(partitions, workers),
        partitions, workers)
    }
  }

  /// Rows that are copied out at a time.
  private static let chunkSize = 1 << 20

  /// Runs the aggregate with one group for each row: the rows of its window.
  private static func evaluate(
    _ kernel: AggregateKernel, _ arguments: [Column], _ spans: [RollingFrame.Span],
    _ partitions: WindowPartitions, _ workers: Workers
  ) throws(Diagnostic) -> Column {
    let order = partitions.rows.rows
    var pieces: [Column] = []
    var start = 0
    while start < spans.count {
      if workers.shouldStop() {
        pieces.append(.nulls(kernel.type, count: spans.count - start))
        break
      }
      var members = BufferBuilder<UInt32>(capacity: 1024)
      var groups = BufferBuilder<UInt32>(capacity: 1024)
      var end = start
      while end < spans.count, end == start || members.count + spans[end].count <= chunkSize {
        let span = spans[end]
        members.append(order.base + span.first, count: span.count)
        for _ in 0..<span.count { groups.append(UInt32(truncatingIfNeeded: end - start)) }
        end += 1
      }
      let rows = members.finish()
      pieces.append(
        try GroupAggregation.run(
          kernel, arguments: arguments.map { $0.gather(rows.base, count: rows.count) },
          groups: groups.finish(), groupCount: end - start, workers: workers))
      start = end
    }
    // Results are in the order of the windows; each row reads the one at its place.
    let places = Buffer<UInt32>(count: order.count) { target in
      for place in 0..<order.count {
        target[Int(order.base[place])] = UInt32(truncatingIfNeeded: place)
      }
    }
    return Column.concatenate(pieces, type: kernel.type).gather(places.base, count: places.count)
  }
}
