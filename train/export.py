"""Writes what the Rust program needs: export.py CHECKPOINT OUT --encoder DIR [--prose DIR]

OUT gets `model.bin` (weights in the order in which `src/neural/weights.rs` reads them), `labels.json`, `vocab.txt` and
`reference.json`: what PyTorch says of some sentences of our own with the very weights that ship. PROSE is a folder of
articles of ours.

`model.bin` is little endian. A header of 128 bytes (magic, version, shapes) is followed by parts that each begin at a
multiple of 64 bytes. Linear layers are 8 bit with a scale an output; word pieces are 4 bit with a scale for 64 values.
"""

import argparse
import json
import pathlib
import re
import struct

import numpy
import torch

from features import NO_SHAPE, Features
from labels import NAMES
from model import Linear, Reader, buckets, fake_weight, quantise_rows

MAGIC, VERSION, ALIGN, HEADER = b"KGRAPHNN", 1, 64, 128
GROUP, LANES, POSITIONS = 64, 16, 512
SENTENCES, SCORED = 40, 3
TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d[\d.,]*\d|\w+|[^\w\s]")


class File:
    """Bytes, each part aligned."""

    def __init__(self, header):
        self.data = bytearray(header.ljust(HEADER, b"\0"))

    def part(self, tensor, kind):
        self.data += b"\0" * (-len(self.data) % ALIGN)
        array = tensor.detach().numpy() if isinstance(tensor, torch.Tensor) else tensor
        self.data += numpy.ascontiguousarray(array).astype(kind).tobytes()

    def linear(self, layer):
        """Panels of 32 outputs; within a panel, four inputs at a time for each output (what the kernels read)."""
        weight = layer.weight.detach().float()
        scale = (weight.abs().amax(1) / 127.0).clamp(min=1e-12)
        q = (weight / scale[:, None]).round()
        outputs, inputs = q.shape
        assert outputs % 32 == 0 and inputs % 4 == 0 and q.abs().max() <= 127
        self.part(q.reshape(outputs // 32, 32, inputs // 4, 4).permute(0, 2, 1, 3), "<i1")
        self.part(q.sum(1), "<i4")
        self.part(scale, "<f4")
        self.part(layer.bias, "<f4")

    def norm(self, layer):
        self.part(layer.weight, "<f4")
        self.part(layer.bias, "<f4")

    def layer(self, layer):
        self.linear(layer.qkv)
        self.linear(layer.o)
        self.norm(layer.ln1)
        self.linear(layer.up)
        self.linear(layer.down)
        self.norm(layer.ln2)

    def dense(self, layer):
        """Inputs in rows, outputs padded to full lanes."""
        self.part(padded(layer.weight.detach().T), "<f4")
        self.part(padded(layer.bias.detach()), "<f4")


def padded(x):
    return torch.nn.functional.pad(x, (0, -x.shape[-1] % LANES))


def pieces(file, table):
    """The embedding table, two values a byte; training used the rounded values, so nothing may be lost here."""
    q, scale = quantise_rows(table, GROUP)
    assert torch.allclose((q * scale).reshape(table.shape), table, rtol=1e-6, atol=1e-9), "the table was not rounded"
    nibbles = (q.reshape(table.shape) + 8).to(torch.uint8).numpy()
    file.part(nibbles[:, 0::2] | nibbles[:, 1::2] << 4, "u1")
    file.part(scale.reshape(len(table), -1), "<f2")


def distances(relative):
    """The bias of every head for every distance, key minus query, from -(POSITIONS - 1) on."""
    table = buckets(POSITIONS)
    index = torch.cat([table[-1], table[0, 1:]])
    return relative.weight.detach()[index].T


def write(model, config, meta, path):
    count = lambda key: len(meta[key])
    shapes = [config["vocab_size"], config["hidden_size"], config["num_attention_heads"], config["intermediate_size"],
              config["layers"], POSITIONS, NO_SHAPE + 1, count("tags"), count("names"), count("labels"),
              *model.parts[:3], model.parts[4]]
    assert model.parts[2] == model.parts[3] and model.parts[4] == model.parts[5]
    file = File(MAGIC + struct.pack(f"<I{len(shapes)}If", VERSION, *shapes, config["layer_norm_eps"]))
    pieces(file, model.pieces.weight.detach())
    file.part(model.positions.weight[2:2 + POSITIONS], "<f2")
    file.part(model.shapes.weight, "<f4")
    file.norm(model.ln)
    file.part(distances(model.relative), "<f4")
    for layer in model.layers:
        file.layer(layer)
    file.linear(model.heads_in)
    file.dense(model.tag_out)
    file.dense(model.name_out)
    file.part(model.arc, "<f4")
    file.part(padded(model.label.detach().permute(1, 2, 0)), "<f4")
    path.write_bytes(file.data)
    return len(file.data)


def round_weights(model):
    """Gives the model the weights as they ship; its activations stay exact."""
    Linear.imitate = False
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, Linear):
                module.weight.copy_(fake_weight(module.weight))
        model.positions.weight.copy_(model.positions.weight.half().float())


def prose(folder):
    """Two sentences of each article, none long."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        blocks = [b for b in path.read_text().split("\n") if len(b) > 60]
        sentences = [s for b in blocks for s in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", b)]
        words = [TOKEN.findall(s) for s in sentences]
        found.append([w for w in words if 8 <= len(w) <= 28][:2])
    step = max(1, len(found) * 2 // SENTENCES)
    return [w for two in found[::step] for w in two][:SENTENCES]


def reference(model, meta, features, sentences):
    """What the model says of each sentence, read by itself."""
    out = []
    for words in sentences:
        row = features.row({"w": words, "src": "own"}, {}, {})
        shapes = [NO_SHAPE if i < 0 else row["case"][i] for i in row["of"]]
        ids, first = torch.tensor([row["ids"]]), torch.tensor([row["first"]])
        with torch.no_grad():
            tag, name, arcs, label_head, label_dep = model(
                ids, torch.tensor([shapes]), torch.ones_like(ids, dtype=torch.bool), first,
                torch.ones_like(first, dtype=torch.bool))
            heads = arcs.argmax(-1)
            labels = model.label_scores(label_head, label_dep, heads)
        said = {"words": words, "ids": row["ids"], "shapes": shapes, "first": row["first"],
                "tags": tag[0].argmax(-1).tolist(), "heads": heads[0].tolist(),
                "labels": labels[0].argmax(-1).tolist(), "names": name[0].argmax(-1).tolist()}
        if len(out) < SCORED:
            scores = {"tag_scores": tag, "name_scores": name, "arc_scores": arcs, "label_scores": labels}
            said |= {key: [[round(x, 6) for x in r] for r in value[0].tolist()] for key, value in scores.items()}
        out.append(said)
    return out


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("checkpoint")
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("--encoder", required=True)
    args.add_argument("--prose", type=pathlib.Path, default=pathlib.Path("/work/shared/corpus"))
    args = args.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(args.checkpoint, map_location="cpu")
    meta, config = saved["meta"], saved["meta"]["config"]
    assert meta["names"] == NAMES
    model = Reader(config, len(meta["tags"]), len(meta["labels"]), len(meta["names"]))
    model.load_state_dict(saved["model"])
    model.eval()
    features = Features(args.encoder)
    args.out.mkdir(parents=True, exist_ok=True)

    size = write(model, config, meta, args.out / "model.bin")
    lists = {key: meta[key] for key in ("tags", "labels", "names")}
    (args.out / "labels.json").write_text(json.dumps(lists, indent=1) + "\n")
    vocab = sorted((i, piece) for piece, i in features.tokenizer.get_vocab(with_added_tokens=True).items())
    assert [i for i, _ in vocab] == list(range(config["vocab_size"])), "ids without a piece"
    (args.out / "vocab.txt").write_text("".join(piece + "\n" for _, piece in vocab))
    round_weights(model)
    said = reference(model, meta, features, prose(args.prose))
    (args.out / "reference.json").write_text(json.dumps(said, ensure_ascii=False) + "\n")
    print(f"model.bin {size} bytes, {len(said)} sentences, {sum(len(s['words']) for s in said)} words")


if __name__ == "__main__":
    main()
