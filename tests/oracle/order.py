#!/usr/bin/env python3
"""FriBidi as the independent oracle of visual order: writes tests/data/order.tsv.gz.

    tests/oracle/order.py [--check]
    tests/oracle/order.py --fresh SEED [COMMAND]

Needs the command `fribidi`. Each line: base direction (R or L), a random mixed line, FriBidi's levels, and for
every visual place from the left the code point shown there, by index. `--check` compares instead of writing.

`--fresh` lays 12,000 new lines out with `sahifa render` (COMMAND: target/debug/sahifa) and compares what it
prints with FriBidi's order, and where they differ with ICU's (python3-icu); it fails where ICU is not of our
opinion. FriBidi 1.0.8 differs in about one line of 6,000, in or behind an isolate or embedding, most of them never
closed: it takes the direction that such a sequence begins in (sos, X10) from the letters before, not from the levels.
"""
import gzip
import itertools
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


def lines(seed=2024, pieces=PIECES):
    source = random.Random(seed)
    while True:
        words = source.choices(pieces, weights=[3] * 26 + [1] * (len(pieces) - 26), k=source.randint(2, 14))
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


# More of what has a class or a mirror image of its own; marks stand on letters only, where all agree.
FRESH = [*(piece for piece in PIECES if piece not in ("\u00a0", "\u200d", "\u200c", "مُحَمَّد", "e\u0301")),
         "≤", "⟨", "⟩", "日本", "ß", "Ω", "½", "№", "°", "±", "𐤀", "٬", "₪", "ﷲ"]
HIDDEN = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FRESH_COUNT = 12_000


def icu_order(text, direction):
    """ICU's opinion, or None where it is not installed."""
    try:
        import icu
    except ImportError:
        return None
    bidi, units = icu.Bidi(), [at for at, c in enumerate(text) for _ in range(1 + (ord(c) > 0xFFFF))]
    bidi.setPara(icu.UnicodeString(text), int(direction == "rtl"))
    levels = bidi.getLevels()
    order = list(dict.fromkeys(units[unit] for unit in bidi.getVisualMap()))
    return "".join(icu.Char.charMirror(text[at]) if levels[units.index(at)] % 2 else text[at]
                   for at in order if text[at] not in HIDDEN)


def mirrors():
    with open("/usr/share/unicode/BidiMirroring.txt") as file:  # of the package unicode-data
        pairs = (line.split("#")[0].split(";") for line in file if line.split("#")[0].strip())
        return {chr(int(one, 16)): chr(int(other, 16)) for one, other in pairs}


def fresh(seed, command):
    mirrored, verdicts = mirrors(), {"ICU agrees with us": 0, "ICU does not": 0, "no ICU": 0}
    texts = list(itertools.islice(lines(seed, FRESH), FRESH_COUNT))
    for direction, part in (("rtl", texts[::2]), ("ltr", texts[1::2])):
        rows = fribidi(part, direction)
        options = ["render", "--raw", "--order", "visual", "--forms", "letters", "--width", "0", "--direction", direction]
        run = subprocess.run([command, *options], input="\n".join(part) + "\n", capture_output=True, text=True, check=True)
        for text, order, levels, ours in zip(part, rows[::2], rows[1::2], run.stdout.split("\n")):
            odd = [int(level) % 2 for level in levels.split()]
            shown = "".join(mirrored.get(text[at], text[at]) if odd[at] else text[at]
                            for at in map(int, order.split()) if text[at] not in HIDDEN)
            if ours != shown:
                third = icu_order(text, direction)
                verdict = "no ICU" if third is None else "ICU agrees with us" if third == ours else "ICU does not"
                verdicts[verdict] += 1
                print(direction, ascii(text), verdict, sep="\t")
    print(FRESH_COUNT, "lines,", sum(verdicts.values()), "differ from FriBidi:", verdicts)
    return verdicts["ICU does not"] + verdicts["no ICU"]


if __name__ == "__main__":
    if "--fresh" in sys.argv:
        seed, *command = sys.argv[sys.argv.index("--fresh") + 1:]
        binary = command[0] if command else os.path.join(ROOT, "target", "debug", "sahifa")
        sys.exit(bool(fresh(int(seed), binary)))
    fresh_table = table()
    if "--check" in sys.argv:
        with gzip.open(TABLE, "rt", newline="") as file:
            sys.exit(file.read() != fresh_table)
    with open(TABLE, "wb") as out, gzip.GzipFile("", "wb", 9, out, 0) as file:
        file.write(fresh_table.encode())
