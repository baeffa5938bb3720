"""Passages with facts to pairs of mentions with labels; `src/extract/network.rs` makes the same pairs.

A text is a line of NAME.texts.jsonl: `id`, `text`, `facts` as [subject start, end, object start, end, relation, also],
`known` ("all", or the relations whose absence means that they do not hold) and perhaps `none`, pairs that nothing
joins. NAME.jsonl has the same texts as `cargo run --release --example passages` saw them.
"""

import itertools
import pathlib
import re
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELATIONS = sorted(p.stem for p in (ROOT / "data/relations").glob("*.toml"))
SYMMETRIC = {r for r in RELATIONS if tomllib.loads((ROOT / f"data/relations/{r}.toml").read_text()).get("symmetric")}
KINDS = sorted(tomllib.loads((ROOT / "data/kinds.toml").read_text()))
FORMS = ["Name", "Nominal", "Pronoun"]
LONGEST_PATH, MOST_MENTIONS = 14, 40
NUMBER = {r: i for i, r in enumerate(RELATIONS)}


def mention_at(passage, start, end):
    """The mention that words stand for: one whose head is theirs before one that only overlaps."""
    tokens, best = passage["tokens"], None
    inside = {i for i, t in enumerate(tokens) if t[0] >= start and t[1] <= end}
    roots = {i for i in inside if tokens[i][2] not in inside}
    for i, (first, last, head, _, form) in enumerate(passage["mentions"]):
        s, e = tokens[first][0], tokens[last - 1][1]
        if e <= start or s >= end or not (head in inside or form == "Name" and s <= start and e >= end):
            continue
        overlap = (min(e, end) - max(s, start)) / (max(e, end) - min(s, start))
        best = max(best or (0, 0), (2 * (head in roots) + overlap, -i))
    return -best[1] if best else None


def labels(passage, text):
    """{(subject mention, object mention): (relations, relations not to be judged)} and how many facts found no pair."""
    found, lost = {}, 0
    for s0, s1, o0, o1, relation, also in text["facts"]:
        s, o = mention_at(passage, s0, s1), mention_at(passage, o0, o1)
        if s is None or o is None or s == o or relation not in NUMBER:
            lost += 1
            continue
        for pair in [(s, o), (o, s)] if relation in SYMMETRIC else [(s, o)]:
            said, unsure = found.setdefault(pair, (set(), set()))
            said.add(relation)
            unsure.update(also)
    return found, lost


def path(heads, start, end):
    """The way from one word to another over the tree: words upwards, the highest with them, and words downwards."""
    up = [start]
    while heads[up[-1]] >= 0:
        up.append(heads[up[-1]])
    down = [end]
    while down[-1] not in up:
        down.append(heads[down[-1]])
    return up[: up.index(down[-1]) + 1], down[:-1]


def bucket(distance):
    """How far the object's head lies behind the subject's, in 12 steps."""
    far = abs(distance)
    return (0 if distance > 0 else 6) + sum(far > edge for edge in (1, 3, 6, 12, 24))


def place(token, subject, object):
    """Where a word lies beside the two: 1 before, 2 between, 3 behind, 4 in the subject, 5 in the object."""
    if subject[0] <= token < subject[1]:
        return 4
    if object[0] <= token < object[1]:
        return 5
    low, high = sorted((subject[2], object[2]))
    return 1 if token < low else 2 if token <= high else 3


def sentences(passage, dependencies):
    """Sentences with mentions (first, end, head, kind, form, index) and pairs (subject, object, up, down)."""
    for a, b in passage["sentences"]:
        mentions = [
            (m[0] - a, m[1] - a, m[2] - a, KINDS.index(m[3]), FORMS.index(m[4]), i)
            for i, m in enumerate(passage["mentions"])
            if a <= m[2] < b
        ]
        if not 2 <= len(mentions) <= MOST_MENTIONS:
            continue
        heads = [t[2] - a if t[2] >= 0 else -1 for t in passage["tokens"][a:b]]
        ways = [dependencies.index(t[4]) for t in passage["tokens"][a:b]]
        pairs = []
        for x, subject in enumerate(mentions):
            for y, object in enumerate(mentions):
                up, down = path(heads, subject[2], object[2])
                if x != y and len(up) + len(down) <= LONGEST_PATH:
                    pairs.append((x, y, up, down))
        if pairs:
            yield {"start": a, "words": b - a, "mentions": mentions, "pairs": pairs, "ways": ways}


def locate(text, words, low=0, high=None):
    """Where words stand in a text, whatever the white space between them."""
    found = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, low, len(text) if high is None else high)
    return found and found.span()


def article(passage, gold):
    """What a gold graph says of a passage: each fact at the words that stand for its ends, in or near its quotation.

    Elsewhere two mentions of the same ends may or may not say it again: `maybe` keeps such pairs from being judged.
    """
    text, facts, held = passage["text"], [], {}
    for fact in gold["facts"]:
        quote = locate(text, fact["quote"])
        ends = []
        for words in (fact["s_text"], fact["o_text"]):
            near = quote and (max(0, quote[0] - 200), min(len(text), quote[1] + 200))
            ends.append(quote and words and (locate(text, words, *quote) or locate(text, words, *near)))
        relations = [fact["r"], *fact.get("also", [])]
        if all(ends):
            facts.append([*ends[0], *ends[1], fact["r"], fact.get("also", [])])
        for pair in [(fact["s"], fact["o"]), (fact["o"], fact["s"])][: 1 + (fact["r"] in SYMMETRIC)]:
            held.setdefault(pair, set()).update(relations)
    called = {plain(name): e["id"] for e in reversed(gold["entities"]) for name in [e["name"], *e["aliases"]]}
    tokens = passage["tokens"]
    who = [called.get(plain(text[tokens[m[0]][0] : tokens[m[1] - 1][1]])) for m in passage["mentions"]]
    maybe = {}
    for first, end in passage["sentences"]:
        here = [i for i, m in enumerate(passage["mentions"]) if first <= m[2] < end]
        for i, j in itertools.permutations(here, 2):
            if (who[i], who[j]) in held:
                maybe[f"{i} {j}"] = sorted(held[who[i], who[j]])
    return {"facts": facts, "maybe": maybe}


def plain(name):
    """A name as it is compared: lower case, without articles, possessives and marks."""
    words = re.sub(r"[^\w$%.&+-]+", " ", re.sub(r"[’']s\b", "", name.lower())).split()
    while words and words[0] in ("the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "those"):
        words = words[1:]
    return " ".join(words)


def own(path):
    """Passages of `train/corpus`: `T: text`, then `F: subject | relation | object` and `C:` chains of mentions."""
    for number, block in enumerate(path.read_text().split("\n\n")):
        lines = [line for line in block.strip().split("\n") if line[:2] in ("T:", "F:", "C:")]
        if not lines:
            continue
        text, facts, chains = lines[0][2:].strip(), [], []
        for line in lines[1:]:
            fields = [field.strip() for field in line[2:].split("|" if line[0] == "F" else " = ")]
            if line[0] == "F":
                subject, relation, object = fields[:3]
                facts.append([*nth(text, subject), *nth(text, object), relation, []])
            else:
                chains.append([list(nth(text, words)) for words in fields])
        yield {"id": f"{path.stem}/{number}", "text": text, "facts": facts, "chains": chains, "known": "all"}


def nth(text, words):
    """Where whole words stand; `words #2` are the second such."""
    counted = re.match(r"(.*?)\s*#(\d+)$", words)
    words, count = (counted[1], int(counted[2])) if counted else (words, 1)
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return places[count - 1]
