import Catalog
import Columnar
import Diagnostics
import Execution
import QueryLanguage

/// The run record as JSON: the same bytes for the same program and data.
///
/// Version 1. Names are never changed or removed within a version; new ones may be added. Times are
/// there only when they are asked for.
struct RecordJSON {
  var showsTimes: Bool

  static let version = 1
  /// Rows of the input and the result that are given as samples.
  static let sampleRows = 3

  func value(of report: StepReport) -> JSONValue {
    .object([
      "version": .int(Self.version),
      "source": .text(report.run.sourceName),
      "provenance": report.run.source.provenance.map { .text($0) } ?? .null,
      "rows": .int(report.run.source.rowCount),
      "stages": .array(report.shown.map { stage($0, report) }),
    ])
  }

  private func stage(_ index: Int, _ report: StepReport) -> JSONValue {
    let run = report.run.stages[index]
    let record = run.record
    var members: [String: JSONValue] = [
      "stage": .int(index - report.shown.lowerBound + 1),
      "text": .text(record.text),
      "caption": .text(record.caption),
      "call": run.call.map { .text($0.span.text) } ?? .null,
      "sentence": .text(run.verb.sentence(for: record)),
      "rows_in": .int(record.rowsIn),
      "rows_out": .int(record.rowsOut),
      "kept": number(record.kept),
      "removed": number(record.removed),
      "unknown": number(record.unknown),
      "added": number(record.added),
      "columns": columns(record),
      "groups": record.groups.map { groups($0, added: record.added) } ?? .null,
      "join": record.join.map(join) ?? .null,
      "nulls_skipped": .array(
        record.nullsSkipped.map {
          .object(["column": .text($0.name), "count": .int($0.count)])
        }),
      "undefined": .int(record.evaluation.undefined),
      "unknown_conditions": .int(record.evaluation.unknownConditions),
      "notes": .array(
        record.notes.map { .object(["code": .text($0.code), "text": .text($0.text)]) }),
      "sample_in": sample(run.before) { run.sourceRow(ofInput: $0) },
      "sample_out": sample(run.after) { row in
        run.origins?.inputRow(of: row).flatMap { run.sourceRow(ofInput: $0) }
      },
    ]
    if showsTimes { members["ms"] = .int(Int(record.nanoseconds / 1_000_000)) }
    return .object(members)
  }

  private func number(_ count: Int?) -> JSONValue { count.map { .int($0) } ?? .null }

  private func columns(_ record: StageRecord) -> JSONValue {
    .object([
      "added": .array(record.columnsAdded.map { .text($0) }),
      "removed": .array(record.columnsRemoved.map { .text($0) }),
      "renamed": .array(
        record.columnsRenamed.map { .object(["old": .text($0.old), "new": .text($0.new)]) }),
      "retyped": .array(
        record.columnsRetyped.map {
          .object([
            "column": .text($0.name), "from": .text($0.from.name), "to": .text($0.to.name),
          ])
        }),
    ])
  }

  private func groups(_ groups: StageRecord.Groups, added: Int?) -> JSONValue {
    .object([
      "count": .int(groups.count), "smallest": .int(groups.smallest),
      "largest": .int(groups.largest), "added": .int(added ?? 0),
    ])
  }

  private func join(_ join: StageRecord.Join) -> JSONValue {
    .object([
      "left_matched": .int(join.leftMatched), "left_only": .int(join.leftOnly),
      "right_only": .int(join.rightOnly), "null_keys": .int(join.nullKeys),
      "max_fanout": .int(join.maximumFanout),
    ])
  }

  /// The first rows with the numbers that they have in the source, from 1.
  private func sample(_ table: Table, sourceRow: (Int) -> Int?) -> JSONValue {
    let count = min(Self.sampleRows, table.rowCount)
    let rows = table.slice(0..<count).compacted()
    return .array(
      (0..<count).map { row in
        var cells: [String: JSONValue] = [:]
        for (index, field) in rows.schema.fields.enumerated() {
          let value = rows.storedColumns[index].value(at: row)
          cells[field.name] = value.isNull ? .null : .text(ValueText.plain(value))
        }
        return .object(["row": number(sourceRow(row).map { $0 + 1 }), "cells": .object(cells)])
      })
  }
}
