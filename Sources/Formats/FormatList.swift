public import Catalog

/// The readers, in the order in which an unnamed content is compared with them.
public let standardReaders: [any TableReader.Type] = [
  JSONReader.self,
  JSONLinesReader.self,
  CSVReader.self,
  TSVReader.self,
]

/// The writers, in the order in which help lists them.
public let standardWriters: [any TableWriter.Type] = [
  BoxWriter.self,
  CSVWriter.self,
  HTMLWriter.self,
  JSONLinesWriter.self,
  JSONWriter.self,
  LineWriter.self,
  MarkdownWriter.self,
  PlainWriter.self,
  TSVWriter.self,
]
