import Testing

/// Messages of the lexer and the parser, complete as they are shown.
@Suite struct MessageTests {
  static let all = MessageExamples.stages + MessageExamples.others

  @Test(arguments: all.indices)
  func message(_ index: Int) {
    #expect(findings(Self.all[index].text) == Self.all[index].shown + "\n")
  }
}
