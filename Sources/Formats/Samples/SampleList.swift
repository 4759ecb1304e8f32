import Columnar

/// A table that the program makes itself: its name, what it holds, and how it is made.
public struct Sample: Sendable {
  /// The name after `sample:`.
  public let name: String
  /// What a row is, in one sentence.
  public let summary: String
  /// The columns in order, with what they hold.
  public let columns: [(name: String, help: String)]
  let make: @Sendable () -> Table

  init(
    _ name: String, _ summary: String, _ columns: [(name: String, help: String)],
    make: @escaping @Sendable () -> Table
  ) {
    self.name = name
    self.summary = summary
    self.columns = columns
    self.make = make
  }

  /// All samples, by name.
  public static let all: [Sample] = [
    Sample(
      "authors", "An account of an organisation or a person.",
      [
        ("name", "the account, as before the / in a model's id"),
        ("kind", "company, university, non-profit, community, classroom or user"),
        ("country", "two letters, often missing"), ("followers", "how many follow it"),
        ("joined", "the day it was made"),
      ], make: AuthorsSample.make),
    Sample(
      "collaboration", "How often one developer committed beside another; see `users`.",
      [
        ("src", "the developer who stands first in a commit"),
        ("dst", "another developer of the same repository"), ("weight", "the number of commits"),
      ], make: CollaborationSample.makeEdges),
    Sample(
      "commits", "A file that a commit changed; a commit has one row for each of its files.",
      [
        ("repo", "the repository"), ("hash", "the commit"), ("file", "the changed file"),
        ("message", "the first line of the message"), ("author", "who committed"),
        ("date", "when"),
      ], make: CommitsSample.make),
    Sample(
      "contributors", "How often a developer of `users` committed to a repository.",
      [
        ("repo", "the repository"), ("author", "one of the developers who committed to it"),
        ("commits", "the commits in which the developer stands first; 0 for a second name only"),
      ], make: CollaborationSample.makeContributors),
    Sample(
      "edges", "A pair of `authors` that work together.",
      [("source", "one author"), ("target", "the other"), ("weight", "how often")],
      make: EdgesSample.make),
    Sample(
      "emissions", "What a model of `hub` says about the emissions of its training.",
      [
        ("model", "the model's id"), ("created", "the day it was made, sometimes missing"),
        ("co2_grams", "grams of CO2"), ("size", "bytes, often missing"),
        ("datasets", "a list as Python prints it, or nan"),
        ("performance", "metrics with values as Python prints them, or nan"),
        ("languages", "a list as Python prints it, or nan"),
        ("hardware", "the machine, mostly missing"),
        ("auto", "trained by a service; three spellings"),
      ], make: EmissionsSample.make),
    Sample(
      "hub", "A model as a listing of the Hub gives it.",
      [
        ("id", "author/name"), ("author", "the account, one of `authors`"),
        ("created", "the day it was made"), ("downloads", "of the last 30 days; 70% have none"),
        ("likes", "how many like it"), ("size", "bytes of its files"),
        ("task", "what it is for, sometimes missing"), ("license", "often missing"),
        ("library", "what it is used with, sometimes missing"), ("tags", "a list of words"),
        ("parameters", "how many, often missing"),
      ], make: HubSample.make),
    Sample(
      "leaderboard", "An evaluation, with the columns of the Open LLM Leaderboard's export.",
      LeaderboardSample.columnHelp, make: LeaderboardSample.make),
    Sample(
      "orgs", "An organisation among the authors of `hub`; other authors are single people.",
      [
        ("name", "the account"),
        ("kind", "company, university, non-profit, community or classroom; missing when unsaid"),
        ("members", "the number of people"),
      ], make: OrganisationsSample.make),
    Sample(
      "releases", "The public release of a family of models; these dates are real.",
      [("date", "the day"), ("name", "the models")], make: ReleasesSample.make),
    Sample(
      "spaces", "A space that uses a model of `hub`.",
      [("space", "author/name of the space"), ("model", "the model's id")],
      make: SpacesSample.make),
    Sample(
      "users", "A developer; about 89 in 100 work with nobody in `collaboration`.",
      [
        ("login", "the developer's name"), ("org", "one of `orgs`, mostly missing"),
        ("joined", "the day the account was made"),
      ], make: CollaborationSample.makeUsers),
  ]

  /// The sample of a name.
  public static func named(_ name: String) -> Sample? { all.first { $0.name == name } }
}
