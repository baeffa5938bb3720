"""The network: MPNet's first layers over word pieces, and heads for tags, trees and names over words.

Written out in full, so that `src/neural/mpnet.rs` can be read beside it. Every linear layer can be run as the Rust code
runs it: 8-bit weights with one scale an output, 8-bit activations with one scale and zero point a token.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

SHAPES = 8


def quantise_rows(x, group):
    """4-bit symmetric values in groups along the last axis, as the shipped embedding table holds them."""
    g = x.reshape(-1, group)
    scale = (g.abs().amax(1, keepdim=True) / 7.0).clamp(min=1e-8).half().float()
    q = (g / scale).round().clamp(-7, 7)
    return q, scale


class Linear(nn.Linear):
    """A linear layer that can imitate 8-bit arithmetic; gradients pass straight through the rounding."""

    imitate = False

    def forward(self, x):
        if not Linear.imitate:
            return super().forward(x)
        return F.linear(through(x, fake_activation), through(self.weight, fake_weight), self.bias)


def through(x, f):
    x = x.float()
    with torch.no_grad():
        delta = f(x) - x
    return x + delta


def fake_weight(w):
    scale = (w.abs().amax(1, keepdim=True) / 127.0).clamp(min=1e-12)
    return (w / scale).round() * scale


def fake_activation(x):
    low, high = x.amin(-1, keepdim=True), x.amax(-1, keepdim=True)
    scale = ((high - low) / 255.0).clamp(min=1e-20)
    zero = (-low / scale).round()
    return ((x / scale + zero).round().clamp(0, 255) - zero) * scale


class Layer(nn.Module):
    def __init__(self, width, heads, inner, eps):
        super().__init__()
        self.heads = heads
        self.qkv, self.o = Linear(width, 3 * width), Linear(width, width)
        self.up, self.down = Linear(width, inner), Linear(inner, width)
        self.ln1, self.ln2 = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)

    def forward(self, x, bias, drop):
        b, n, w = x.shape
        q, k, v = (t.view(b, n, self.heads, -1).transpose(1, 2) for t in self.qkv(x).split(w, -1))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2).reshape(b, n, w)
        x = self.ln1(x + drop(self.o(a)))
        return self.ln2(x + drop(self.down(F.gelu(self.up(x)))))


def buckets(n, count=32, furthest=128):
    """MPNet's relative position buckets for all pairs of n positions (query in rows)."""
    at = torch.arange(n)
    far = -(at[None, :] - at[:, None])
    half, exact = count // 2, count // 4
    ret = (far < 0).long() * half
    far = far.abs()
    large = exact + (torch.log(far.clamp(min=1).float() / exact) / math.log(furthest / exact) * (half - exact)).long()
    return ret + torch.where(far < exact, far, large.clamp(max=half - 1))


class Reader(nn.Module):
    """Word pieces in; tag, name and dependency scores out."""

    def __init__(self, config, tags, labels, names):
        super().__init__()
        width, heads = config["hidden_size"], config["num_attention_heads"]
        eps, inner = config["layer_norm_eps"], config["intermediate_size"]
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.shapes = nn.Embedding(SHAPES + 1, width)
        self.ln = nn.LayerNorm(width, eps)
        self.relative = nn.Embedding(config["relative_attention_num_buckets"], heads)
        self.layers = nn.ModuleList(Layer(width, heads, inner, eps) for _ in range(config["layers"]))
        self.drop, self.head_drop = nn.Dropout(0.1), nn.Dropout(0.2)
        # One linear layer feeds all heads: tags, names, arc head, arc dependent, label head, label dependent.
        self.parts = [256, 256, 256, 256, 96, 96]
        self.heads_in = Linear(width, sum(self.parts))
        self.tag_out, self.name_out = nn.Linear(256, tags), nn.Linear(256, names)
        self.arc = nn.Parameter(torch.randn(257, 256) * 0.03)
        self.label = nn.Parameter(torch.randn(labels, 97, 97) * 0.03)
        nn.init.zeros_(self.shapes.weight)

    def encode(self, ids, shapes, mask):
        n = ids.shape[1]
        at = torch.arange(n, device=ids.device) + 2
        x = self.drop(self.ln(self.pieces(ids) + self.positions(at) + self.shapes(shapes)))
        bias = self.relative(buckets(n).to(ids.device)).permute(2, 0, 1)[None]
        bias = bias.masked_fill(~mask[:, None, None, :], float("-inf"))
        for layer in self.layers:
            x = layer(x, bias, self.drop)
        return x

    def forward(self, ids, shapes, mask, first, words):
        """`first` is each word's first piece (b, w); `words` marks real words. The root is piece 0."""
        x = self.encode(ids, shapes, mask)
        root = torch.zeros_like(first[:, :1])
        x = x.gather(1, torch.cat([root, first], 1)[..., None].expand(-1, -1, x.size(-1)))
        parts = F.gelu(self.heads_in(self.head_drop(x))).float().split(self.parts, -1)
        tag, name, arc_head, arc_dep, label_head, label_dep = (self.head_drop(p) for p in parts)
        ones = lambda t: torch.cat([t, torch.ones_like(t[..., :1])], -1)
        arcs = ones(arc_dep[:, 1:]) @ self.arc @ arc_head.transpose(1, 2)
        real = torch.cat([torch.ones_like(words[:, :1]), words], 1)
        arcs = arcs.masked_fill(~real[:, None], -1e9)
        return self.tag_out(tag[:, 1:]), self.name_out(name[:, 1:]), arcs, ones(label_head), ones(label_dep[:, 1:])

    def label_scores(self, label_head, label_dep, heads):
        """Scores of the labels for the given heads (b, w): (b, w, labels)."""
        chosen = label_head.gather(1, heads[..., None].expand(-1, -1, label_head.size(-1)))
        return torch.einsum("bwi,rij,bwj->bwr", label_dep, self.label, chosen)

    def load_mpnet(self, weights):
        """Takes over the pretrained weights; query weights are scaled by 1/√d by attention itself."""
        get = lambda k: weights[k].float()
        self.positions.weight.data = get("embeddings.position_embeddings.weight")
        table = get("embeddings.word_embeddings.weight")
        q, scale = quantise_rows(table, 64)
        self.pieces.weight.data = (q * scale).reshape(table.shape)
        self.pieces.weight.requires_grad_(False)
        self.ln.weight.data, self.ln.bias.data = get("embeddings.LayerNorm.weight"), get("embeddings.LayerNorm.bias")
        self.relative.weight.data = get("encoder.relative_attention_bias.weight")
        for i, layer in enumerate(self.layers):
            load_layer(layer, lambda key: get(f"encoder.layer.{i}.{key}"))


def load_layer(layer, get):
    """Takes over the pretrained weights of one layer."""
    for part in ("weight", "bias"):
        qkv = torch.cat([get(f"attention.attn.{x}.{part}") for x in "qkv"])
        setattr(layer.qkv, part, nn.Parameter(qkv))
        setattr(layer.o, part, nn.Parameter(get(f"attention.attn.o.{part}")))
        setattr(layer.up, part, nn.Parameter(get(f"intermediate.dense.{part}")))
        setattr(layer.down, part, nn.Parameter(get(f"output.dense.{part}")))
        setattr(layer.ln1, part, nn.Parameter(get(f"attention.LayerNorm.{part}")))
        setattr(layer.ln2, part, nn.Parameter(get(f"output.LayerNorm.{part}")))
