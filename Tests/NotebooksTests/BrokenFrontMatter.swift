extension BrokenNotebook {
  /// Mistakes in front matter.
  static let frontMatter: [BrokenNotebook] = [
    BrokenNotebook(
      "a front matter that is never closed",
      #"""
      ---
      hfnb: 1

      # Title

      """#,
      #"""
      error[E620]: the front matter is never closed
        n.hfnb, line 1
        1 | ---
          | ^^^ opened here
        A line `---` ends it; a rule in prose needs a blank line before it.

      """#),
    BrokenNotebook(
      "a front matter without a version",
      #"""
      ---
      title: Models
      ---

      """#,
      #"""
      error[E623]: the front matter does not say which format it is
        n.hfnb, line 1
        1 | ---
          | ^^^ expected the key `hfnb` below
        fix: hfnb: 1

      """#),
    BrokenNotebook(
      "a newer format",
      #"""
      ---
      hfnb: 2
      colour: red
      ---

      """#,
      #"""
      error[E624]: the notebook needs a newer hfnb
        n.hfnb, line 2
        2 | hfnb: 2
          |       ^ format 2; this hfnb reads format 1

      """#),
    BrokenNotebook(
      "an unknown key",
      #"""
      ---
      hfnb: 1
      titel: Models
      author: Ada
      kernel: python
      ---

      """#,
      #"""
      error[E625]: there is no key `titel` in a front matter
        n.hfnb, line 3
        3 | titel: Models
          | ^^^^^ did you mean `title`?
        Keys: hfnb, lang, title, summary, authors, tags, figure, limits, x
        Other tools keep theirs below `x:`.
        fix: title: …
      error[E625]: there is no key `author` in a front matter
        n.hfnb, line 4
        4 | author: Ada
          | ^^^^^^ did you mean `authors`?
        Keys: hfnb, lang, title, summary, authors, tags, figure, limits, x
        Other tools keep theirs below `x:`.
        fix: authors: …
      error[E625]: there is no key `kernel` in a front matter
        n.hfnb, line 5
        5 | kernel: python
          | ^^^^^^ not a known key
        Keys: hfnb, lang, title, summary, authors, tags, figure, limits, x
        Other tools keep theirs below `x:`.

      """#),
    BrokenNotebook(
      "values outside their type",
      #"""
      ---
      hfnb: 1
      lang: new
      figure: 720 by 360
      limits:
        cell: 5 minutes
        memry: 2GB
      tags:
      ---

      """#,
      #"""
      error[E626]: `new` is not a value of `lang`
        n.hfnb, line 3
        3 | lang: new
          |       ^^^ expected a whole number from 1
      error[E626]: `720 by 360` is not a value of `figure`
        n.hfnb, line 4
        4 | figure: 720 by 360
          |         ^^^^^^^^^^ expected a size from `120x90` to `4000x4000`, such as `720x360`
      error[E626]: `5 minutes` is not a value of `cell`
        n.hfnb, line 6
        6 |   cell: 5 minutes
          |         ^^^^^^^^^ expected a duration such as `30s` or `5min`
        fix: cell: 5min
      error[E625]: there is no limit `memry`
        n.hfnb, line 7
        7 |   memry: 2GB
          |   ^^^^^ did you mean `memory`?
        Limits: cell, notebook, memory
        fix: memory: …
      error[E626]: `tags` has no value of its type
        n.hfnb, line 8
        8 | tags:
          | ^^^^ expected a list such as `[a, b]`

      """#),
    BrokenNotebook(
      "a key twice",
      #"""
      ---
      hfnb: 1
      title: One
      title: Two
      ---

      """#,
      #"""
      error[E622]: the key `title` is given twice
        n.hfnb, line 4
        3 | title: One
          | ----- first time
        4 | title: Two
          | ^^^^^ second time

      """#),
    BrokenNotebook(
      "a colon and a comment in plain values",
      #"""
      ---
      hfnb: 1
      title: Models: a look
      summary: Issue #3
      authors: 'Ada'
      ---

      """#,
      #"""
      error[E621]: `:` inside a plain value is not part of a front matter
        n.hfnb, line 3
        3 | title: Models: a look
          |        ^^^^^^^^^^^^^^ a second key for YAML
        fix: title: "Models: a look"
      error[E621]: `#` inside a plain value is not part of a front matter
        n.hfnb, line 4
        4 | summary: Issue #3
          |          ^^^^^^^^ a comment for YAML
        fix: summary: "Issue #3"
      error[E621]: a single quote at the beginning of a value is not part of a front matter
        n.hfnb, line 5
        5 | authors: 'Ada'
          |          ^^^^^ expected plain or "quoted" text
        fix: authors: "Ada"

      """#),
    BrokenNotebook(
      "anchors, aliases, tags and merge keys",
      #"""
      ---
      hfnb: 1
      title: &name Models
      summary: *name
      authors: !!str Ada
      <<: *name
      ---

      """#,
      #"""
      error[E621]: an anchor is not part of a front matter
        n.hfnb, line 3
        3 | title: &name Models
          |        ^^^^^^^^^^^^ expected the value itself
      error[E621]: an alias is not part of a front matter
        n.hfnb, line 4
        4 | summary: *name
          |          ^^^^^ expected the value itself
      error[E621]: a tag is not part of a front matter
        n.hfnb, line 5
        5 | authors: !!str Ada
          |          ^^^^^^^^^ a value takes the type of its key
      error[E621]: a merge key is not part of a front matter
        n.hfnb, line 6
        6 | <<: *name
          | ^^^^^^^^^ expected the keys themselves

      """#),
    BrokenNotebook(
      "values over several lines",
      #"""
      ---
      hfnb: 1
      summary: |
        one
        two
      tags: [a,
        b]
      ---

      """#,
      #"""
      error[E621]: a value over several lines is not part of a front matter
        n.hfnb, line 3
        3 | summary: |
          |          ^ expected the text on this line
      error[E621]: a list that does not end in its line is not part of a front matter
        n.hfnb, line 6
        6 | tags: [a,
          |       ^^^ expected `]`

      """#),
    BrokenNotebook(
      "a tab and a deep nest",
      #"""
      ---
      hfnb: 1
      title:\#tModels
      x:
        a:
          b: 1
         c: 2
      ---

      """#,
      #"""
      error[E621]: a tab is not part of a front matter
        n.hfnb, line 3
        3 | title:  Models
          |       ^^ expected spaces
      error[E621]: an indentation of 4 spaces is not part of a front matter
        n.hfnb, line 6
        6 |     b: 1
          | ^^^^ expected none, or two spaces below a key
      error[E621]: an indentation of 3 spaces is not part of a front matter
        n.hfnb, line 7
        7 |    c: 2
          | ^^^ expected none, or two spaces below a key

      """#),
    BrokenNotebook(
      "nests in braces and lists in lists",
      #"""
      ---
      hfnb: 1
      x: {a: 1}
      tags: [a, [b]]
      authors: "Ada
      ---

      """#,
      #"""
      error[E621]: a nest in braces is not part of a front matter
        n.hfnb, line 3
        3 | x: {a: 1}
          |    ^^^^^^ expected indented lines
      error[E621]: a bracket inside a list is not part of a front matter
        n.hfnb, line 4
        4 | tags: [a, [b]]
          |           ^ expected words or quoted text
      error[E621]: a quote that does not end in its line is not part of a front matter
        n.hfnb, line 5
        5 | authors: "Ada
          |          ^^^^ expected `"` at the end

      """#),
    BrokenNotebook(
      "an item without a key and a line without a colon",
      #"""
      ---
      - a
      hfnb: 1
      hello
      title:Models
      ---

      """#,
      #"""
      error[E621]: an item without a key is not part of a front matter
        n.hfnb, line 2
        2 | - a
          | ^^^ expected `key:` above the items
      error[E621]: a line without a colon is not part of a front matter
        n.hfnb, line 4
        4 | hello
          | ^^^^^ expected `key: value`
      error[E621]: a key without a space after its colon is not part of a front matter
        n.hfnb, line 5
        5 | title:Models
          | ^^^^^ expected `title: `
        fix: title: Models

      """#),
  ]
}
