"""Writes the network of pairs for the Rust program: relations_export.py CHECKPOINT OUT --reader CHECKPOINT --encoder DIR --work DIR

OUT gets `branch.bin` and `pairs.bin`, in the order in which `src/neural/weights.rs` and `src/neural/pairs.rs` read
them, and `relations.json`, what the columns and classes mean, with the scores from which something is claimed.
"""

import argparse
import json
import pathlib
import struct

import torch

from export import VERSION, File, round_weights
from features import Features
from model import Linear, fake_weight
from pairs import sentences
from relations import FAR, FORM, HIDDEN, KIND, PATH, WIDTH, Set, add_rows, batch, lines, load_reader, restore

INPUT, INNER = 768, 3072
SENTENCES = 12


# From which probability the network claims by itself, and from which it lets others' claims be; chosen on held-out texts.
CLAIMED, KEPT = 0.32, 0.2


def write_branch(model, path):
    file = File(b"KGRAPHBR" + struct.pack("<5I", VERSION, model.leaves, len(model.layers), INPUT, INNER))
    for layer in model.layers:
        file.layer(layer)
    path.write_bytes(bytes(file.data))
    return len(file.data)


def write_pairs(model, sizes, path):
    file = File(b"KGRAPHPR" + struct.pack(f"<{1 + len(sizes)}I", VERSION, *sizes))
    file.linear(model.enter)
    file.norm(model.norm)
    file.part(model.kind.weight, "<f4")
    file.part(model.form.weight, "<f4")
    file.linear(model.mention)
    file.linear(model.way)
    file.part(model.step.weight, "<f4")
    file.part(model.far.weight, "<f4")
    file.linear(model.mix)
    # Panels of the kernels are 32 wide.
    outputs = model.out.out_features
    wide = torch.nn.Linear(model.out.in_features, -(-outputs // 32) * 32)
    with torch.no_grad():
        for part in (wide.weight, wide.bias):
            part.zero_()
        wide.weight[:outputs], wide.bias[:outputs] = model.out.weight, model.out.bias
    file.linear(wide)
    path.write_bytes(bytes(file.data))
    return len(file.data)


def calibration(held):
    """For relations that only the network sees and for those that patterns claim too, the line through the log odds of
    scores that makes probabilities of them, fitted on texts that were kept out; and a table of how well it does."""
    columns = list(zip(*[found[:4] for found in held.values()]))
    scores, gold, judged, said = (torch.cat(column) for column in columns)
    lines = {}
    for name, chosen in (("new", ~said), ("said", said)):
        chosen = chosen & judged & (said | (scores > 0.02))
        logits, right = scores[chosen].clamp(1e-6, 1 - 1e-6).logit(), (gold[chosen] > 0).float()
        line = torch.tensor([1.0, 0.0], requires_grad=True)
        optimiser = torch.optim.LBFGS([line], max_iter=100)

        def loss():
            optimiser.zero_grad()
            value = torch.nn.functional.binary_cross_entropy_with_logits(logits * line[0] + line[1], right)
            value.backward()
            return value

        optimiser.step(loss)
        lines[name] = [round(float(x), 4) for x in line.detach()]
        probable = (logits * line[0] + line[1]).sigmoid().detach()
        print(f"{name}: {lines[name]}; said to be right, how many, and how many of them were:")
        for low in range(10):
            inside = (probable >= low / 10) & (probable < (low + 1) / 10)
            if inside.any():
                print(f"  {low / 10:.1f}-{(low + 1) / 10:.1f} {int(inside.sum()):6} {probable[inside].mean():.2f} {right[inside].mean():.2f}")
    return lines


def reference(model, reader, work, dependencies, features):
    """What the network says of some sentences of our own passages, with the weights as they ship."""
    round_weights(reader)
    with torch.no_grad():
        for layer in model.modules():
            if isinstance(layer, Linear):
                layer.weight.copy_(fake_weight(layer.weight))
    texts, found = Set(work, "own", dependencies, features, lambda number, text: number < 400), []
    passages = lines(work / "own.jsonl")[:400]
    add_rows(reader, texts.sentences, model.leaves)
    at = iter(texts.sentences)
    for number, passage in enumerate(passages):
        for sentence in sentences(passage, dependencies):
            row = next(at)
            if len(found) == SENTENCES or number % 9:
                continue
            with torch.no_grad():
                probable = model.eval()(batch([row])).sigmoid()
            if len(row["ids"]) < 40 and len(sentence["pairs"]) <= 30 and probable.max() > 0.5:
                pairs = [[x, y, up, down, row["said"][i].nonzero()[:, 0].tolist()] for i, (x, y, up, down) in enumerate(sentence["pairs"])]
                best = [[int(p.argmax()), round(float(p.max()), 4)] for p in probable]
                found.append({"ids": row["ids"], "shapes": row["shapes"], "first": row["first"].tolist(), "ways": sentence["ways"],
                              "spans": [m[:5] for m in sentence["mentions"]], "pairs": pairs, "best": best})
    return found


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("checkpoint", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("--reader", required=True)
    args.add_argument("--encoder", required=True)
    args.add_argument("--work", type=pathlib.Path, required=True)
    args = args.parse_args()
    reader, _ = load_reader(args.reader)
    model, saved = restore(args.checkpoint, reader)
    relations, kinds, dependencies = saved["relations"], saved["kinds"], saved["dependencies"]
    args.out.mkdir(parents=True, exist_ok=True)
    sizes = [INPUT, WIDTH, len(kinds), KIND, 3, FORM, len(dependencies), PATH, FAR, HIDDEN, len(relations)]
    branch = write_branch(model, args.out / "branch.bin")
    pairs = write_pairs(model, sizes, args.out / "pairs.bin")
    held = args.checkpoint.with_suffix(".held.pt")
    lists = {"relations": relations, "kinds": kinds, "dependencies": dependencies, "claimed": CLAIMED, "kept": KEPT}
    lists |= calibration(torch.load(held, weights_only=False))
    (args.out / "relations.json").write_text(json.dumps(lists, indent=1) + "\n")
    said = reference(model, reader, args.work, dependencies, Features(args.encoder))
    (args.out / "reference.json").write_text(json.dumps(said) + "\n")
    print(f"branch.bin {branch} bytes, pairs.bin {pairs} bytes")


if __name__ == "__main__":
    main()
