public import Catalog

/// The verbs that can run, sorted by name; a new verb is one file and one line here.
public let standardVerbs: [any Verb.Type] = [
  Agg.self,
  Bottom.self,
  Derive.self,
  Distinct.self,
  Drop.self,
  Filter.self,
  Group.self,
  Reject.self,
  Rename.self,
  Select.self,
  Skip.self,
  Sort.self,
  Take.self,
  Top.self,
]
