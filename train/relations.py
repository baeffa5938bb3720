"""Trains the network that reads relations between mentions: relations.py OUT --work DIR --reader CHECKPOINT --encoder DIR

The network leaves the reader after some of its layers, whose weights stay as they are, and goes on with layers of its
own (`Network.layers`), which begin as the next layers of the encoder that the reader was made of. A head scores every relation for every pair of
mentions of a sentence. DIR holds for each set NAME.texts.jsonl (see pairs.py) and NAME.jsonl, what the example
`passages` saw of the texts. Texts that `held` names are kept out and scored after each epoch.
"""

import argparse
import copy
import json
import pathlib
import random
import time

import numpy
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from features import END, MOST_PIECES, NO_SHAPE, PAD, START, Features, shape
from model import Linear, Reader, buckets, load_layer
from pairs import FORMS, KINDS, NUMBER, RELATIONS, SYMMETRIC, article, bucket, labels, sentences

WIDTH, PATH, FAR, KIND, FORM, HIDDEN = 256, 64, 32, 32, 16, 512
# Public sets are large, of few relations and far from news: each epoch draws a share of them.
SHARES = {"public": 0.3}


class Network(nn.Module):
    """Layers over the reader's rows of word pieces, and scores for pairs of mentions."""

    def __init__(self, reader, dependencies, leaves, count):
        super().__init__()
        self.leaves = leaves
        self.layers = nn.ModuleList(copy.deepcopy(reader.layers[0]) for _ in range(count))
        self.register_buffer("relative", reader.relative.weight.detach().clone())
        self.enter, self.norm = nn.Linear(self.relative.shape[1] * 64, WIDTH), nn.LayerNorm(WIDTH)
        self.kind, self.form = nn.Embedding(len(KINDS), KIND), nn.Embedding(len(FORMS), FORM)
        self.mention = nn.Linear(3 * WIDTH + KIND + FORM, WIDTH)
        self.way = nn.Linear(WIDTH, WIDTH)
        self.step, self.far = nn.Embedding(2 * dependencies, PATH), nn.Embedding(12, FAR)
        self.mix = nn.Linear(4 * WIDTH + PATH + FAR + len(RELATIONS), HIDDEN)
        self.out = nn.Linear(HIDDEN, len(RELATIONS))
        self.drop, self.drop_in, self.drop_out = nn.Dropout(0.1), nn.Dropout(0.2), nn.Dropout(0.3)
        nn.init.constant_(self.out.bias, -4.0)

    def begin_as(self, encoder):
        """Gives the layers the pretrained weights of those that follow where the reader is left."""
        weights = load_file(f"{encoder}/model.safetensors")
        for number, layer in enumerate(self.layers, self.leaves):
            load_layer(layer, lambda key: weights[f"encoder.layer.{number}.{key}"].float())

    def encode(self, x, mask):
        bias = attention_bias(self.relative, mask)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not Linear.imitate):
            for layer in self.layers:
                x = layer(x, bias, self.drop)
        return x.float()

    def scores(self, x, b):
        """Logits of pairs × relations; `x` is a row for each word of the batch."""
        x = F.gelu(self.norm(self.enter(self.drop_in(x))))
        sums = torch.cat([torch.zeros_like(x[:1]), x.cumsum(0)])
        mean = (sums[b["last"]] - sums[b["begin"]]) / (b["last"] - b["begin"])[:, None]
        ends = [x[b["head"]], mean, x[b["begin"]], self.kind(b["kind"]), self.form(b["form"])]
        m = F.gelu(self.mention(torch.cat(ends, -1)))
        s, o, pairs = m[b["s"]], m[b["o"]], len(b["s"])
        way = torch.zeros(pairs, WIDTH).index_add(0, b["way_pair"], self.way(x)[b["way_word"]])
        way = F.gelu(way / b["way_count"].clamp(min=1)[:, None])
        steps = torch.zeros(pairs, PATH).index_add(0, b["step_pair"], self.step(b["step"]))
        said = b["said"].float()
        if self.training:
            # What patterns say is to be trusted half: on the texts that they were made for they say too much.
            said = said * (torch.rand(pairs, 1) > 0.5)
        mixed = self.drop_out(torch.cat([s, o, s * o, way, steps, self.far(b["far"])], -1))
        return self.out(self.drop_out(F.gelu(self.mix(torch.cat([mixed, said], -1)))))

    def forward(self, b):
        x = self.encode(b["x"].float(), b["mask"])
        return self.scores(x.reshape(-1, x.shape[-1])[b["first"]], b)


def attention_bias(relative, mask):
    bias = F.embedding(buckets(mask.shape[1]), relative).permute(2, 0, 1)[None]
    return bias.masked_fill(~mask[:, None, None, :], float("-inf"))


class Set:
    """Sentences of one corpus with the labels of their pairs."""

    def __init__(self, work, name, dependencies, features, keep=lambda number, text: True):
        self.name, self.texts = name, lines(work / f"{name}.texts.jsonl")
        self.sentences, self.lost, self.facts = [], 0, 0
        for number, (text, passage) in enumerate(zip(self.texts, lines(work / f"{name}.jsonl"))):
            if not keep(number, text):
                continue
            if "gold" in text:
                text |= article(passage, text.pop("gold"))
            found, lost = labels(passage, text)
            self.lost, self.facts = self.lost + lost, self.facts + len(text["facts"])
            said = {}
            for subject, object, relation, _ in passage["claims"]:
                for pair in [(subject, object), (object, subject)][: 1 + (relation in SYMMETRIC)]:
                    said.setdefault(pair, set()).add(NUMBER[relation])
            words = [passage["text"][token[0] : token[1]] for token in passage["tokens"]]
            for sentence in sentences(passage, dependencies):
                read = pieces(words[sentence["start"] :][: sentence["words"]], features)
                if len(read["ids"]) <= MOST_PIECES:
                    numbers = self.numbers(sentence, number, found, said, len(dependencies))
                    self.sentences.append(read | numbers | {"words": sentence["words"]})

    def gold(self, number, found, x, y):
        """What holds of a pair (1), what does not (0), and what must not be judged (mask 0)."""
        text, said = self.texts[number], found.get((x, y))
        value, mask = numpy.zeros(len(RELATIONS), "f4"), numpy.ones(len(RELATIONS), bool)
        if said:
            value[[NUMBER[r] for r in said[0]]] = 1
            mask[[NUMBER[r] for r in said[1] - said[0]]] = False
        elif text["known"] != "all":
            mask[:] = (y, x) in found
            mask[[NUMBER[r] for r in text["known"]]] = True
        else:
            mask[[NUMBER[r] for r in text.get("maybe", {}).get(f"{x} {y}", [])]] = False
        return value, mask

    def numbers(self, sentence, number, found, said, ways_count):
        """What `Network.scores` reads of a sentence and its pairs, with places counted from its start."""
        mentions, count = sentence["mentions"], sentence["words"]
        out = {k: [] for k in ("s", "o", "far", "step", "step_pair", "way_word", "way_pair", "way_count", "y", "judged")}
        heard = numpy.zeros((len(sentence["pairs"]), len(RELATIONS)), bool)
        for pair, (x, y, up, down) in enumerate(sentence["pairs"]):
            s, o = mentions[x], mentions[y]
            between = sorted((set(up) | set(down)) - {s[2], o[2]})
            steps = [sentence["ways"][t] for t in up[:-1]] + [ways_count + sentence["ways"][t] for t in down]
            value, mask = self.gold(number, found, s[5], o[5])
            row = {"s": [x], "o": [y], "far": [bucket(o[2] - s[2])], "step": steps, "step_pair": [pair] * len(steps),
                   "way_word": between, "way_pair": [pair] * len(between), "way_count": [len(between)],
                   "y": [value], "judged": [mask]}
            for key, values in row.items():
                out[key] += values
            heard[pair, list(said.get((s[5], o[5]), ()))] = True
        columns = zip(("begin", "last", "head", "kind", "form"), zip(*(m[:5] for m in mentions)))
        out |= {key: list(column) for key, column in columns}
        out["last"] = [min(last, count) for last in out["last"]]
        tensors = {key: torch.tensor(numpy.array(values)) for key, values in out.items()}
        keys = [(number, mentions[x][5], mentions[y][5]) for x, y, _, _ in sentence["pairs"]]
        return tensors | {"said": torch.tensor(heard), "keys": keys}


def lines(path):
    return [json.loads(line) for line in open(path)]


def pieces(words, features):
    ids, first, of = [START], [], [-1]
    for number, word in enumerate(words):
        first.append(len(ids))
        ids += features.pieces(word)
        of += [number] * (len(ids) - len(of))
    cases = [shape(word) for word in words]
    shapes = [NO_SHAPE if number < 0 else cases[number] for number in [*of, -1]]
    return {"ids": [*ids, END], "shapes": shapes, "first": torch.tensor(first)}


@torch.no_grad()
def add_rows(reader, all_sentences, leaves):
    """The reader's rows of each sentence where the network leaves it, as the 8-bit program makes them."""
    reader.eval()
    Linear.imitate = True
    for group in groups(all_sentences, 2000):
        longest = max(len(s["ids"]) for s in group)
        pad = lambda key, fill: torch.tensor([s[key] + [fill] * (longest - len(s[key])) for s in group])
        mask = torch.tensor([[i < len(s["ids"]) for i in range(longest)] for s in group])
        x = reader.pieces(pad("ids", PAD)) + reader.positions(torch.arange(longest) + 2)
        x, bias = reader.ln(x + reader.shapes(pad("shapes", NO_SHAPE))), attention_bias(reader.relative.weight, mask)
        for layer in reader.layers[:leaves]:
            x = layer(x, bias, nn.Identity())
        for sentence, row in zip(group, x):
            sentence["x"] = row[: len(sentence["ids"])].bfloat16().clone()
    Linear.imitate = False


def groups(sentences, budget, rng=None):
    """Sentences of like length together, at most `budget` pieces with padding."""
    sentences = list(sentences)
    if rng:
        rng.shuffle(sentences)
    step = 400 if rng else len(sentences)
    out, group = [], []
    for start in range(0, len(sentences), max(1, step)):
        for sentence in sorted(sentences[start : start + step], key=lambda s: len(s["ids"])):
            if group and max(len(s["ids"]) for s in [sentence, *group]) * (len(group) + 1) > budget:
                out.append(group)
                group = []
            group.append(sentence)
    out += [group] if group else []
    if rng:
        rng.shuffle(out)
    return out


def batch(group):
    longest = max(len(s["ids"]) for s in group)
    x = torch.zeros(len(group), longest, group[0]["x"].shape[1], dtype=torch.bfloat16)
    mask = torch.zeros(len(group), longest, dtype=torch.bool)
    # Each place is counted on from the words, mentions and pairs of the sentences before.
    shifts = {"begin": 0, "last": 0, "head": 0, "way_word": 0, "s": 1, "o": 1, "step_pair": 2, "way_pair": 2}
    keys = ("first", "begin", "last", "head", "kind", "form", "s", "o", "far", "step", "step_pair", "way_word", "way_pair",
            "way_count", "y", "judged", "said")
    out, at = {key: [] for key in keys}, [0, 0, 0]
    for i, sentence in enumerate(group):
        x[i, : len(sentence["ids"])], mask[i, : len(sentence["ids"])] = sentence["x"], True
        for key in keys:
            value = sentence[key]
            out[key].append(value + (i * longest if key == "first" else at[shifts[key]] if key in shifts else 0) if value.dtype == torch.int64 else value)
        at = [at[0] + sentence["words"], at[1] + len(sentence["head"]), at[2] + len(sentence["s"])]
    whole = lambda key: key in shifts or key in ("first", "kind", "form", "far", "step", "way_count")
    out = {key: torch.cat([v.long() if whole(key) else v for v in values]) for key, values in out.items()}
    return out | {"x": x, "mask": mask, "keys": [key for s in group for key in s["keys"]]}


@torch.no_grad()
def predict(model, sentences):
    """(scores, gold, judged, said, keys) of all pairs."""
    model.eval()
    parts = []
    for group in groups(sentences, 2500):
        b = batch(group)
        parts.append((model(b).sigmoid(), b["y"], b["judged"], b["said"], b["keys"]))
    columns = list(zip(*parts))
    return *(torch.cat(column) for column in columns[:4]), [key for keys in columns[4] for key in keys]


def report(name, found, facts):
    scores, gold, judged, said, keys = found
    once = judged & torch.tensor([[not (r in SYMMETRIC and key[2] < key[1]) for r in RELATIONS] for key in keys])

    def line(label, claimed):
        claimed = claimed & once
        right, count = (claimed & (gold > 0)).sum().item(), claimed.sum().item()
        p, r = right / max(1, count), right / facts
        return f"{label} {count} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"

    network = [line(f"network at {at}", scores > at) for at in (0.3, 0.4, 0.5, 0.6)]
    print(" ", name, facts, "facts |", " | ".join([line("patterns", said), *network]), flush=True)


def train(model, sets, tests, args, save):
    rng = random.Random(args.seed)
    own = {id(p) for p in model.layers.parameters()}
    rest = [p for p in model.parameters() if id(p) not in own]
    rates = [args.rate, args.head_rate]
    parameters = [{"params": model.layers.parameters()}, {"params": rest}]
    optimiser = torch.optim.AdamW(parameters, lr=args.rate, weight_decay=0.01)
    drawn = lambda: [s for n in sets for s in (rng.sample(n.sentences, int(len(n.sentences) * SHARES[n.name])) if n.name in SHARES else n.sentences)]
    steps = args.epochs * (len(groups(drawn(), args.budget, rng)) + 50)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps, pct_start=0.1)
    began = time.time()
    for epoch in range(args.epochs):
        model.train()
        total, batches = 0.0, groups(drawn(), args.budget, rng)
        for group in batches:
            b = batch(group)
            losses = F.binary_cross_entropy_with_logits(model(b), b["y"], reduction="none") * b["judged"]
            loss = losses.sum() / (b["y"].sum() + 4)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} loss {total / len(batches):.3f} {time.time() - began:.0f} s", flush=True)
        save()
        for test in tests:
            report(test.name, predict(model, test.sentences), test.facts)


def held(name):
    """Which texts of a set are kept out: a fifth of the articles, the news sentences that several annotated, a twelfth
    of our own passages."""
    if name == "articles":
        return lambda number, text: number % 5 == 0
    if name == "news":
        return lambda number, text: text["id"].split("/")[0].endswith("c")
    return lambda number, text: number % 12 == 0


def restore(path, reader):
    """A network as `main` saved it."""
    saved = torch.load(path, weights_only=True)
    model = Network(reader, len(saved["dependencies"]), saved["leaves"], saved["count"])
    model.load_state_dict(saved["model"])
    return model, saved


def load_reader(path):
    saved = torch.load(path, weights_only=True)
    meta = saved["meta"]
    reader = Reader(meta["config"], len(meta["tags"]), len(meta["labels"]), len(meta["names"]))
    reader.load_state_dict(saved["model"])
    return reader, meta["labels"]


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("--work", type=pathlib.Path, required=True)
    args.add_argument("--reader", required=True)
    args.add_argument("--encoder", required=True)
    args.add_argument("--sets", default="articles,own,news,public")
    args.add_argument("--everything", action="store_true", help="keep nothing out")
    args.add_argument("--leaves", type=int, default=3)
    args.add_argument("--count", type=int, default=6)
    args.add_argument("--epochs", type=int, default=6)
    args.add_argument("--rate", type=float, default=5e-5)
    args.add_argument("--head-rate", type=float, default=1e-3)
    args.add_argument("--budget", type=int, default=1200)
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--seed", type=int, default=0)
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    (reader, dependencies), features = load_reader(args.reader), Features(args.encoder)
    sets, tests = [], []
    for name in args.sets.split(","):
        out = held(name)
        whole = name == "public" or args.everything
        sets.append(Set(args.work, name, dependencies, features, lambda n, t: whole or not out(n, t)))
        if not whole:
            tests.append(Set(args.work, name, dependencies, features, out))
        print(name, sets[-1].facts, "facts,", sets[-1].lost, "without a pair,", len(sets[-1].sentences), "sentences", flush=True)
    add_rows(reader, [s for one in sets + tests for s in one.sentences], args.leaves)
    model = Network(reader, len(dependencies), args.leaves, args.count)
    model.begin_as(args.encoder)
    names = {"relations": RELATIONS, "kinds": KINDS, "dependencies": dependencies}
    save = lambda: torch.save({"model": model.state_dict(), "leaves": args.leaves, "count": args.count} | names, args.out)
    train(model, sets, tests, args, save)
    Linear.imitate = True
    found = {test.name: (*predict(model, test.sentences), test.facts) for test in tests}
    for name, (*scores, facts) in found.items():
        report(f"{name} in 8 bits", scores, facts)
    torch.save(found, args.out.with_suffix(".held.pt"))


if __name__ == "__main__":
    main()
