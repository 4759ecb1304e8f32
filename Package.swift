// swift-tools-version: 6.1
import PackageDescription

// Which target may import which is the table in Sources/README.md; a repository test compares the two.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "hfnb",
  dependencies: [
    // Flags, help and completion scripts of the command line.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    library("Diagnostics"),
    library("Columnar", ["Diagnostics"]),
    library("Kernels", ["Columnar", "Diagnostics", "CRegex"]),
    library("QueryLanguage", ["Diagnostics"]),
    library("Catalog", ["Columnar", "QueryLanguage", "Diagnostics"]),
    library("Planning", ["Catalog", "Columnar", "QueryLanguage", "Diagnostics"]),
    library(
      "Execution",
      ["Planning", "Catalog", "QueryLanguage", "Kernels", "Columnar", "Diagnostics"]),
    library("Functions", ["Catalog", "Kernels", "Columnar", "Diagnostics"]),
    library("Verbs", ["Catalog", "Kernels", "Charts", "Columnar", "QueryLanguage", "Diagnostics"]),
    library(
      "Formats",
      ["Catalog", "Kernels", "Columnar", "Diagnostics", "CDigest", "CScan", "CZlib", "CZstd"]),
    library("Charts", ["Catalog", "Kernels", "Columnar", "Diagnostics"]),
    library("ChartRendering", ["Charts", "Columnar", "Diagnostics"]),
    library(
      "Notebooks",
      [
        "Diagnostics", "Catalog", "Columnar", "CMarkdown", "CRename", "CYaml",
      ]),
    library(
      "Workbench",
      [
        "Notebooks", "ChartRendering", "Charts", "Formats", "Verbs", "Functions", "Execution",
        "Planning", "Catalog", "QueryLanguage", "Kernels", "Columnar", "Diagnostics", "CReadline",
      ]),
    .executableTarget(
      name: "hfnb",
      dependencies: [
        "Workbench", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // C targets: each owns one library and shows Swift plain types only.
    .target(
      name: "CReadline", linkerSettings: [.linkedLibrary("readline"), .linkedLibrary("tinfo")]),
    .target(name: "CScan"),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    // Data sets are also published as .zst; libzstd is the reference implementation of the format.
    .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),
    // `load … sha256` needs one digest. Nettle is a small library with the processor's instructions
    // for it and no state of its own; swift-crypto would build all of BoringSSL for the same call.
    .target(name: "CDigest", linkerSettings: [.linkedLibrary("nettle")]),
    // Folders of results are swapped in one step by a call that Swift's module for the C library does
    // not show.
    .target(name: "CRename"),
    // RE2 matches in linear time, so no pattern can stall a query.
    .target(
      name: "CRegex", linkerSettings: [.linkedLibrary("re2"), .linkedLibrary("stdc++")]),
    // Prose cells are CommonMark with tables; cmark-gfm is its reference implementation.
    .target(
      name: "CMarkdown",
      linkerSettings: [.linkedLibrary("cmark-gfm-extensions"), .linkedLibrary("cmark-gfm")]),
    // The front matter of a notebook is YAML. Yams wraps the same library, but links all of Foundation
    // with its 30 MB of locale data, which every start of the program pays for.
    .target(name: "CYaml", linkerSettings: [.linkedLibrary("yaml")]),

    .target(
      name: "TestSupport",
      dependencies: [
        "Workbench", "Notebooks", "ChartRendering", "Charts", "Execution", "Planning", "Catalog",
        "QueryLanguage", "Columnar", "Diagnostics",
      ],
      swiftSettings: strict),

    tests("Diagnostics", ["Diagnostics"]),
    tests("Columnar", ["Columnar", "Diagnostics"]),
    tests("Kernels", ["Kernels", "Columnar"], exclude: ["References"]),
    tests("QueryLanguage", ["Workbench", "Catalog", "QueryLanguage", "Diagnostics"]),
    tests("Catalog", ["Workbench", "Catalog", "Columnar", "QueryLanguage", "Diagnostics"]),
    tests(
      "Planning",
      [
        "Workbench", "Execution", "Planning", "Catalog", "Columnar", "QueryLanguage", "Diagnostics",
      ]),
    tests(
      "Execution",
      [
        "Workbench", "Execution", "Planning", "Catalog", "QueryLanguage", "Kernels", "Columnar",
        "Diagnostics",
      ]),
    tests("Functions", ["Functions", "Workbench", "Catalog", "Columnar", "Diagnostics"]),
    tests(
      "Verbs", ["Verbs", "Workbench", "Catalog", "Columnar", "Diagnostics"],
      exclude: ["References"]),
    tests(
      "Formats", ["Formats", "Catalog", "Kernels", "Columnar", "Diagnostics"],
      exclude: ["References"]),
    tests("Charts", ["Charts", "Catalog", "Columnar", "Diagnostics"], exclude: ["References"]),
    tests("ChartRendering", ["ChartRendering", "Charts", "Columnar", "Diagnostics"]),
    // Pictures: queries with what they must draw, as SVG and as text, and the rules that every chart keeps.
    tests(
      "Gallery",
      [
        "Workbench", "ChartRendering", "Charts", "Catalog", "Columnar", "Diagnostics", "hfnb",
      ], exclude: ["Cases", "raster", "ggplot2"]),
    tests("Notebooks", ["Notebooks", "Catalog", "Columnar", "Diagnostics"]),
    tests(
      "Workbench",
      [
        "Workbench", "Notebooks", "Catalog", "Columnar", "Diagnostics", "CDigest", "CReadline",
        "CRegex", "CScan", "CZlib", "CZstd",
      ], exclude: ["References"]),
    // Laws that hold for every table: seeded random tables, made smaller when one breaks a law.
    tests(
      "Law",
      [
        "Workbench", "Execution", "Planning", "Catalog", "QueryLanguage", "Columnar", "Diagnostics",
      ]),
    // Text cases run the whole workbench: input, then the expected table, chart or error.
    tests(
      "Case", ["Workbench", "Notebooks", "Diagnostics", "hfnb"], exclude: ["Cases", "References"]),
    // The repository's own rules: imports, file length, lists against folders.
    tests(
      "Repository", ["Workbench", "Notebooks", "Catalog", "QueryLanguage", "Diagnostics"]),
  ],
  cxxLanguageStandard: .cxx17
)

// The fuzzers need libFuzzer's entry point, so they are built only when asked for; see Tests/Fuzz/run.
if Context.environment["HFNB_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["TestSupport"], path: "Tests/Fuzz/Driver", swiftSettings: strict)
  )
}
