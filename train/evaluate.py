"""Scores a checkpoint on UD English EWT and UNER with gold words: evaluate.py CHECKPOINT DATA ENCODER [--split test]"""

import argparse
import json

import torch

from features import Features, batches, load, tensors
from labels import NAMES, ORGANIZATIONS, PLACES
from model import Linear, Reader

COARSE = {"person": "PER", **{k: "ORG" for k in ORGANIZATIONS}, **{k: "LOC" for k in PLACES}}


def coarse(name):
    """A label of ours as UNER writes it: PER, ORG, LOC or O."""
    kind = COARSE.get(name[2:])
    return f"{name[0]}-{kind}" if kind else "O"


def spans(tags):
    """Names of a sentence as {(start, end, kind)}."""
    found, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag == "O" or tag[0] == "B" or tag[2:] != tags[start][2:]):
            found.add((start, i, tags[start][2:]))
            start = None
        if tag != "O" and start is None:
            start = i
    return found


def best_names(scores):
    """The best sequence in which I-x follows only B-x or I-x (Viterbi); scores (words, labels)."""
    kinds = len(NAMES)
    allowed = torch.full((kinds, kinds), 0.0)
    for j, to in enumerate(NAMES):
        if to[0] == "I":
            for i, frm in enumerate(NAMES):
                if frm[0] == "O" or frm[2:] != to[2:]:
                    allowed[i, j] = -1e4
    start = torch.tensor([-1e4 if n[0] == "I" else 0.0 for n in NAMES])
    logp = scores.log_softmax(-1)
    best, back = logp[0] + start, []
    for row in logp[1:]:
        top = (best[:, None] + allowed).max(0)
        back.append(top.indices)
        best = top.values + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [NAMES[i] for i in reversed(path)]


def evaluate(model, meta, rows, kind=coarse):
    """Tags, attachment (greedy heads, universal labels) and names F1 (PER, ORG, LOC), in per cent.

    With `kind=str` names count only with our own kind; rows without trees give names alone.
    """
    model.eval()
    universal = torch.tensor([sorted({x.split(":")[0] for x in meta["labels"]}).index(x.split(":")[0]) for x in meta["labels"]])
    right = dict.fromkeys(("upos", "uas", "las"), 0)
    words = tp = fp = fn = 0
    with torch.no_grad():
        for group in batches(rows, 3000):
            b = tensors(group)
            tag, name, arcs, label_head, label_dep = model(b["ids"], b["shapes"], b["mask"], b["first"], b["words"])
            heads = arcs.argmax(-1)
            labels = universal[model.label_scores(label_head, label_dep, heads).argmax(-1)]
            real, attached = b["words"], (heads == b["h"]) & b["words"]
            words += int(real.sum())
            right["upos"] += int(((tag.argmax(-1) == b["u"]) & real).sum())
            right["uas"] += int(attached.sum())
            right["las"] += int((attached & (labels == universal[b["d"].clamp(min=0)])).sum())
            for i, row in enumerate(group):
                if "n" not in row:
                    continue
                gold = spans([kind(NAMES[c[0]]) if c else "O" for c in row["n"]])
                mine = spans([kind(n) for n in best_names(name[i, : len(row["first"])])])
                tp, fp, fn = tp + len(gold & mine), fp + len(mine - gold), fn + len(gold - mine)
    model.train()
    scores = {k: round(100 * v / words, 2) for k, v in right.items()} if any("u" in r for r in rows) else {}
    return scores | {"names": round(200 * tp / max(1, 2 * tp + fp + fn), 2)}


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("checkpoint")
    args.add_argument("data")
    args.add_argument("encoder")
    args.add_argument("--split", default="dev")
    args = args.parse_args()
    saved = torch.load(args.checkpoint, weights_only=True)
    meta = saved["meta"]
    model = Reader(meta["config"], len(meta["tags"]), len(meta["labels"]), len(meta["names"]))
    model.load_state_dict(saved["model"])
    tags, labels = ({x: i for i, x in enumerate(meta[k])} for k in ("tags", "labels"))
    features = Features(args.encoder)
    rows = [features.row(r, tags, {**{d: 0 for d in r.get("d", [])}, **labels}) for r in load(f"{args.data}/{args.split}.jsonl")]
    rows = [r for r in rows if r]
    print("32 bits", json.dumps(evaluate(model, meta, rows)))
    Linear.imitate = True
    print("8 bits ", json.dumps(evaluate(model, meta, rows)))
    if args.split == "own-dev":
        print("8 bits, with all 21 kinds", json.dumps(evaluate(model, meta, rows, str)))


if __name__ == "__main__":
    main()
