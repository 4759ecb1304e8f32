extension FindingPages {
  /// Files that are read.
  static let data: [FindingPage] = [
    FindingPage(
      "E801", "a file that is not there",
      why: "A path is relative to the notebook, or to the working folder.",
      mending: "Check the path; a near name is suggested.",
      example: .query(
        """
        load t from "nothing.csv"
        t
        """)),
    FindingPage(
      "E802", "a folder where a file is needed",
      why: "One file is one table.",
      mending: "Name a file in it.",
      example: .commands(
        """
        mkdir d
        hfnb --load t=d -c t
        """)),
    FindingPage(
      "E803", "a file that may not be read",
      why: "The system refuses it to this user.",
      mending: "Change its permissions.",
      example: .none("It needs a file of somebody else.")),
    FindingPage(
      "E804", "a file that cannot be read",
      why: "The system reports a fault of the disk or the network.",
      mending: "Try again, or copy the file.",
      example: .none("It needs a broken disk.")),
    FindingPage(
      "E805", "a kind of file that is not read yet",
      why: "The message says how to convert it.",
      mending: "Convert it to CSV or JSON lines.",
      example: .none("The list of formats grows with every version.")),
    FindingPage(
      "E806", "a format that is not known or cannot be told",
      why: "The format is found from the content and the ending of the name.",
      mending: "Name it: as csv.",
      example: .commands(
        #"""
        printf 'a\n1\n' > t.csv
        hfnb -c 'load t from "t.csv" as cvs'
        """#)),
    FindingPage(
      "E807", "compressed data that is damaged",
      why: "The file ends early or its checksum is wrong.",
      mending: "Copy or download it again.",
      example: .commands(
        #"""
        printf '\037\213\010\000' > t.csv.gz
        hfnb --load t=t.csv.gz -c t
        """#)),
    FindingPage(
      "E808", "a sample that does not exist",
      why: "Small synthetic tables are built in.",
      mending: "Take one that the message lists.",
      example: .query(
        """
        load t from "sample:nothing"
        t
        """)),
    FindingPage(
      "E810", "an option that the format does not have",
      why: "The message lists the options of the format.",
      mending: "Correct the name.",
      example: .commands(
        #"""
        printf 'a\n1\n' > t.csv
        hfnb -c 'load t from "t.csv" with delimeter: ";"
        t'
        """#)),
    FindingPage(
      "E811", "a value that an option of a format cannot have",
      why: "The message says what it takes.",
      mending: "Take such a value.",
      example: .commands(
        #"""
        printf 'a\n1\n' > t.csv
        hfnb -c 'load t from "t.csv" with header: 3
        t'
        """#)),
    FindingPage(
      "E812", "a column or type in `types` that does not exist",
      why: "`types` declares how cells are read.",
      mending: "Correct the name.",
      example: .commands(
        #"""
        printf 'a\n1\n' > t.csv
        hfnb -c 'load t from "t.csv" types {a: integer}
        t'
        """#)),
    FindingPage(
      "E820", "an empty file",
      why: "A table has at least a line with the names of its columns.",
      mending: "Check how the file was made.",
      example: .commands(
        """
        : > t.csv
        hfnb --load t=t.csv -c t
        """)),
    FindingPage(
      "E821", "a line with too many or too few cells",
      why: """
        Every line of a CSV file has as many cells as the header. Guessing would shift values \
        into other columns.
        """,
      mending: "Put quotes around cells that hold the delimiter.",
      example: .commands(
        #"""
        printf 'a,b\n1,2,3\n' > t.csv
        hfnb --load t=t.csv -c t
        """#)),
    FindingPage(
      "E822", "a quote in a CSV file that is never closed",
      why: "All lines after it would be one cell.",
      mending: "Close it, or say that quotes are ordinary: with quote: \"\".",
      example: .commands(
        #"""
        printf 'a,b\n1,"x\n' > t.csv
        hfnb --load t=t.csv -c t
        """#)),
    FindingPage(
      "E823", "bytes that are not UTF-8",
      why: "Old files are often Latin 1.",
      mending: "Say so: with encoding: \"latin1\".",
      example: .commands(
        #"""
        printf 'a\ncaf\351\n' > t.csv
        hfnb --load t=t.csv -c t
        """#)),
    FindingPage(
      "E824", "a record of more than 4 GB",
      why: "A quote that is never closed is likely.",
      mending: "Check the quotes.",
      example: .none("It needs a file of 4 GB.")),
    FindingPage(
      "E825", "a cell that is not of the type that `types` declares",
      why: "A declared type is a promise; a cell that breaks it is not made missing.",
      mending: "Correct the cell, or list it: null [\"n/a\"].",
      example: .commands(
        #"""
        printf 'a\nx\n' > t.csv
        hfnb -c 'load t from "t.csv" types {a: int}
        t'
        """#)),
    FindingPage(
      "E826", "a file that is not text",
      why: "It looks like a picture, an archive or another binary format.",
      mending: "Export it as CSV or JSON lines.",
      example: .commands(
        #"""
        printf '\211PNG\r\n\032\n\000\000\000\rIHDR' > t.csv
        hfnb --load t=t.csv -c t
        """#)),
    FindingPage(
      "E827", "a file with more columns than are read",
      why: "Lines that were meant as rows are likely.",
      mending: "Check the delimiter.",
      example: .commands(
        """
        awk 'BEGIN { for (i = 1; i < 1000000; i++) printf "c%d,", i; print "x" }' > t.csv
        hfnb --load t=t.csv -c t
        """)),
    FindingPage(
      "E830", "text that is not JSON",
      why: "The message says what was expected and what was found.",
      mending: "Correct the file at that place.",
      example: .commands(
        """
        printf '[{"a": 1}, {"a": ' > t.json
        hfnb --load t=t.json -c t
        """)),
    FindingPage(
      "E831", "JSON objects with too many different keys",
      why: "Data that uses values as keys is likely.",
      mending: "Turn the keys into values before loading.",
      example: .none("It needs very many keys.")),
    FindingPage(
      "E832", "a pattern that names no file",
      why: "In \"data/*.csv\" the star stands for any letters of a name.",
      mending: "Compare the pattern with the files that the message lists.",
      example: .query(
        """
        load t from "nothing-*.csv"
        t
        """)),
    FindingPage(
      "E833", "a pattern that names too many files",
      why: "A pattern that goes through a whole disk is a mistake more often than a wish.",
      mending: "Name the folder more exactly.",
      example: .none("It needs a hundred thousand files.")),
    FindingPage(
      "E834", "a digest that cannot be one",
      why: "A SHA-256 digest has 64 hexadecimal digits and belongs to one file.",
      mending: "Copy it from `sha256sum FILE`.",
      example: .commands(
        #"""
        printf 'a\n1\n' > t.csv
        hfnb -c 'load t from "t.csv" sha256 "12ab"
        t'
        """#)),
    FindingPage(
      "E835", "a file that is not the one that was meant",
      why: "Its content changed since its digest was written down, so results would change too.",
      mending: "Get the file as it was; if the new content is wanted, write its digest.",
      example: .commands(
        #"""
        printf 'a\n1\n' > t.csv
        digest=0000000000000000000000000000000000000000000000000000000000000000
        hfnb -c "load t from \"t.csv\" sha256 \"$digest\"
        t"
        """#)),
    FindingPage(
      "E836", "a clause about bytes or cells for a sample",
      why: "Samples are made inside hfnb, so the clause could change nothing.",
      mending: "Remove the clause.",
      example: .query(
        """
        load t from "sample:leaderboard" as csv
        t
        """)),
    FindingPage(
      "E837", "a column for the name of the file that the file has already",
      why: "The name of the file would hide the values of the column.",
      mending: "Give it another name: with file: source.",
      example: .commands(
        #"""
        printf 'a\n1\n' > t.csv
        hfnb -c 'load t from "t.csv" with file: a
        t'
        """#)),
    FindingPage(
      "E838", "files of one table with values of two types in one column",
      why: "A column has one type, and choosing one of two would lose values.",
      mending: "Read it as text in all of them: types {n: text}.",
      example: .commands(
        #"""
        printf 'n\n1\n' > a.csv
        printf 'n\n2024-01-01\n' > b.csv
        hfnb -c 'load t from "*.csv"
        t'
        """#)),
    FindingPage(
      "E851", "lists with more items than can be counted",
      why: "Places in lists are counted with 32 bits.",
      mending: "Filter the rows first, or make fewer lists.",
      example: .none("It needs two thousand million items.")),
  ]
}
