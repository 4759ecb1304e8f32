public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Gives the Lorenz curve of a value.
public struct Lorenz: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "lorenz", "Gives the share of the total that the smallest values hold.", category: .statistics,
    details: """
      The curve of Lorenz (1905): `population` is the share of rows, those with the smallest values \
      first, and `value` their share of the total. It begins at 0, 0 and has one row for each \
      different value; between two rows it is a straight line, so nothing is left out. Twice the \
      area between it and the diagonal is `gini`. `per` makes one for each part, in the order in \
      which the parts first stand. Missing values are left out, negative ones are an error, and \
      where all values are zero `value` is missing.
      """,
    clauses: [
      ClauseForm("value", .expression, required: true, help: "what is shared out"), .per,
    ],
    searchTerms: ["inequality", "concentration", "gini curve", "pareto"],
    examples: [
      Example(
        "The larger half holds nine tenths", "rows [n; 9; 1] | lorenz n",
        expected: "population,value\n0,0\n0.5,0.1\n1,1\n"),
      Example(
        "For each kind",
        "rows [kind, n; \"a\", 2; \"b\", 1; \"b\", 3; \"a\", 2] | lorenz n per kind",
        expected: "kind,population,value\na,0,0\na,1,1\nb,0,0\nb,0.5,0.25\nb,1,1\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let clauses: PartitionedValue

  /// Binds the value and the parts.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    clauses = try PartitionedValue(arguments, accepts: { $0.isNumeric }, "a number")
    output = try clauses.output(
      [Field("population", .number, isNeverNull: true), Field("value", .number)], arguments)
  }

  /// The value's columns and those of the parts.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { clauses.columnsRead }

  /// Adds up the values from the smallest on.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let sorted = try SortedValues(clauses, input, context)
    var result = DistributionRows(rowCount: input.rowCount)
    var population: [Double] = []
    var shares: [Double?] = []
    for part in sorted.partsInTableOrder {
      try context.checkpoint()
      let rows = sorted.rows(part)
      guard rows.count > 0 else { continue }
      let numbers = sorted.numbers(part)
      try requireNotNegative(numbers)
      // Scaled, so that no sum leaves the range of doubles.
      let scale = PowerOfTwo.bringingToOne(numbers[numbers.count - 1])
      var total = CompensatedSum()
      for number in numbers { total.add(number * scale) }
      let all = total.value
      result.append(part: sorted.firstRow(part), value: RowOrigins.none)
      population.append(0)
      shares.append(all > 0 ? 0 : nil)
      var sum = CompensatedSum()
      for (place, number) in numbers.enumerated() {
        sum.add(number * scale)
        let isLast = place == numbers.count - 1
        if place == 0 || number != numbers[place - 1] {
          result.append(part: sorted.firstRow(part), value: rows.base[place])
          population.append(0)
          shares.append(nil)
        }
        result.gather(rows.base[place])
        population[population.count - 1] = Double(place + 1) / Double(numbers.count)
        shares[shares.count - 1] = all > 0 ? (isLast ? 1 : min(1, sum.value / all)) : nil
      }
    }
    context.trace(result.origins)
    let columns =
      try result.partColumns(clauses.per, of: input) + [
        Column(.number, .double(Buffer(population)), count: population.count),
        Column(numbers: shares),
      ]
    return Table(output, columns, rowCount: population.count)
  }

  private func requireNotNegative(_ numbers: [Double]) throws(Diagnostic) {
    guard let smallest = numbers.first, smallest < 0 else { return }
    throw Diagnostic(
      "E323", "`lorenz` needs values that are not negative", at: clauses.value.span,
      label: "the smallest is \(NumberText.shortest(smallest))",
      details: ["A negative value has no share of a total."], kind: .data)
  }
}
