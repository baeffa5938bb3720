"""Corpora to one form: texts.py SHARED OUT

OUT gets NAME.texts.jsonl for each set that `relations.py` trains on; the example `passages` then says what the program
sees of those texts (see README.md). What each line holds is told in `pairs.py`.
"""

import argparse
import ast
import json
import pathlib
import random

from pairs import own
from sentences import annotated

HERE = pathlib.Path(__file__).resolve().parent
# Of KnowledgeNet's passages without a fact that we know, this share is dropped.
DROPPED = 0.6
# What a property means here, and what else the same words may be read as; `!` turns subject and object around.
KNOWLEDGENET = {
    "SUBSIDIARY_OF": ("subsidiary-of", ["owns", "part-of"]),
    "FOUNDED_BY": ("founded-by", ["leads"]),
    "EMPLOYEE_OR_MEMBER_OF": ("works-for", ["member-of", "leads", "represents", "part-of"]),
    "CEO": ("leads!", ["works-for"]),
    "HEADQUARTERS": ("headquartered-in", ["located-in", "operates-in"]),
    "PLACE_OF_RESIDENCE": ("lives-in", ["located-in", "citizen-of", "moves-to"]),
    "PLACE_OF_BIRTH": ("lives-in", ["citizen-of"]),
    "SPOUSE": ("family-of", []),
    "CHILD_OF": ("family-of", []),
    "EDUCATED_AT": ("educated-at", []),
    "NATIONALITY": ("citizen-of", ["lives-in"]),
    "POLITICAL_AFFILIATION": ("member-of", ["leads", "represents", "works-for"]),
}
# A relation is wholly known only where all properties that map to it were annotated.
WHOLE = {"lives-in": {"PLACE_OF_RESIDENCE", "PLACE_OF_BIRTH"}, "family-of": {"SPOUSE", "CHILD_OF"}}
NEVER_WHOLE = {"works-for", "member-of"}
CORE = {
    "acquired_by": ("acquires!", ["owns", "subsidiary-of"]),
    "subsidiary_of": ("subsidiary-of", ["owns", "part-of"]),
    "competitor_of": ("competes-with", []),
    "collaboration": ("partner-of", ["cooperates-with", "agrees-with"]),
    "client_of": ("customer-of", ["uses", "partner-of"]),
    "shareholder_of": ("invests-in", ["owns", "funds"]),
    "product_or_service_of": ("makes!", ["owns", "launches", "operates"]),
    "merged_with": ("merges-with", ["agrees-with", "acquires"]),
    "regulated_by": ("regulates!", ["approves"]),
}
CONLL04 = {
    "Work_For": ("works-for", ["leads", "represents", "member-of"]),
    "Kill": ("kills", ["attacks"]),
    "OrgBased_In": ("headquartered-in", ["located-in", "part-of", "operates-in"]),
    "Live_In": ("lives-in", ["located-in", "citizen-of", "represents", "leads"]),
    "Located_In": ("located-in", ["part-of"]),
}
REDOCRED = {
    "P131": ("located-in", ["part-of"]), "P17": ("located-in", ["part-of", "citizen-of", "headquartered-in"]),
    "P361": ("part-of", ["located-in", "member-of", "subsidiary-of"]), "P463": ("member-of", ["part-of"]),
    "P1344": ("participates-in", []), "P127": ("owns", ["subsidiary-of"]), "P178": ("makes!", ["owns"]),
    "P176": ("makes!", ["supplies"]), "P50": ("makes!", []), "P170": ("makes!", []),
    "P54": ("member-of", ["works-for", "part-of"]), "P749": ("subsidiary-of", ["part-of"]), "P6": ("leads!", []),
    "P35": ("leads!", []), "P488": ("leads!", []), "P159": ("headquartered-in", ["located-in"]),
    "P276": ("located-in", []), "P26": ("family-of", []), "P22": ("family-of", []), "P25": ("family-of", []),
    "P3373": ("family-of", []), "P102": ("member-of", ["leads", "represents"]), "P551": ("lives-in", []),
    "P137": ("operates!", ["owns"]), "P69": ("educated-at", []), "P108": ("works-for", ["leads", "member-of"]),
    "P112": ("founded-by", []), "P27": ("citizen-of", ["lives-in"]),
}


def fact(subject, object, meaning):
    relation, also = meaning
    ends = [*object, *subject] if relation.endswith("!") else [*subject, *object]
    return [*ends, relation.rstrip("!"), also]


def joined(words, closing):
    """Words as text, and where each stands."""
    text, places = "", []
    for word in words:
        text += " " if text and word not in closing else ""
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def articles(shared):
    """Articles with gold graphs; their facts are read once it is known what the program sees (`pairs.article`)."""
    for folder in ("corpus", "corpus-real"):
        for path in sorted((shared / folder).glob("*.txt")):
            gold = json.loads(path.with_suffix(".json").read_text())
            yield {"id": f"{folder}/{path.stem}", "text": path.read_text(), "article": True, "gold": gold, "known": "all"}


def knowledgenet(folder, rng):
    for line in open(folder / "knowledgenet/train.json"):
        document = json.loads(line)
        if str(document["fold"]) == "4":
            continue
        for passage in document["passages"]:
            start = passage["passageStart"]
            names = {p["propertyName"] for p in passage["exhaustivelyAnnotatedProperties"]}
            known = {KNOWLEDGENET[name][0].rstrip("!") for name in names & KNOWLEDGENET.keys()} - NEVER_WHOLE
            facts = []
            for found in passage["facts"]:
                name = found["humanReadable"].split("> <")[1]
                if name in KNOWLEDGENET:
                    subject = (found["subjectStart"] - start, found["subjectEnd"] - start)
                    object = (found["objectStart"] - start, found["objectEnd"] - start)
                    facts.append(fact(subject, object, KNOWLEDGENET[name]))
            if facts or rng.random() >= DROPPED:
                whole = sorted(k for k in known if WHOLE.get(k, set()) <= names)
                yield {"id": f"knowledgenet/{passage['passageId']}", "text": passage["passageText"], "facts": facts, "known": whole}


def core(folder):
    for example in json.loads((folder / "core/train.json").read_text()):
        text, places = joined(example["context"], ",.;:!?)'s")
        one, two = ((places[example[f"{e}_start"]][0], places[example[f"{e}_end"]][1]) for e in ("e1", "e2"))
        if example["invert_relation"]:
            one, two = two, one
        if example["relation"] in CORE:
            yield {"id": f"core/{example['id']}", "text": text, "facts": [fact(one, two, CORE[example["relation"]])], "known": []}


def conll04(folder):
    for number, document in enumerate((folder / "conll04/train.txt").read_text().split("#doc")[1:]):
        rows = [row.split("\t") for row in document.strip().split("\n")[1:] if "\t" in row]
        written = {"-LRB-": "(", "-RRB-": ")", "COMMA": ","}
        text, places = joined([written.get(row[1], row[1]) for row in rows], (",", ".", ";", ":", "!", "?", ")", "'s", "''"))

        def entity(at):
            """A relation stands at the last token of an entity."""
            first = last = at
            while first > 0 and rows[first][2][0] == "I":
                first -= 1
            while last + 1 < len(rows) and rows[last + 1][2][0] == "I":
                last += 1
            return places[first][0], places[last][1]

        facts = []
        for at, row in enumerate(rows):
            for name, head in zip(ast.literal_eval(row[3]), ast.literal_eval(row[4])):
                if name in CONLL04:
                    facts.append(fact(entity(at), entity(int(head)), CONLL04[name]))
        yield {"id": f"conll04/{number}", "text": text, "facts": facts, "known": ["headquartered-in", "kills"]}


def redocred(folder):
    for document, example in enumerate(json.loads((folder / "re-docred/dev_revised.json").read_text())):
        found = {}
        for label in example["labels"]:
            for one in example["vertexSet"][label["h"]]:
                for two in example["vertexSet"][label["t"]]:
                    number = one["sent_id"]
                    if label["r"] in REDOCRED and number == two["sent_id"] and number in label["evidence"]:
                        found.setdefault(number, []).append((one["pos"], two["pos"], REDOCRED[label["r"]]))
        for number, pairs in found.items():
            text, places = joined(example["sents"][number], (",", ".", ";", ":", "!", "?", ")", "'s"))
            place = lambda pos: (places[pos[0]][0], places[pos[1] - 1][1])
            facts = [fact(place(one), place(two), meaning) for one, two, meaning in pairs]
            yield {"id": f"redocred/{document}/{number}", "text": text, "facts": facts, "known": []}


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("shared", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng, folder = random.Random(0), args.shared / "data/relations"
    sets = {
        "articles": articles(args.shared),
        "own": (text for path in sorted((HERE / "corpus").glob("*.txt")) for text in own(path)),
        "news": annotated(HERE / "annotations/news.tsv", args.shared),
        "public": (text for source in (knowledgenet(folder, rng), core(folder), conll04(folder), redocred(folder)) for text in source),
    }
    for name, texts in sets.items():
        count = 0
        with open(args.out / f"{name}.texts.jsonl", "w") as out:
            for count, text in enumerate(texts, 1):
                out.write(json.dumps(text) + "\n")
        print(name, count, "texts")


if __name__ == "__main__":
    main()
