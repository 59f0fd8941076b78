#!/usr/bin/env python3
"""Writes words.tsv: what single words are evidence of (bits: 1 given name, 2 name word, 4 ordinary, 8 mostly a name).

    python3 tests/eval/entity_words.py SHARED GIVEN ORDINARY > assets/entities/words.tsv

SHARED holds `lexica/` (CC0, Apache-2.0 and MIT name lists) and `corpora/ant-news.jsonl.gz` (Apache-2.0). GIVEN
and ORDINARY are lists of ours, a word a line (`?` before a given name that is also an ordinary word); where
they are left out, the marks already in words.tsv stay in force for those words.

A word that news uses at least three times and that seldom follows a given name is ordinary; one that follows given
names in a fifth of its uses is a surname. Counts of the corpus are used, never its sentences.
"""
import collections, gzip, json, pathlib, re, sys

GIVEN, NAME, COMMON, STRONG = 1, 2, 4, 8
DROP = re.compile("[\u0621\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و"})
CUTS = ("وال", "بال", "لل", "ولل", "فال", "كال")


def fold(text):
    return DROP.sub("", text).translate(FOLD).lower()


def known(shared):
    words, first = set(), set()
    for name in ("en-ar-name-words", "ar-en-transliteration"):
        for line in gzip.open(shared / f"lexica/{name}.tsv.gz", "rt", encoding="utf8"):
            columns = line.rstrip("\n").split("\t")
            words.add(fold(columns[1 if name.startswith("en") else 0].replace(" ", "")))
    for path in (shared / "lexica/arabic-person-names").glob("*in-arabic.txt"):
        first |= {fold(line.strip()) for line in open(path, encoding="utf8")}
    return words, {w for w in first if len(w) > 2}


def counts(shared, given):
    uses, after = collections.Counter(), collections.Counter()
    for line in gzip.open(shared / "corpora/ant-news.jsonl.gz", "rt", encoding="utf8"):
        article = json.loads(line)
        # `على` folds to the name علي: kept apart.
        tokens = re.findall(r"\w+|[^\w\s]", fold((article["title"] + " . " + article["body"]).replace("على", "ع_لى")))
        for before, word in zip([""] + tokens, tokens):
            uses[word] += 1
            after[word] += before in given
    return uses, after


def surname(word, uses, after, listed):
    if not after[word] or word.startswith(CUTS):
        return False
    share = after[word] / uses[word]
    if word.startswith("ال"):
        return share >= (0.2 if uses[word] >= 4 else 0.34)
    return share >= 0.25 if listed else share >= 0.5 and after[word] >= 2


def read(path):
    lines = open(path, encoding="utf8").read().split()
    return {fold(w) for w in lines if not w.startswith("?")}, {fold(w[1:]) for w in lines if w.startswith("?")}


def places():
    """Single words that the tables give as names of places without a sign: no ordinary words, however often used."""
    names = set()
    for table in ("places", "cities"):
        for line in open(f"assets/entities/{table}.tsv", encoding="utf8"):
            columns = line.split("\t")
            names |= {fold(name) for name in [columns[2], *columns[3].split("|")] if name and name[0] not in "?!+"}
    return names


def main(shared, given_path=None, ordinary_path=None):
    shared = pathlib.Path(shared)
    held = dict(line.rstrip("\n").split("\t") for line in open("assets/entities/words.tsv", encoding="utf8"))
    given, doubtful = read(given_path) if given_path else (
        {fold(w) for w, b in held.items() if int(b) & GIVEN and not int(b) & COMMON},
        {fold(w) for w, b in held.items() if int(b) & GIVEN and int(b) & COMMON})
    ordinary = read(ordinary_path)[0] if ordinary_path else set()
    listed, first = known(shared)
    given |= first - doubtful
    uses, after = counts(shared, given)
    towns = places()
    for word in sorted({w for w in uses if w.isalpha() and uses[w] >= 3} | listed | given | doubtful | ordinary):
        if len(word) < 2 or not word.isalpha():
            continue
        bits = NAME if word in listed else 0
        if word in given or word in doubtful:
            bits |= GIVEN | NAME | (COMMON if word in doubtful else 0)
        elif surname(word, uses, after, word in listed):
            bits |= NAME | STRONG
        elif uses[word] >= 3 and word not in towns:
            bits |= COMMON
        if word in ordinary:
            bits = (bits | COMMON) & ~STRONG
        if bits:
            print(word, bits, sep="\t")


main(*sys.argv[1:])
