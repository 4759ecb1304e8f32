import Testing

/// A notebook with mistakes and the complete messages about them.
struct BrokenNotebook: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var text: String
  var messages: String

  init(_ name: String, _ text: String, _ messages: String) {
    testDescription = name
    self.text = text
    self.messages = messages
  }
}

extension BrokenNotebook {
  /// Mistakes in fences, ids, options and merges.
  static let cells: [BrokenNotebook] = [
    BrokenNotebook(
      "an id with capitals",
      #"""
      ```hfq By Month
      lb
      ```

      """#,
      #"""
      error[E603]: `By Month` is not an id
        n.hfnb, line 1
        1 | ```hfq By Month
          |        ^^^^^^^^ expected a lower-case letter, then letters, digits and hyphens
        fix: by-month

      """#),
    BrokenNotebook(
      "an id that begins with a digit",
      #"""
      ```hfq 2024-report
      lb
      ```

      """#,
      #"""
      error[E603]: `2024-report` is not an id
        n.hfnb, line 1
        1 | ```hfq 2024-report
          |        ^^^^^^^^^^^ expected a lower-case letter, then letters, digits and hyphens
        fix: report

      """#),
    BrokenNotebook(
      "an id that is too long",
      #"""
      ```hfq aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg
      lb
      ```

      """#,
      #"""
      error[E603]: `aaaaaaaaaabbbbbbbbbbccccccccccddddddddd…` is not an id
        n.hfnb, line 1
        1 | ```hfq aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected at most 63 characters, found 70
        fix: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg

      """#),
    BrokenNotebook(
      "one id twice",
      #"""
      ```hfq sales
      lb
      ```

      Between.

      ```hfq sales
      lb | top 3 by n
      ```

      """#,
      #"""
      error[E605]: lines 1 and 7 both have the id `sales`
        n.hfnb, line 7
        1 | ```hfq sales
          |        ----- first use
        7 | ```hfq sales
          |        ^^^^^ second use
        fix: rename the second to `sales-2`

      """#),
    BrokenNotebook(
      "an exercise with the id of a cell",
      #"""
      ```hfq sales
      lb
      ```
      ```exercise sales
      ask: why?
      ```

      """#,
      #"""
      error[E605]: lines 1 and 4 both have the id `sales`
        n.hfnb, line 4
        1 | ```hfq sales
          |        ----- first use
        4 | ```exercise sales
          |             ^^^^^ second use
        fix: rename the second to `sales-2`

      """#),
    BrokenNotebook(
      "an exercise without an id",
      #"""
      ```exercise
      ask: why?
      ```

      """#,
      #"""
      error[E604]: an exercise needs an id
        n.hfnb, line 1
        1 | ```exercise
          |    ^^^^^^^^ expected `exercise` and a name
        fix: ```exercise first-steps

      """#),
    BrokenNotebook(
      "a cell that swallows the next one",
      #"""
      ```hfq first
      lb

      Some prose.

      ```hfq second
      lb
      ```

      """#,
      #"""
      error[E602]: the block that begins in line 1 is not closed before `hfq second` in line 6
        n.hfnb, line 1
        1 | ```hfq first
          | ^^^^^^^^^^^^ opened here
        6 | ```hfq second
          | ------------- swallowed by it
        fix: a line of 3 backticks above line 6, where the block ends

      """#),
    BrokenNotebook(
      "a cell that is never closed",
      #"""
      # Title

      ```hfq last
      lb

      """#,
      #"""
      error[E602]: the block that begins in line 3 is never closed
        n.hfnb, line 3
        3 | ```hfq last
          | ^^^^^^^^^^^ opened here
        fix: a line of 3 backticks where the block ends

      """#),
    BrokenNotebook(
      "a listing that swallows a cell",
      #"""
      ```python
      print(1)

      ```hfq cell
      lb
      ```

      """#,
      #"""
      error[E602]: the block that begins in line 1 is not closed before `hfq cell` in line 4
        n.hfnb, line 1
        1 | ```python
          | ^^^^^^^^^ opened here
        4 | ```hfq cell
          | ----------- swallowed by it
        fix: a line of 3 backticks above line 4, where the block ends

      """#),
    BrokenNotebook(
      "tildes that are never closed",
      #"""
      ~~~text
      shown

      ```hfq cell
      lb
      ```

      """#,
      #"""
      error[E602]: the block that begins in line 1 is not closed before `hfq cell` in line 4
        n.hfnb, line 1
        1 | ~~~text
          | ^^^^^^^ opened here
        4 | ```hfq cell
          | ----------- swallowed by it
        fix: a line of 3 tildes above line 4, where the block ends

      """#),
    BrokenNotebook(
      "a language with a capital",
      #"""
      ```HFQ by-month
      lb
      ```

      """#,
      #"""
      warning[W601]: `HFQ` is shown, not executed
        n.hfnb, line 1
        1 | ```HFQ by-month
          |    ^^^ the language of a cell is written `hfq`
        A block of tildes, `~~~hfq`, shows a query on purpose.

      """#),
    BrokenNotebook(
      "an indented cell",
      #"""
      - item

        ```hfq by-month
        lb
        ```

      """#,
      #"""
      warning[W601]: an indented block is shown, not executed
        n.hfnb, line 3
        3 |   ```hfq by-month
          |      ^^^ a cell begins in the first column
        A block of tildes, `~~~hfq`, shows a query on purpose.

      """#),
    BrokenNotebook(
      "an unknown option",
      #"""
      ```hfq a
      #| captoin: New models
      #| timeout: 30s
      lb
      ```

      """#,
      #"""
      error[E611]: there is no option `captoin`
        n.hfnb, line 2
        2 | #| captoin: New models
          |    ^^^^^^^ did you mean `caption`?
        Options: caption, show, fold, run, error, digits, tolerance, limit, cache, tags
        fix: #| caption: …
      error[E611]: there is no option `timeout`
        n.hfnb, line 3
        3 | #| timeout: 30s
          |    ^^^^^^^ did you mean `limit`?
        Options: caption, show, fold, run, error, digits, tolerance, limit, cache, tags
        fix: #| limit: …

      """#),
    BrokenNotebook(
      "options with wrong values",
      #"""
      ```hfq a
      #| show: results
      #| fold: yes
      #| digits: 40
      #| limit: 5m
      #| error: e201
      #| tolerance: 0
      #| cache: always
      lb
      ```

      """#,
      #"""
      error[E612]: `results` is not a value of the option `show`
        n.hfnb, line 2
        2 | #| show: results
          |          ^^^^^^^ expected `all`, `code`, `result` or `none`
        fix: #| show: result
      error[E612]: `yes` is not a value of the option `fold`
        n.hfnb, line 3
        3 | #| fold: yes
          |          ^^^ expected `true` or `false`
        fix: #| fold: true
      error[E612]: `40` is not a value of the option `digits`
        n.hfnb, line 4
        4 | #| digits: 40
          |            ^^ expected a whole number from 1 to 17
      error[E612]: `5m` is not a value of the option `limit`
        n.hfnb, line 5
        5 | #| limit: 5m
          |           ^^ expected a duration such as `30s` or `5min`
        fix: #| limit: 5min
      error[E612]: `e201` is not a value of the option `error`
        n.hfnb, line 6
        6 | #| error: e201
          |           ^^^^ expected `never`, `expected` or a code such as `E201`
        fix: #| error: E201
      error[E612]: `0` is not a value of the option `tolerance`
        n.hfnb, line 7
        7 | #| tolerance: 0
          |               ^ expected `exact`, `4 ulps` or a number such as `1e-9`
      error[E612]: `always` is not a value of the option `cache`
        n.hfnb, line 8
        8 | #| cache: always
          |           ^^^^^^ expected `auto` or `never`

      """#),
    BrokenNotebook(
      "an option without a colon or a value",
      #"""
      ```hfq a
      #| fold
      #| caption:
      lb
      ```

      """#,
      #"""
      error[E610]: an option line has no colon
        n.hfnb, line 2
        2 | #| fold
          |    ^^^^ expected `#| key: value`
      error[E614]: the option `caption` has no value
        n.hfnb, line 3
        3 | #| caption:
          |    ^^^^^^^^ expected a value after the colon

      """#),
    BrokenNotebook(
      "an option twice",
      #"""
      ```hfq a
      #| fold: true
      #| fold: false
      lb
      ```

      """#,
      #"""
      error[E613]: the option `fold` is given twice
        n.hfnb, line 3
        2 | #| fold: true
          |    ---- first time
        3 | #| fold: false
          |    ^^^^ second time

      """#),
    BrokenNotebook(
      "an option below code",
      #"""
      ```hfq a
      lb
      #| fold: true
      | top 3 by n
      ```

      """#,
      #"""
      warning[W602]: the option `fold` stands below code and has no effect
        n.hfnb, line 3
        3 | #| fold: true
          | ^^^^^^^^^^^^^ options come directly below the opening fence

      """#),
    BrokenNotebook(
      "a merge inside one cell",
      #"""
      ```hfq by-month
      lb
      <<<<<<< ours
      | top 5 by n
      =======
      | top 10 by n
      >>>>>>> theirs
      ```

      """#,
      #"""
      error[E606]: lines 3–7 hold an unfinished merge; both sides change cell `by-month`
        n.hfnb, line 3
        3 | <<<<<<< ours
          | ^^^^^^^^^^^^ the merge begins here
        fix: keep one side or combine both, and delete the lines with the markers

      """#),
    BrokenNotebook(
      "a merge of different cells",
      #"""
      <<<<<<< HEAD
      ```hfq left
      lb
      ```
      ||||||| base
      =======
      ```hfq right
      lb
      ```
      >>>>>>> branch

      """#,
      #"""
      error[E606]: lines 1–10 hold an unfinished merge; one side changes cell `left`, the other cell `right`
        n.hfnb, line 1
        1 | <<<<<<< HEAD
          | ^^^^^^^^^^^^ the merge begins here
        fix: keep one side or combine both, and delete the lines with the markers

      """#),
    BrokenNotebook(
      "a merge of prose that never ends",
      #"""
      Text
      <<<<<<< HEAD
      one
      =======
      two

      """#,
      #"""
      error[E606]: lines 2–5 hold an unfinished merge; both sides change prose
        n.hfnb, line 2
        2 | <<<<<<< HEAD
          | ^^^^^^^^^^^^ the merge begins here
        fix: keep one side or combine both, and delete the lines with the markers

      """#),
    BrokenNotebook(
      "a marker that was left over",
      #"""
      Text
      >>>>>>> branch

      """#,
      #"""
      error[E607]: line 2 holds a marker of a merge that was otherwise finished
        n.hfnb, line 2
        2 | >>>>>>> branch
          | ^^^^^^^^^^^^^^ left over
        fix: delete the line

      """#),
  ]
}
