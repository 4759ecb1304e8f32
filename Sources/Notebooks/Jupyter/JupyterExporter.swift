import Diagnostics

/// Writes a notebook and its results as a Jupyter notebook, format 4.5.
///
/// The file depends on its inputs alone, holds no time, and keeps what is needed to make the same
/// notebook again: `JupyterImporter` gives back the canonical form of the source, byte by byte.
public struct JupyterExporter: Sendable {
  /// The largest complete table that is stored beside its first rows, in bytes.
  static let largestTable = 1 << 20

  /// Creates an exporter.
  public init() {}

  /// The text of the file, ending with a line break.
  public func export(_ run: NotebookRun) -> String {
    let source = SourceText(name: run.path, text: run.notebook.formatted { _ in nil })
    let notebook = Notebook.parse(source).notebook
    var builder = JupyterCells(run)
    for block in notebook.blocks { builder.append(block) }
    let root = JSONValue.object([
      "cells": .array(builder.cells), "metadata": Self.metadata(notebook, run), "nbformat": .int(4),
      "nbformat_minor": .int(5),
    ])
    return JupyterJSON.text(root)
  }

  private static func metadata(_ notebook: Notebook, _ run: NotebookRun) -> JSONValue {
    var members: [String: JSONValue] = [
      "kernelspec": .object([
        "display_name": .text("hfnb"), "language": .text("hfq"), "name": .text("hfnb"),
      ]),
      "language_info": .object([
        "file_extension": .text(".hfq"), "mimetype": .text("text/x-hfq"), "name": .text("hfq"),
      ]),
    ]
    let header = notebook.header
    var facts: [String: JSONValue] = [:]
    if case .frontMatter(let text)? = notebook.blocks.first {
      let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map {
        JSONValue.text(String(decoding: $0, as: UTF8.self))
      }
      facts["front_matter"] = .array(Array(lines.dropFirst().dropLast()))
      facts["hfnb"] = .int(header.version)
    }
    if let language = header.language { facts["lang"] = .int(language) }
    if let summary = header.summary { facts["summary"] = .text(summary) }
    if !header.tags.isEmpty { facts["tags"] = .array(header.tags.map { .text($0) }) }
    if let size = header.figure { facts["figure"] = .text(size.text) }
    if !run.parameters.isEmpty {
      var values: [String: JSONValue] = [:]
      for parameter in run.parameters { values[parameter.name] = .text(parameter.value) }
      facts["parameters"] = .object(values)
    }
    if !facts.isEmpty { members["hfnb"] = .object(facts) }
    if let title = header.title { members["title"] = .text(title) }
    if !header.authors.isEmpty {
      members["authors"] = .array(header.authors.map { .object(["name": .text($0)]) })
    }
    return .object(members)
  }
}

/// Collects the cells of a Jupyter notebook.
struct JupyterCells {
  private(set) var cells: [JSONValue] = []
  private let run: NotebookRun
  private let outcomes: [String: CellRun]
  private var taken: Set<String>
  private var count = 0

  init(_ run: NotebookRun) {
    self.run = run
    var outcomes: [String: CellRun] = [:]
    for cell in run.cells { outcomes[cell.id] = cell }
    self.outcomes = outcomes
    taken = Set(run.notebook.cells.map(\.id) + run.notebook.exercises.map(\.id))
  }

  mutating func append(_ block: NotebookBlock) {
    switch block {
    case .frontMatter: break
    case .prose(let prose):
      for text in prose.paragraphs { cells.append(markdown(text)) }
    case .cell(let cell): cells.append(code(cell))
    case .exercise(let exercise): append(exercise)
    }
  }

  private mutating func markdown(_ text: String, _ metadata: [String: JSONValue] = [:]) -> JSONValue
  {
    var hash = FNV1a64()
    hash.add(text.utf8)
    let stem = "p-" + hash.folded
    var id = stem
    var number = 1
    while !taken.insert(id).inserted {
      number += 1
      id = "\(stem)-\(number)"
    }
    return .object([
      "cell_type": .text("markdown"), "id": .text(id), "metadata": .object(metadata),
      "source": JupyterJSON.lines(text),
    ])
  }

  private mutating func code(_ cell: NotebookCell) -> JSONValue {
    let options = JupyterOptions(cell.optionLines)
    var own: [String: JSONValue] = [:]
    own["options"] = options.kept
    if cell.fenceLength != Self.fenceLength(around: cell.code) {
      own["fence"] = .int(cell.fenceLength)
    }
    let looksMade = CellIdentity.isDerived(cell.id) || CellIdentity.isRandom(cell.id)
    if cell.hasExplicitId, looksMade { own["named"] = .bool(true) }
    var metadata = options.metadata
    if !own.isEmpty { metadata["hfnb"] = .object(own) }
    let outcome = outcomes[cell.id]
    var number: Int?
    switch outcome?.status {
    case .ok, .failed:
      count += 1
      number = count
    default: break
    }
    let outputs = outcome.map { JupyterOutputs.all(of: cell, $0, number: number) } ?? []
    return Self.code(id: cell.id, cell.code, number: number, metadata: metadata, outputs: outputs)
  }

  private static func code(
    id: String, _ text: String, number: Int?, metadata: [String: JSONValue], outputs: [JSONValue]
  ) -> JSONValue {
    .object([
      "cell_type": .text("code"), "execution_count": number.map { .int($0) } ?? .null,
      "id": .text(id), "metadata": .object(metadata), "outputs": .array(outputs),
      "source": JupyterJSON.lines(text),
    ])
  }

  private mutating func append(_ exercise: NotebookExercise) {
    let body = ExerciseBody(exercise.body)
    let task = "**Exercise** " + body.task
    cells.append(markdown(task, ["hfnb": .object(["task_of": .text(exercise.id)])]))
    var own: [String: JSONValue] = ["exercise": JupyterJSON.lines(exercise.body)]
    if exercise.fenceLength != Self.fenceLength(around: exercise.body) {
      own["fence"] = .int(exercise.fenceLength)
    }
    cells.append(
      Self.code(
        id: exercise.id, body.starter, number: nil, metadata: ["hfnb": .object(own)], outputs: []))
  }

  /// The shortest fence that no line of a text closes or looks like.
  static func fenceLength(around text: String) -> Int {
    var longest = 2
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let indent = line.prefix { $0 == 32 }.count
      guard indent < 4 else { continue }
      longest = max(longest, line.dropFirst(indent).prefix { $0 == UInt8(ascii: "`") }.count)
    }
    return longest + 1
  }
}
