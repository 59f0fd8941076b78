#!/usr/bin/env python3
"""Strict span and class scores of `sahifa entities --json` against stand-off annotations.

    tests/eval/entity_score.py ARTICLES.jsonl.gz [--held] [--errors] [--painted] [--sahifa PATH]

ARTICLES holds the news that `tests/data/entities/ant-dev.jsonl` points into (article id, SHA-256 of title,
line feed and body; mentions as first and last code point and class): the texts are not ours to ship. Without
`--held` the articles kept apart are left out, with it nothing else is scored. `--painted` counts only what a
reader paints (confidence 75 and more), where the program tells confidences. The row `tokens` scores dates,
money, percentages and quantities token by token.
"""

import argparse
import collections
import gzip
import hashlib
import json
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def articles(path, wanted):
    """The texts of the annotated articles, checked by their sums."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold = wanted.get(row.get("id"))
            if gold is None:
                continue
            text = row["title"] + "\n" + row["body"]
            if hashlib.sha256(text.encode()).hexdigest() == gold["sha256"]:
                yield gold, text


def tag(sahifa, texts):
    """What the program finds, a list of (start, end, class) a text."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts):
            file = pathlib.Path(folder, f"{number}.txt")
            file.write_bytes(text.encode())
            files.append(str(file))
        done = subprocess.run([sahifa, "entities", "--json", *files], capture_output=True, check=True)
    for line in done.stdout.decode().splitlines():
        yield [(m["start"], m["end"], m["type"], m["entity"], m.get("confidence", 100)) for m in json.loads(line)["mentions"]]


AMOUNTS = {"DATE", "MONEY", "PCT", "QTY"}


def tokens(text, mentions):
    """The tokens (runs without blanks, by number and class) that dates and amounts cover."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    spans = [mention for mention in mentions if mention[2] in AMOUNTS]
    return {(n, kind) for n, (a, b) in enumerate(words) for start, end, kind in spans if a < end and start < b}


def report(name, hits, ours, theirs):
    precision, recall = hits / max(1, ours), hits / max(1, theirs)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:6}{precision:7.3f}{recall:7.3f}{f1:7.3f}{theirs:6}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("articles")
    options.add_argument("--gold", default=ROOT / "tests/data/entities/ant-dev.jsonl")
    options.add_argument("--sahifa", default=ROOT / "target/debug/sahifa")
    options.add_argument("--held", action="store_true")
    options.add_argument("--errors", action="store_true")
    options.add_argument("--painted", action="store_true")
    options = options.parse_args()
    rows = [json.loads(line) for line in open(options.gold, encoding="utf-8")]
    wanted = {row["id"]: row for row in rows if row.get("held", False) == options.held}
    pairs = list(articles(options.articles, wanted))
    if len(pairs) < len(wanted):
        print(f"{len(wanted) - len(pairs)} articles are missing or differ")
    right, found, gold = collections.Counter(), collections.Counter(), collections.Counter()
    amounts = [0, 0, 0]
    for (row, text), tagged in zip(pairs, tag(options.sahifa, [text for _, text in pairs])):
        spans = {(s, e, c): i for s, e, c, i, sure in tagged if sure >= 75 or not options.painted}
        truth = {tuple(mention) for mention in row["mentions"]}
        for counter, items in ((right, truth & spans.keys()), (found, spans), (gold, truth)):
            counter.update(c for _, _, c in items)
        ours, theirs = (tokens(text, mentions) for mentions in (spans, truth))
        for n, items in enumerate((ours & theirs, ours, theirs)):
            amounts[n] += len(items)
        if options.errors:
            for start, end, kind in sorted(truth ^ spans.keys()):
                sign = "+" if (start, end, kind) in spans else "-"
                around = text[max(0, start - 25):start] + "[" + text[start:end] + "]" + text[end:end + 20]
                print(sign, kind, row["id"], around.replace("\n", "/"), spans.get((start, end, kind), ""))
    print(f"{'':6}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}")
    report("tokens", *amounts)
    groups = [[kind] for kind in sorted(gold | found)]
    for kinds in [*groups, ["PER", "LOC", "ORG"], sorted(gold | found)]:
        hits, ours, theirs = (sum(counter[k] for k in kinds) for counter in (right, found, gold))
        report(kinds[0] if len(kinds) == 1 else "P+L+O" if len(kinds) == 3 else "all", hits, ours, theirs)


if __name__ == "__main__":
    main()
