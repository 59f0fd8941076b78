#!/usr/bin/env python3
"""FriBidi as the independent oracle of visual order: writes tests/data/order.tsv.gz.

    tests/oracle/order.py [--check]

Needs the command `fribidi`. Each line: base direction (R or L), a random mixed line, FriBidi's levels, and for
every visual place from the left the code point shown there, by index. `--check` compares instead of writing.
"""
import gzip
import os
import random
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
TABLE = os.path.join(ROOT, "tests", "data", "order.tsv.gz")
COUNT = 6_000

PIECES = [
    "بوتين", "روسيا", "لا", "مُحَمَّد", "السلام", "في", "أوكرانيا", "دولار", "שלום", "בית", "Reuters", "Thomson", "a", "e\u0301",
    "30", "1,250.50", "2024-12-31", "10-15", "٣٠", "١٢٫٥", "۱۲", "153.1", "12:30", "2/3", "+5", "-7",
    "%", "٪", "$", "€", "، ", "؛", "؟", ". ", ", ", ": ", "!", "-", "–", "…", "/", "«", "»", "“", "”", '"',
    "(", ")", "[", "]", "{", "}", "<", ">", "@", "#", "&", "*", "\u00a0", "  ", "\u200f", "\u200e", "\u061c",
    "\u2067", "\u2066", "\u2068", "\u2069", "\u202b", "\u202a", "\u202c", "\u202e", "\u202d", "\u200d", "\u200c",
]


def lines():
    source = random.Random(2024)
    while True:
        words = source.choices(PIECES, weights=[3] * 26 + [1] * (len(PIECES) - 26), k=source.randint(2, 14))
        yield "".join(word + (" " if source.random() < 0.6 else "") for word in words)


def fribidi(texts, direction):
    run = subprocess.run(
        ["fribidi", "--" + direction, "--nopad", "--nobreak", "--novisual", "--vtol", "--levels"],
        input="\n".join(texts) + "\n", capture_output=True, text=True, check=True)
    rows = [row.strip() for row in run.stdout.split("\n") if row.strip()]
    assert len(rows) == 2 * len(texts), (len(rows), len(texts))
    return rows


def table():
    texts = [text for text, _ in zip(lines(), range(COUNT))]
    out = []
    for direction, name, part in (("rtl", "R", texts[: COUNT // 2]), ("ltr", "L", texts[COUNT // 2:])):
        rows = fribidi(part, direction)
        for text, order, levels in zip(part, rows[::2], rows[1::2]):
            out.append("\t".join([name, text, levels, order]))
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    fresh = table()
    if "--check" in sys.argv:
        with gzip.open(TABLE, "rt", newline="") as file:
            sys.exit(file.read() != fresh)
    with open(TABLE, "wb") as out, gzip.GzipFile("", "wb", 9, out, 0) as file:
        file.write(fresh.encode())
