extension FindingPages {
  /// What results rest on, and what was locked of them.
  static let locks: [FindingPage] = [
    FindingPage(
      "E660", "a line of a lock that cannot be read",
      why: "A lock is written by `hfnb lock`; somebody or something else changed it.",
      mending: "Make it anew with hfnb lock FILE.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        echo 'hfnb-lock 1' > n.hfnb.lock
        hfnb check n.hfnb
        """#)),
    FindingPage(
      "E661", "a lock with an unfinished merge",
      why: """
        Two branches changed the notebook and made its lock anew. What is right follows from the \
        merged notebook, so neither side of the lock is.
        """,
      mending: "Finish the merge of the notebook, then run hfnb lock FILE.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        printf 'hfnb-lock 1\n<<<<<<< ours\nsemantics 1\n=======\n>>>>>>> theirs\n' > n.hfnb.lock
        hfnb check n.hfnb
        """#)),
    FindingPage(
      "E662", "a lock of a newer version",
      why: "A newer hfnb wrote it, and this one cannot know what it says.",
      mending: "Update hfnb, or make the lock anew.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        echo 'hfnb-lock 9' > n.hfnb.lock
        hfnb check n.hfnb
        """#)),
    FindingPage(
      "E663", "a notebook without a lock",
      why: "`verify` and `run --locked` compare with what was written down.",
      mending: "Run hfnb lock FILE once, and commit the lock.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        hfnb verify n.hfnb
        """#)),
    FindingPage(
      "E664", "data that is not as locked",
      why: """
        The message says what changed in it: rows, columns, types, values. Results that rest on it \
        are not those of the lock.
        """,
      mending: "Get the locked data back; or lock again when the new data is right.",
      example: .commands(
        #"""
        printf 'x\n1\n' > d.csv
        printf '```hfq a\nload d from "d.csv"\nd\n```\n' > n.hfnb
        hfnb lock n.hfnb
        printf 'x\n2\n' > d.csv
        hfnb check n.hfnb
        """#)),
    FindingPage(
      "E665", "parameters, settings or a date that are not as locked",
      why: "The results of the lock were made with the values that it names.",
      mending: "Give the locked values, which the message shows as flags; or lock again.",
      example: .commands(
        #"""
        printf '```hfq a\nparam k: int = 3\nk * 2\n```\n' > n.hfnb
        hfnb lock n.hfnb
        hfnb check n.hfnb --k 4
        """#)),
    FindingPage(
      "E666", "cells that are not as locked",
      why: "Their text changed since the lock was made, so it says nothing of them.",
      mending: "Lock again when the change is right; `hfnb verify` tells what it changes.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        hfnb lock n.hfnb
        printf '```hfq a\n7\n```\n' > n.hfnb
        hfnb check n.hfnb
        """#)),
    FindingPage(
      "E667", "a lock that an hfnb with other semantics made",
      why: """
        A change that lets any program give another result raises the number of the semantics. A \
        lock holds the number of the hfnb that made it; under another one its results need not \
        come out again, though nothing in the notebook changed.
        """,
      mending: """
        `hfnb verify` tells whether this notebook is touched. Lock again when its results are \
        right, or update hfnb when the lock is from a newer one.
        """,
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        hfnb lock n.hfnb
        sed -i 's/^semantics .*/semantics 0/' n.hfnb.lock
        hfnb check n.hfnb
        """#)),
    FindingPage(
      "E668", "a notebook in another version of the language than its lock says",
      why: "The version of the language is part of what every result rests on.",
      mending: "Write the locked version into the front matter as lang: N, or lock again.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        hfnb lock n.hfnb
        sed -i 's/^lang 1/lang 2/' n.hfnb.lock
        hfnb check n.hfnb
        """#)),
    FindingPage(
      "E670", "a result that is not as locked",
      why: """
        The cell was run and gave other values. The message shows which rows and cells differ, as \
        long as the results of the locked run are still in the result folder.
        """,
      mending: "Look for what changed with hfnb check; lock again when the new result is right.",
      example: .commands(
        #"""
        printf '```hfq a\nrows [x; 1]\n```\n' > n.hfnb
        hfnb lock n.hfnb
        printf '```hfq a\nrows [x; 2]\n```\n' > n.hfnb
        hfnb verify n.hfnb
        """#)),
    FindingPage(
      "E671", "a drawing that is not as locked, of values that are",
      why: "`verify --views` compares the files too, down to the last byte.",
      mending: "Look at the drawing; lock again when it is right.",
      example: .commands(
        #"""
        printf '```hfq a\nrows [x; 1.23456]\n```\n' > n.hfnb
        hfnb lock n.hfnb
        printf '```hfq a\n#| digits: 3\nrows [x; 1.23456]\n```\n' > n.hfnb
        hfnb verify --views n.hfnb
        """#)),
    FindingPage(
      "E710", "`--refresh` names a cell that is not there",
      why: "A misspelt name would make nothing anew, and nobody would notice.",
      mending: "Take the name that the message suggests; `hfnb plan FILE` lists the cells.",
      example: .commands(
        #"""
        printf '```hfq by-month\n6 * 7\n```\n' > n.hfnb
        hfnb run n.hfnb --refresh=by-moth
        """#)),
    FindingPage(
      "E711", "results that cannot be removed from the cache",
      why: "The folder belongs to somebody else, or is read-only.",
      mending: "Remove them as the user whose they are.",
      example: .none("It needs a folder of another user.")),
  ]
}
