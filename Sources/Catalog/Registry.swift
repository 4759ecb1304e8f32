public import QueryLanguage

/// A kind of mark in a chart; the chart layer knows how each is built.
public protocol Mark: Sendable {
  /// The mark's name, channels and help.
  static var declaration: Declaration { get }
}

/// The extensions that a session knows, found by name.
///
/// A value that is handed down: the parser, the planner and the engine know no extension by name.
public struct Registry: Sendable {
  /// The verbs, in the order in which help lists them.
  public let verbs: [any Verb.Type]
  /// The functions of one row, operators among them.
  public let scalarFunctions: [any ScalarFunction.Type]
  /// The functions of a group.
  public let aggregateFunctions: [any AggregateFunction.Type]
  /// The functions that look at other rows.
  public let windowFunctions: [any WindowFunction.Type]
  /// The marks of charts.
  public let marks: [any Mark.Type]
  /// The readers.
  public let readers: [any TableReader.Type]
  /// The writers.
  public let writers: [any TableWriter.Type]
  /// The forms of all verbs, for the parser.
  public let verbForms: VerbForms

  private let verbByName: [String: any Verb.Type]
  private let scalarByName: [String: any ScalarFunction.Type]
  private let aggregateByName: [String: any AggregateFunction.Type]
  private let windowByName: [String: any WindowFunction.Type]

  /// Collects extensions.
  public init(
    verbs: [any Verb.Type] = [], scalarFunctions: [any ScalarFunction.Type] = [],
    aggregateFunctions: [any AggregateFunction.Type] = [],
    windowFunctions: [any WindowFunction.Type] = [], marks: [any Mark.Type] = [],
    readers: [any TableReader.Type] = [], writers: [any TableWriter.Type] = []
  ) {
    self.verbs = verbs
    self.scalarFunctions = scalarFunctions
    self.aggregateFunctions = aggregateFunctions
    self.windowFunctions = windowFunctions
    self.marks = marks
    self.readers = readers
    self.writers = writers
    verbForms = VerbForms(verbs.flatMap { $0.forms })
    var byName: [String: any Verb.Type] = [:]
    for verb in verbs {
      for spelling in verb.spellings { byName[spelling.joined(separator: " ")] = verb }
    }
    verbByName = byName
    scalarByName = Dictionary(scalarFunctions.map { ($0.declaration.name, $0) }) { $1 }
    aggregateByName = Dictionary(aggregateFunctions.map { ($0.declaration.name, $0) }) { $1 }
    windowByName = Dictionary(windowFunctions.map { ($0.declaration.name, $0) }) { $1 }
  }

  /// The verb of a spelling such as `left join`.
  public func verb(named name: String) -> (any Verb.Type)? { verbByName[name] }
  /// The scalar function of a name or operator sign.
  public func scalarFunction(named name: String) -> (any ScalarFunction.Type)? {
    scalarByName[name]
  }
  /// The aggregate function of a name.
  public func aggregateFunction(named name: String) -> (any AggregateFunction.Type)? {
    aggregateByName[name]
  }
  /// The window function of a name.
  public func windowFunction(named name: String) -> (any WindowFunction.Type)? {
    windowByName[name]
  }
  /// The names of all functions that are written as calls, sorted.
  public var functionNames: [String] {
    var names = Set(
      scalarFunctions.map { $0.declaration.name }.filter { $0.first?.isLetter == true })
    names.formUnion(aggregateFunctions.map { $0.declaration.name })
    names.formUnion(windowFunctions.map { $0.declaration.name })
    return names.sorted()
  }
}
