#!/usr/bin/env python3
"""HarfBuzz as the oracle of shaping: writes tests/data/shaping.tsv.gz and urdu.tsv.gz.

    SAHIFA_SHARED=../shared tests/oracle/shaping.py [--check]

Needs hb-shape and DejaVu Sans Mono, whose glyphs are named by code point, presentation forms included.
Each line is a word and the glyphs HarfBuzz shows it with, in logical order. Words: distinct ones of the ANT
corpus (chosen by hash, those with marks first), then random ones of Arabic, Persian and Urdu letters with
harakat, tatweel, ZWJ and ZWNJ. Words of Urdu, some of whose letters that font lacks, are shaped with Noto Naskh
Arabic, whose glyphs are named in the same way. `--check` compares with the tables instead of writing them.
"""
import gzip
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import unicodedata

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
URDU_FONT = "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"
URDU_TABLE = os.path.join(ROOT, "tests", "data", "urdu.tsv.gz")
TABLE = os.path.join(ROOT, "tests", "data", "shaping.tsv.gz")
SHARED = os.environ.get("SAHIFA_SHARED", os.path.join(ROOT, "..", "shared"))
REAL, RANDOM, URDU = 24_000, 24_000, 8_000

# A letter that HarfBuzz leaves as it is stands alone: the table has its isolated form, if there is one.
ISOLATED = {}
for form in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]:
    kind, *letters = (unicodedata.decomposition(chr(form)) or " ").split(" ")
    if kind == "<isolated>" and len(letters) == 1:
        ISOLATED[chr(int(letters[0], 16))] = chr(form)

LETTERS = [chr(c) for c in [*range(0x621, 0x63B), *range(0x641, 0x64B)]]
PERSIAN_URDU = list("پچژکگیٱٹڈڑںھہےٿڤ")
URDU_LETTERS = list("ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤآأ")
MARKS = [chr(c) for c in range(0x64B, 0x653)]


def shape(words, font=FONT):
    """The glyphs of each word in logical order; None where the font lacks one."""
    # Code points, one word a line: hb-shape would strip joiners at the edges of plain lines.
    run = subprocess.run(
        ["hb-shape", "--no-positions", "--no-clusters", "--direction=rtl", "--script=arab", font],
        input="\n".join(words) + "\n", capture_output=True, text=True, check=True)
    shaped = []
    for line in run.stdout.splitlines():
        glyphs = line.strip("[]").split("|")[::-1]
        if ".notdef" in glyphs:
            shaped.append(None)
            continue
        names = [re.fullmatch(r"uni([0-9A-F]{4})", glyph) for glyph in glyphs if glyph not in ("space", "uni00A0", "uni0020")]
        if None in names:
            shaped.append(None)
            continue
        chars = [chr(int(name[1], 16)) for name in names]
        shaped.append("".join(ISOLATED.get(char, char) for char in chars))
    assert len(shaped) == len(words), (len(shaped), len(words))
    return shaped


def real_words():
    words = set()
    pattern = re.compile("[\u0621-\u063a\u0640-\u0652\u0671\u067e\u0686\u0698\u06a9\u06af\u06cc]+")
    with gzip.open(os.path.join(SHARED, "corpora", "ant-news.jsonl.gz"), "rt") as file:
        for line in file:
            article = json.loads(line)
            words.update(pattern.findall(article["title"] + " " + article["body"]))
    # NFC, as the reader cleans text; a word that begins with a mark is not one.
    words = {unicodedata.normalize("NFC", word) for word in words if unicodedata.combining(word[0]) == 0}
    by_hash = sorted(words, key=lambda word: hashlib.sha1(word.encode()).digest())
    marked = [word for word in by_hash if re.search("[\u064b-\u0652\u0640]", word)]
    return (marked[: REAL // 4] + [word for word in by_hash if word not in set(marked)])


def random_words():
    source = random.Random(9)
    seen = set()
    while True:
        word = ""
        for _ in range(source.randint(1, 8)):
            pick = source.random()
            if pick < 0.25:
                word += "ل" + "".join(source.sample(MARKS, source.choice([0, 0, 1]))) + source.choice("اأإآبم")
            elif pick < 0.80:
                word += source.choice(LETTERS)
            else:
                word += source.choice(PERSIAN_URDU)
            if source.random() < 0.25:
                word += "".join(source.sample(MARKS, source.choice([1, 1, 2])))
            if source.random() < 0.25:
                word += source.choice("\u200c\u200d\u200dـ")
        if source.random() < 0.1:
            word = "\u200d" + word
        word = unicodedata.normalize("NFC", word)
        if word not in seen:
            seen.add(word)
            yield word


def table():
    lines, lacking = [], 0
    for words, count in ((real_words(), REAL), (list(zip(range(RANDOM * 5 // 4), random_words())), RANDOM)):
        words = [word if isinstance(word, str) else word[1] for word in words][: count * 5 // 4]
        pairs = list(zip(words, shape(words)))
        lacking += sum(glyphs is None for _, glyphs in pairs)
        good = [pair for pair in pairs if pair[1] is not None][:count]
        print(len(good), "words", file=sys.stderr)
        lines += sorted("\t".join(pair) for pair in good)
    print(lacking, "words with a letter that the font lacks were left out", file=sys.stderr)
    return "\n".join(lines) + "\n"


def urdu_table():
    """Random words of the letters of Urdu alone, with ZWJ and ZWNJ."""
    source = random.Random(1947)
    words = set()
    while len(words) < URDU * 5 // 4:
        word = "".join(source.choice(URDU_LETTERS) + source.choice(["", "", "", "", "\u200c", "\u200d"])
                       for _ in range(source.randint(1, 7)))
        words.add(unicodedata.normalize("NFC", word))
    pairs = [(word, glyphs) for word, glyphs in zip(sorted(words), shape(sorted(words), URDU_FONT)) if glyphs]
    print(len(pairs), "words of Urdu,", len(words) - len(pairs), "with unnamed glyphs left out", file=sys.stderr)
    return "".join("\t".join(pair) + "\n" for pair in pairs[::max(1, len(pairs) // URDU)][:URDU])


if __name__ == "__main__":
    same = True
    for path, fresh in ((TABLE, table()), (URDU_TABLE, urdu_table())):
        if "--check" in sys.argv:
            with gzip.open(path, "rt") as file:
                same &= file.read() == fresh
        else:
            with open(path, "wb") as out, gzip.GzipFile("", "wb", 9, out, 0) as file:
                file.write(fresh.encode())
    sys.exit(not same)
