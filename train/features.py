"""Words to the numbers that the network reads; `src/analyse/pieces.rs` does the same in Rust."""

import json
import random

import torch
from tokenizers import Tokenizer

START, PAD, END, UNKNOWN = 0, 1, 2, 104
NO_SHAPE = 8
MOST_PIECES, MOST_IN_WORD = 254, 12


def shape(word):
    """The case of a word, which an uncased encoder does not see."""
    if word.isdigit():
        return 4
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 6
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 7
    if word[0].isupper() and not any(c.isupper() for c in word[1:]):
        return 1
    return 3


class Features:
    def __init__(self, encoder):
        self.tokenizer = Tokenizer.from_file(f"{encoder}/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache = {}

    def pieces(self, word):
        if word not in self.cache:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids or [UNKNOWN]
            self.cache[word] = ids[:MOST_IN_WORD]
        return self.cache[word]

    def row(self, row, tags, labels):
        """Features of a sentence, or None when it is too long."""
        ids, first, of = [START], [], [-1]
        for i, word in enumerate(row["w"]):
            first.append(len(ids))
            ids += self.pieces(word)
            of += [i] * (len(ids) - len(of))
        ids.append(END)
        of.append(-1)
        if len(ids) > MOST_PIECES:
            return None
        out = {"ids": ids, "first": first, "of": of, "case": [shape(w) for w in row["w"]], "src": row["src"]}
        if "u" in row:
            out |= {"u": [tags[x] for x in row["u"]], "h": row["h"], "d": [labels[x] for x in row["d"]]}
        if "n" in row:
            out["n"] = row["n"]
        return out


def restyle(case, rng):
    """Another letter case for a whole sentence: headlines, lower case, capitals."""
    draw = rng.random()
    if draw < 0.08:
        return [1 if c == 0 and rng.random() < 0.85 else c for c in case]
    if draw < 0.11:
        return [0 if c in (1, 2, 3, 7) else c for c in case]
    if draw < 0.125:
        return [2 if c in (0, 1, 3) else c for c in case]
    return case


def batches(rows, budget, rng=None):
    """Groups of rows of similar length, at most `budget` pieces each with padding."""
    rows = list(rows)
    if rng:
        rng.shuffle(rows)
        rows = [r for i in range(0, len(rows), 800) for r in sorted(rows[i:i + 800], key=lambda r: len(r["ids"]))]
    else:
        rows.sort(key=lambda r: len(r["ids"]))
    out, group = [], []
    for row in rows:
        if group and max(len(row["ids"]), len(group[-1]["ids"]), len(group[0]["ids"])) * (len(group) + 1) > budget:
            out.append(group)
            group = []
        group.append(row)
    if group:
        out.append(group)
    if rng:
        rng.shuffle(out)
    return out


def tensors(group, rng=None, names=43):
    """One batch; words without a gold value carry -100, names an all-ones mask."""
    n, w = max(len(r["ids"]) for r in group), max(len(r["first"]) for r in group)
    pad = lambda xs, size, fill: xs + [fill] * (size - len(xs))
    cases = [restyle(r["case"], rng) if rng else r["case"] for r in group]
    allowed = torch.ones(len(group), w, names, dtype=torch.bool)
    for i, r in enumerate(group):
        for j, constraint in enumerate(r.get("n", [])):
            if constraint:
                allowed[i, j] = False
                allowed[i, j, constraint] = True
    known = torch.tensor([pad([bool(c) for c in r.get("n", [])], w, False) for r in group])
    gold = lambda key: torch.tensor([pad(r.get(key, []), w, -100) for r in group])
    return {
        "ids": torch.tensor([pad(r["ids"], n, PAD) for r in group]),
        "mask": torch.tensor([pad([True] * len(r["ids"]), n, False) for r in group]),
        "shapes": torch.tensor([pad([NO_SHAPE if i < 0 else c[i] for i in r["of"]], n, NO_SHAPE)
                                for r, c in zip(group, cases)]),
        "first": torch.tensor([pad(r["first"], w, 0) for r in group]),
        "words": torch.tensor([pad([True] * len(r["first"]), w, False) for r in group]),
        "u": gold("u"), "h": gold("h"), "d": gold("d"), "allowed": allowed, "known": known,
    }


def load(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines]


def sample(rows, rng):
    """One epoch: corpora that are far from news, or large, are drawn in part, our own twice."""
    share = {"ewt": 1, "gum": 1, "own": 2, "real": 1, "wikigold": 1, "crossner": 0.5, "wnut17": 0.4, "btc": 0.35, "sec": 0.25}
    out = []
    for row in rows:
        times = share[row["src"]]
        out += [row] * (int(times) + (rng.random() < times - int(times)))
    return out


def seeded(seed):
    return random.Random(seed)
