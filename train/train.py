"""Trains the reader: train.py --data DIR --encoder DIR --out FILE

DIR is what `prepare.py` wrote; the encoder is the folder of all-mpnet-base-v2 (see README.md). A checkpoint is written
every ten minutes and at the end. `--smoke` runs a minute on a few sentences and proves that everything is in place.
"""

import argparse
import json
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from evaluate import evaluate
from features import Features, batches, load, sample, seeded, tensors
from labels import NAMES
from model import Linear, Reader


def losses(model, b, dtype):
    with torch.autocast(b["ids"].device.type, dtype=torch.bfloat16, enabled=dtype == "bf16"):
        tag, name, arcs, label_head, label_dep = model(b["ids"], b["shapes"], b["mask"], b["first"], b["words"])
    tag, name, arcs, label_head, label_dep = (t.float() for t in (tag, name, arcs, label_head, label_dep))
    loss = torch.zeros(())
    if (b["h"] >= 0).any():
        labels = model.label_scores(label_head, label_dep, b["h"].clamp(min=0))
        loss = loss + F.cross_entropy(tag.flatten(0, 1), b["u"].flatten())
        loss = loss + F.cross_entropy(arcs.flatten(0, 1), b["h"].flatten())
        loss = loss + F.cross_entropy(labels.flatten(0, 1), b["d"].flatten())
    if b["known"].any():
        logp = name.log_softmax(-1).masked_fill(~b["allowed"], -1e9).logsumexp(-1)
        loss = loss - 1.5 * logp[b["known"]].mean()
    return loss


def save(model, meta, path):
    torch.save({"model": {k: v for k, v in model.state_dict().items()}, "meta": meta}, path)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--data", required=True)
    args.add_argument("--encoder", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--layers", type=int, default=6)
    args.add_argument("--epochs", type=float, default=4)
    args.add_argument("--minutes", type=float, default=1e9, help="the learning rate reaches zero by then at the latest")
    args.add_argument("--lr", type=float, default=1e-4)
    args.add_argument("--budget", type=int, default=1400, help="pieces a batch")
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--imitate-from", type=float, default=0.85, help="share of the run after which 8 bits are imitated")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--smoke", action="store_true")
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = seeded(args.seed)

    rows = load(f"{args.data}/train.jsonl")
    trees = [r for r in rows if "u" in r]
    tags = {x: i for i, x in enumerate(sorted({u for r in trees for u in r["u"]}))}
    labels = {x: i for i, x in enumerate(sorted({d for r in trees for d in r["d"]}))}
    meta = {"tags": list(tags), "labels": list(labels), "names": NAMES, "layers": args.layers,
            "config": json.load(open(f"{args.encoder}/config.json")) | {"layers": args.layers}}
    features = Features(args.encoder)
    dev = [r for r in (features.row(r, tags, labels) for r in load(f"{args.data}/dev.jsonl") if set(r["d"]) <= set(labels)) if r]
    if args.smoke:
        rows, dev, args.minutes = rows[:400], dev[:50], 1
    rows = [r for r in (features.row(r, tags, labels) for r in rows) if r]

    model = Reader(meta["config"], len(tags), len(labels), len(NAMES))
    model.load_mpnet(load_file(f"{args.encoder}/model.safetensors"))
    new = ("heads_in", "tag_out", "name_out", "arc", "label", "shapes")
    parts = [[p for k, p in model.named_parameters() if p.requires_grad and (k.split(".")[0] in new) == fresh] for fresh in (False, True)]
    rates = [args.lr, 1e-3]
    optimiser = torch.optim.AdamW([{"params": p, "lr": r} for p, r in zip(parts, rates)], weight_decay=0.01)

    began, saved, step, epoch, seen = time.time(), time.time(), 0, 0, 0
    progress, total = 0.0, 0
    while progress < 1:
        groups = batches(sample(rows, rng), args.budget, rng)
        total = total or int(len(groups) * args.epochs)
        for group in groups:
            progress = max(step / total, (time.time() - began) / 60 / args.minutes)
            if progress >= 1:
                break
            Linear.imitate = progress >= args.imitate_from
            for g, rate in zip(optimiser.param_groups, rates):
                g["lr"] = rate * min((step + 1) / (0.05 * total + 1), (1 - progress) / 0.95)
            loss = losses(model, tensors(group, rng), "bf16")
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step, seen = step + 1, seen + sum(len(r["ids"]) for r in group)
            if step % 10 == 0:
                print(f"epoch {epoch} step {step}/{total} progress {progress:.3f} loss {loss:.3f} "
                      f"{seen / (time.time() - began):.0f} pieces/s {time.time() - began:.0f} s", flush=True)
            if time.time() - saved > 600:
                save(model, meta, args.out + ".partial")
                saved = time.time()
        epoch += 1
        print(f"after epoch {epoch}: dev {json.dumps(evaluate(model, meta, dev[::4]))}", flush=True)
        save(model, meta, args.out + ".partial")
    save(model, meta, args.out)
    Linear.imitate = True
    print(f"dev, 8 bits imitated: {json.dumps(evaluate(model, meta, dev))}", flush=True)


if __name__ == "__main__":
    main()
