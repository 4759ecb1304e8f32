import Diagnostics
import Notebooks

/// The words of `hfnb run`: which are files, and which are parameters of notebooks.
struct BatchArguments {
  /// The files and folders, in order.
  private(set) var paths: [String] = []
  /// Values by parameter.
  private(set) var values: [String: [String]] = [:]
  /// Flags as given, to give a value back when the parameter turns out to be a switch.
  private var flags: [(name: String, value: String?, wordIndex: Int)] = []

  /// Whether parameters are given.
  var hasFlags: Bool { !flags.isEmpty }

  init(words: [String], parameters: [String]) throws(Diagnostic) {
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      guard word.hasPrefix("--"), word.count > 2 else {
        if word.hasPrefix("-"), word.count > 1 {
          throw Diagnostic(
            "E401", "there is no flag `\(word)`", details: ["`hfnb run --help` lists the flags."],
            kind: .usage)
        }
        paths.append(word)
        continue
      }
      let body = word.dropFirst(2)
      if let equals = body.firstIndex(of: "=") {
        let value = String(body[body.index(after: equals)...])
        flags.append((String(body[..<equals]), value, paths.count))
      } else if index < words.count, !words[index].hasPrefix("--") {
        flags.append((String(body), words[index], paths.count))
        index += 1
      } else {
        flags.append((String(body), nil, paths.count))
      }
    }
    for parameter in parameters {
      guard let equals = parameter.firstIndex(of: "="), equals != parameter.startIndex else {
        throw Diagnostic(
          "E401", "`-p \(parameter)` is not of the form NAME=VALUE", kind: .usage)
      }
      let value = String(parameter[parameter.index(after: equals)...])
      flags.append((String(parameter[..<equals]), value, paths.count))
    }
    resolvePathsOfSwitches()
  }

  /// A word after a flag that looks like a notebook is one: `--labels notebooks/01.hfnb`.
  private mutating func resolvePathsOfSwitches() {
    for index in flags.indices.reversed() {
      guard let value = flags[index].value, value.hasSuffix(".hfnb") || value.hasSuffix(".hfnb.md")
      else { continue }
      paths.insert(value, at: min(flags[index].wordIndex, paths.count))
      flags[index].value = nil
    }
  }

  /// Compares the flags with what the notebooks declare.
  ///
  /// - Throws: `E401` for a name that no notebook declares, and for a flag without its value.
  mutating func match(_ declared: [[(name: String, isSwitch: Bool)]]) throws(Diagnostic) {
    let all = declared.flatMap { $0 }
    let names = all.map(\.name)
    for flag in flags {
      if let parameter = all.first(where: { $0.name == flag.name }) {
        guard let value = flag.value ?? (parameter.isSwitch ? "true" : nil) else {
          throw Diagnostic("E401", "`--\(flag.name)` needs a value", kind: .usage)
        }
        values[flag.name, default: []].append(value)
      } else if flag.name.hasPrefix("no-"),
        let parameter = all.first(where: { $0.name == flag.name.dropFirst(3) && $0.isSwitch })
      {
        values[parameter.name, default: []].append("false")
      } else {
        let near = Suggestion.nearest(to: flag.name, among: names)
        let known = Set(names).sorted().map { "--\($0)" }.joined(separator: ", ")
        throw Diagnostic(
          "E401", "no notebook declares a parameter `\(flag.name)`",
          details: [
            near.map { "did you mean `--\($0)`?" }
              ?? (names.isEmpty ? "They declare none." : "Parameters: \(known)")
          ], kind: .usage)
      }
    }
  }

  /// Takes the values of a file for parameters that the command line gives none for.
  ///
  /// - Throws: `E401` with the line of a name that no notebook declares.
  mutating func add(
    _ file: ParameterFile, _ declared: [[(name: String, isSwitch: Bool)]]
  ) throws(Diagnostic) {
    let names = Set(declared.flatMap { $0.map(\.name) })
    for entry in file.entries {
      guard names.contains(entry.name) else {
        var finding = Self.undeclared(entry.name, names) { "`\($0)`" }
        finding.primary = .init(entry.span)
        throw finding
      }
      if values[entry.name] == nil { values[entry.name] = entry.values }
    }
  }

  /// Compares the parameters of a matrix with what the notebooks declare.
  ///
  /// - Throws: `E401` for a name that no notebook declares, `E718` for one that has a value besides.
  func check(
    _ matrix: ParameterMatrix, _ declared: [[(name: String, isSwitch: Bool)]]
  ) throws(Diagnostic) {
    let names = Set(declared.flatMap { $0.map(\.name) })
    for axis in matrix.axes {
      guard names.contains(axis.name) else {
        throw Self.undeclared(axis.name, names) { "`--matrix \($0)=…`" }
      }
      guard !flags.contains(where: { $0.name == axis.name }) else {
        throw Diagnostic(
          "E718", "`\(axis.name)` has a value and a `--matrix`",
          details: ["Leave one of them away; a value of --params is replaced by the matrix."],
          kind: .usage)
      }
    }
  }

  private static func undeclared(
    _ name: String, _ names: Set<String>, _ form: (String) -> String
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: names.sorted())
    let known = names.sorted().joined(separator: ", ")
    return Diagnostic(
      "E401", "no notebook declares a parameter `\(name)`",
      details: [
        near.map { "did you mean \(form($0))?" }
          ?? (names.isEmpty ? "They declare none." : "Parameters: \(known)")
      ], kind: .usage)
  }
}
