public import Catalog
import Charts
import Formats
import Functions
import Verbs

extension Registry {
  /// All extensions that come with the program.
  public static let standard = Registry(
    verbs: standardVerbs, scalarFunctions: standardScalarFunctions,
    aggregateFunctions: standardAggregateFunctions, windowFunctions: standardWindowFunctions,
    marks: standardMarks, readers: standardReaders, writers: standardWriters)
}
