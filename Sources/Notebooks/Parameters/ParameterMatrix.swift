public import Diagnostics

/// The combinations of values that `--matrix` asks for: `--matrix grain=day,week --matrix top=5,10`
/// is four of them.
public struct ParameterMatrix: Sendable {
  /// One combination.
  public struct Variant: Sendable, Hashable {
    /// The values by parameter, in the order of the flags.
    public var values: [NotebookRun.Parameter]

    /// Creates a combination.
    public init(_ values: [NotebookRun.Parameter]) { self.values = values }

    /// The name of its folder, which is also its name in reports: `grain=week/top=5`; empty for the
    /// combination of nothing.
    public var name: String {
      values.map { "\($0.name)=\(Self.fileName($0.value))" }.joined(separator: "/")
    }

    /// A value as a part of the name of a file.
    ///
    /// Letters of any script, digits and `-_.+@` stay; every other byte is `%` and two hexadecimal
    /// digits, as in a URL, and so is a point at the beginning. What is longer than 100 bytes is cut
    /// and gets a digest of the whole value.
    static func fileName(_ value: String) -> String {
      var out = ""
      for scalar in value.unicodeScalars {
        let isPlain =
          scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "-_+@".unicodeScalars.contains(scalar) || scalar == "." && !out.isEmpty
        if isPlain {
          out.unicodeScalars.append(scalar)
        } else {
          for byte in String(scalar).utf8 {
            out += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
          }
        }
      }
      guard out.utf8.count > 100 else { return out }
      var kept = ""
      for character in out {
        guard kept.utf8.count + character.utf8.count <= 80 else { break }
        kept.append(character)
      }
      return kept + "~" + FNV1a64.hexadecimal(Array(value.utf8))
    }
  }

  /// The most combinations that one notebook is run with.
  public static let mostVariants = 1000

  /// The parameters with their values, in the order of the flags.
  public private(set) var axes: [(name: String, values: [String])] = []

  /// Reads what follows each `--matrix`.
  ///
  /// A comma in a value is written `\,`, a backslash `\\`.
  ///
  /// - Throws: `E718` for what is not NAME=VALUE,VALUE, and for a name or a value given twice.
  public init(_ words: [String]) throws(Diagnostic) {
    for word in words {
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
        throw Self.problem(
          "`--matrix \(word)` is not of the form NAME=VALUE,VALUE",
          "For example: --matrix grain=day,week,month")
      }
      let name = String(word[..<equals])
      guard !axes.contains(where: { $0.name == name }) else {
        throw Self.problem(
          "`--matrix` is given twice for `\(name)`", "Write all its values in one, with commas.")
      }
      let values = Self.split(word[word.index(after: equals)...])
      for (index, value) in values.enumerated() {
        if value.isEmpty {
          throw Self.problem(
            "`--matrix \(word)` has an empty value", "For example: --matrix \(name)=a,b")
        }
        if values[..<index].contains(value) {
          throw Self.problem(
            "`--matrix \(name)` has the value `\(value)` twice", "Each combination is run once.")
        }
      }
      axes.append((name, values))
    }
  }

  private static func problem(_ message: String, _ advice: String) -> Diagnostic {
    Diagnostic("E718", message, details: [advice], kind: .usage)
  }

  private static func split(_ text: Substring) -> [String] {
    var values = [""]
    var isEscaped = false
    for character in text {
      if isEscaped {
        values[values.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "," {
        values.append("")
      } else {
        values[values.count - 1].append(character)
      }
    }
    if isEscaped { values[values.count - 1].append("\\") }
    return values
  }

  /// The combinations for a notebook: of those parameters that it declares, the last flag changing
  /// fastest; one of nothing when it declares none of them.
  ///
  /// - Throws: `E718` when there are too many.
  public func variants(declaring names: Set<String>) throws(Diagnostic) -> [Variant] {
    let axes = axes.filter { names.contains($0.name) }
    var count = 1
    for axis in axes {
      let (product, overflows) = count.multipliedReportingOverflow(by: axis.values.count)
      count = overflows ? Int.max : product
    }
    guard count <= Self.mostVariants else {
      let factors = axes.map { "\($0.values.count) of `\($0.name)`" }.joined(separator: " times ")
      throw Self.problem(
        "`--matrix` asks for more than \(Self.mostVariants) combinations",
        "They are \(factors). Run them in parts.")
    }
    var variants = [Variant([])]
    for axis in axes {
      variants = variants.flatMap { variant in
        axis.values.map { Variant(variant.values + [.init(axis.name, $0)]) }
      }
    }
    return variants
  }
}
