public import Diagnostics

/// What the run that made a lock gave: the file `locked.json` of a result folder.
///
/// A lock holds digests, which tell that something differs. With this file, which later runs leave
/// alone, commands can also tell what: cells of tables, points of charts, values of the data. It is
/// never needed, and nothing in it is believed unless its digest is the one in the lock.
public struct LockedValues: Sendable, Hashable {
  /// One result.
  public struct Output: Sendable, Hashable {
    /// The digest of its values.
    public var value: String
    /// The files made of it by their endings, those that are not too long.
    public var files: [String: [UInt8]]
    /// The rows behind a chart, for each layer.
    public var layers: [CellOutput.Layer]

    /// Creates a result.
    public init(
      value: String, files: [String: [UInt8]] = [:], layers: [CellOutput.Layer] = []
    ) {
      self.value = value
      self.files = files
      self.layers = layers
    }
  }

  /// One cell.
  public struct Cell: Sendable, Hashable {
    /// The id.
    public var id: String
    /// The key.
    public var key: String
    /// What the key was made of.
    public var inputs: [String: String]
    /// The results, in order.
    public var outputs: [Output]

    /// Creates a cell.
    public init(id: String, key: String, inputs: [String: String], outputs: [Output]) {
      self.id = id
      self.key = key
      self.inputs = inputs
      self.outputs = outputs
    }
  }

  /// A data set: for each cell a number that stands for its value.
  public struct Data: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The digest of the content as it is stored.
    public var digest: String
    /// The numbers of each column, by its name.
    public var marks: [String: [UInt32]]

    /// Creates a data set.
    public init(name: String, digest: String, marks: [String: [UInt32]]) {
      self.name = name
      self.digest = digest
      self.marks = marks
    }
  }

  /// The name of the file.
  public static let name = "locked.json"
  /// The version of its shape.
  private static let version = 1
  /// Files of more bytes are left out.
  public static let longestFile = 1 << 20
  /// Data sets of more cells are left out.
  public static let mostMarks = 2_000_000

  /// The cells, in order.
  public var cells: [Cell]
  /// The data sets.
  public var data: [Data]

  /// Creates the values of a run.
  public init(cells: [Cell], data: [Data]) {
    self.cells = cells
    self.data = data
  }

  /// The cell of an id, if it had the key.
  public func cell(_ id: String, key: String) -> Cell? {
    cells.first { $0.id == id && $0.key == key }
  }

  /// The data set of a name, if it had the digest.
  public func data(_ name: String, digest: String) -> Data? {
    data.first { $0.name == name && $0.digest == digest }
  }

  // MARK: Text

  /// The text, with a cell or a data set a line; equal values give equal bytes.
  var text: String {
    let cells = cells.map { "  " + Self.value(of: $0).compact }
    let data = data.map { "  " + Self.value(of: $0).compact }
    return """
      {"format": "hfnb-locked", "version": \(Self.version),
      "cells": [
      \(cells.joined(separator: ",\n"))
      ],
      "data": [
      \(data.joined(separator: ",\n"))
      ]}

      """
  }

  private static func value(of cell: Cell) -> JSONValue {
    .object([
      "id": .text(cell.id), "key": .text(cell.key),
      "inputs": .object(cell.inputs.mapValues { .text($0) }),
      "outputs": .array(
        cell.outputs.map { output in
          var members: [String: JSONValue] = [
            "value": .text(output.value),
            "files": .object(
              output.files.mapValues { .text(String(decoding: $0, as: UTF8.self)) }),
          ]
          if !output.layers.isEmpty {
            members["layers"] = .array(
              output.layers.map { layer in
                .object([
                  "mark": .text(layer.mark),
                  "csv": .text(String(decoding: layer.csv, as: UTF8.self)),
                ])
              })
          }
          return .object(members)
        }),
    ])
  }

  private static func value(of data: Data) -> JSONValue {
    .object([
      "name": .text(data.name), "digest": .text(data.digest),
      "marks": .object(
        data.marks.mapValues { marks in
          .text(
            Base64.encode(marks.flatMap { mark in (0..<4).map { UInt8(mark >> ($0 * 8) & 255) } }))
        }),
    ])
  }

  // MARK: Reading

  /// The values in a file; nil when it is none or is damaged.
  init?(_ bytes: [UInt8]) {
    guard let root = JSONReader.read(bytes), root["format"]?.asText == "hfnb-locked",
      root["version"]?.asInt == Self.version, let cells = root["cells"]?.asArray,
      let data = root["data"]?.asArray
    else { return nil }
    self.init(cells: cells.compactMap(Self.cell), data: data.compactMap(Self.data))
  }

  private static func cell(_ value: JSONValue) -> Cell? {
    guard let id = value["id"]?.asText, let key = value["key"]?.asText,
      case .object(let inputs)? = value["inputs"], let outputs = value["outputs"]?.asArray
    else { return nil }
    return Cell(
      id: id, key: key, inputs: inputs.compactMapValues(\.asText),
      outputs: outputs.map { output in
        var files: [String: [UInt8]] = [:]
        if case .object(let texts)? = output["files"] {
          files = texts.compactMapValues { $0.asText.map { Array($0.utf8) } }
        }
        return Output(
          value: output["value"]?.asText ?? "", files: files,
          layers: (output["layers"]?.asArray ?? []).compactMap { layer in
            guard let mark = layer["mark"]?.asText, let csv = layer["csv"]?.asText else {
              return nil
            }
            return .init(mark: mark, csv: Array(csv.utf8))
          })
      })
  }

  private static func data(_ value: JSONValue) -> Data? {
    guard let name = value["name"]?.asText, let digest = value["digest"]?.asText,
      case .object(let columns)? = value["marks"]
    else { return nil }
    var marks: [String: [UInt32]] = [:]
    for (column, text) in columns {
      guard let bytes = text.asText.flatMap(Base64.decode), bytes.count % 4 == 0 else { return nil }
      marks[column] = stride(from: 0, to: bytes.count, by: 4).map { place in
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32($1 * 8) }
      }
    }
    return Data(name: name, digest: digest, marks: marks)
  }
}

extension ResultFolder {
  /// Writes what the run that made a lock gave; a file that is equal is left alone.
  public func write(_ values: LockedValues) throws(Diagnostic) {
    let bytes = Array(values.text.utf8)
    let file = path + "/" + LockedValues.name
    if try OpenFolder(path).read(LockedValues.name, limit: bytes.count) == bytes { return }
    try AtomicFile.replace(file, with: bytes) {
      OpenFolder.failure("the file cannot be replaced", file, $0)
    }
  }

  /// What the run that made the lock gave; nil when it is not there.
  public func lockedValues() -> LockedValues? {
    (try? OpenFolder(path))?.read(LockedValues.name).flatMap(LockedValues.init)
  }
}
