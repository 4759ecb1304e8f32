public import Catalog
import Diagnostics
import Notebooks

/// A JSON object for each event, one a line, for programs that start hfnb.
///
/// Each has `version`, `event` and `time`, the seconds since the run began. Events of a notebook have
/// its `path` and `variant`. Which members there are besides:
///
/// - `run_begun`: `notebooks`, each with `path`, `variant` and the number of its `cells`.
/// - `notebook_begun`; `cell_begun`: `cell`, the id.
/// - `cell_finished`: `cell`, the id, and `result`, the account of the cell as in `--report json`.
/// - `notebook_finished`: `status`, `exit`, `duration`, `findings` that belong to no cell, `pages`.
/// - `run_finished`: `exit`, `duration` and the number of notebooks by `status`.
///
/// Lines for people are left out, because all that they say is in the events.
public final class JSONProgress: ProgressTalk {
  /// The version of the events; raised when a member changes its meaning or goes away.
  static let version = 1

  /// Yes.
  public var countsCells: Bool { true }

  private let sink: any ByteSink
  private let now: () -> UInt64
  private let start: UInt64
  private var jobs: [ProgressJob] = []

  /// Creates a talk.
  ///
  /// - Parameter now: A clock in nanoseconds that never goes back.
  public init(
    _ sink: any ByteSink, now: @escaping () -> UInt64 = MonotonicClock.nanoseconds
  ) {
    self.sink = sink
    self.now = now
    start = now()
  }

  /// Leaves a line for people out.
  public func write(_ bytes: UnsafeRawBufferPointer) {}
  /// Writes nothing: only events are told.
  public func tick() {}

  /// Writes the line of an event.
  public func take(_ event: ProgressEvent) {
    switch event {
    case .begun(let jobs):
      self.jobs = jobs
      let notebooks = jobs.map { job in
        JSONValue.object([
          "path": .text(job.path), "variant": .text(job.variant), "cells": .int(job.cellCount),
        ])
      }
      write("run_begun", ["notebooks": .array(notebooks)])
    case .notebookBegun(let number): write("notebook_begun", of: number)
    case .cellBegun(let number, let id): write("cell_begun", of: number, ["cell": .text(id)])
    case .cellFinished(let number, let cell):
      write("cell_finished", of: number, ["cell": .text(cell.id), "result": cell.json])
    case .notebookFinished(let number, let report):
      write(
        "notebook_finished", of: number,
        [
          "status": .text(report.outcome.rawValue), "exit": .int(Int(report.exitStatus.rawValue)),
          "duration": .number(report.durationSeconds),
          "findings": .array(report.findings.map(\.json)),
          "pages": .array(report.pages.map { .text($0) }),
        ])
    case .finished(let report):
      var counts: [String: JSONValue] = [:]
      for (outcome, count) in report.totals.notebooks { counts[outcome.rawValue] = .int(count) }
      write(
        "run_finished",
        [
          "exit": .int(Int(report.exitStatus.rawValue)),
          "duration": .number(report.durationSeconds), "notebooks": .object(counts),
        ])
    }
  }

  private func write(_ name: String, of number: Int, _ members: [String: JSONValue] = [:]) {
    var members = members
    members["path"] = .text(jobs[number].path)
    members["variant"] = .text(jobs[number].variant)
    write(name, members)
  }

  private func write(_ name: String, _ members: [String: JSONValue]) {
    var members = members
    members["version"] = .int(Self.version)
    members["event"] = .text(name)
    // Microseconds are as fine as anything that is told here.
    members["time"] = .number(Double((now() &- start) / 1000) / 1e6)
    try? sink.write(JSONValue.object(members).compact + "\n")
  }
}
