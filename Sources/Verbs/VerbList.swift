public import Catalog

/// The verbs that can run, sorted by name; a new verb is one file and one line here.
public let standardVerbs: [any Verb.Type] = [
  Agg.self,
  Bottom.self,
  Complete.self,
  Dedupe.self,
  Derive.self,
  Describe.self,
  Distinct.self,
  Drop.self,
  Expect.self,
  Fill.self,
  Filter.self,
  Group.self,
  Join.self,
  Reject.self,
  Rename.self,
  Save.self,
  Select.self,
  Show.self,
  Skip.self,
  Smooth.self,
  Sort.self,
  Take.self,
  Top.self,
  Union.self,
]
