import TestSupport
import Testing

/// All shipped notebooks give the same bytes wherever and however they are run.
@Suite struct CorpusTests {
  @Test(
    "Locks, results and verdicts do not depend on threads, process, locale, zone, folder or order")
  func corpus() throws {
    let program = try #require(Repository.program)
    let output = try Shell.run(
      """
      mkdir one other other/place
      cp -r "$ROOT/notebooks" one/books
      cp -r "$ROOT/notebooks" other/place/books
      hfnb lock -q one/books --today 2024-06-01 --threads 1 || echo "not locked"
      ls -r other/place/books/*.hfnb other/place/books/*/*.hfnb > list
      LANG=de_DE.UTF-8 LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo \\
        hfnb lock -q $(cat list) --today 2024-06-01 --threads 8 || echo "not locked"
      diff -r one/books other/place/books && echo "equal bytes"
      cp -r one/books third
      for threads in 1 8; do
        TZ=America/Lima hfnb verify --views third --threads $threads > said 2>&1
        echo "status $?"
        grep -c '^ok .*: [0-9]* same  ' said
        grep -v '^ok .*: [0-9]* same  \\|0 cells' said
      done
      find third -name '*.hfnb' | wc -l
      grep -l "$PWD\\|Tokyo\\|threads" $(find third -name '*.lock') || echo "nothing of the machine"
      """, program: program)
    let lines = output.split(separator: "\n").map(String.init)
    #expect(lines.first == "equal bytes", "\(output)")
    #expect(lines.count == 7, "\(output)")
    #expect(lines.filter { $0 == "status 0" }.count == 2, "\(output)")
    #expect(lines.last == "nothing of the machine", "\(output)")
    let counts = lines.compactMap { Int($0) }
    #expect(counts.count == 3 && counts[0] == counts[1] && counts[0] >= 30, "\(output)")
  }
}
