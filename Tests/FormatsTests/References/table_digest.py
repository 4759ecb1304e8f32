"""The digests of a small table, computed with hashlib from the description in CellBytes.swift.

Python 3.11, hashlib (OpenSSL). Prints what DigestTests.swift holds.
"""

import hashlib
import struct
import unicodedata


def number(n):
    return struct.pack("<q", n)


def text(t):
    data = t.encode()
    return number(len(data)) + data


def some(data):
    return b"\x01" + data


def cell_text(t):
    data = unicodedata.normalize("NFC", t).encode()
    return some(struct.pack("<I", len(data)) + data)


def cell_list(cells):
    return some(struct.pack("<I", len(cells)) + b"".join(cells))


NULL = b"\x00"
columns = [
    ("i", "int", [some(struct.pack("<q", 1)), NULL, some(struct.pack("<q", -5))]),
    ("x", "number", [some(struct.pack("<d", 0.0)), some(struct.pack("<d", 0.1)), NULL]),
    ("t", "text", [cell_text("é"), NULL, cell_text("")]),
    ("d", "date", [some(struct.pack("<i", 19783)), NULL, some(struct.pack("<i", -1))]),
    ("b", "bool", [some(b"\x01"), some(b"\x00"), NULL]),
    ("l", "list<int>", [
        cell_list([some(struct.pack("<q", 1)), NULL]), cell_list([]), NULL]),
]


def sha(data):
    return hashlib.sha256(data).digest()


digests = [
    sha(text("hfnb-column 1") + text(kind) + number(3) + sha(b"".join(cells)))
    for _, kind, cells in columns
]
whole = text("hfnb-table 1") + number(3) + number(len(columns))
for (name, _, _), digest in zip(columns, digests):
    whole += text(name) + digest
rows = [sha(b"".join(cells[row] for _, _, cells in columns)) for row in range(3)]
for (name, _, _), digest in zip(columns, digests):
    print(name, digest.hex())
print("table", sha(whole).hex())
print("anyorder", f"{sum(int.from_bytes(r, 'big') for r in rows) % 2**256:064x}")
