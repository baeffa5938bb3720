"""Turns the public corpora into one file of training sentences: prepare.py DATA OUT

DATA is the folder that holds `ud/`, `ner/` and, beside it, `corpus/` and `corpus-real/`. OUT gets `train.jsonl`,
`dev.jsonl` and `test.jsonl`; each line is a sentence: words `w`, optionally tags `u`, heads `h`, labels `d`, and
optionally names `n` (one constraint a word, see `labels.py`), with the corpus it came from in `src`.
"""

import argparse
import json
import pathlib
import random
import re

import labels
from conllu import read_conllu, read_iob


def uner(path):
    """Names of UNER, by sentence id; the column before the annotator holds the tag."""
    found, sid, rows = {}, None, []
    for line in path.read_text().split("\n"):
        if line.startswith("# sent_id"):
            sid = line.split("= ")[1].strip()
        elif line.startswith("#"):
            continue
        elif line.strip():
            cells = line.split("\t")
            rows.append((cells[1], cells[2]))
        elif rows:
            found[sid] = rows
            rows = []
    if rows:
        found[sid] = rows
    return found


def treebank(data, split, names):
    for sent in read_conllu(data / "ud" / f"ewt-{split}.conllu"):
        row = {"src": "ewt", **sent["row"]}
        tagged = names.get(sent["id"])
        if tagged and [w for w, _ in tagged] == row["w"]:
            row["n"] = labels.constrain(row["w"], [t for _, t in tagged], "uner")
        yield row


def plain_names(path, corpus):
    for words, tags in read_iob(path):
        if len(words) <= 150:
            yield {"src": corpus, "w": words, "n": labels.constrain(words, tags, corpus)}


TOKEN = re.compile(r"[A-Za-z]+(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|’(?:s|re|ve|ll|d|m)\b|(?:[A-Z]\.){2,}|\d[\d.,]*\d|\w+|[^\w\s]")


def own(folder, corpus, keep):
    """Names in the articles of a corpus with graphs: every capitalised name or alias of an entity, longest first."""
    for path in sorted(folder.glob("*.json")):
        if not keep(path.stem):
            continue
        graph, text = json.loads(path.read_text()), path.with_suffix(".txt").read_text()
        kinds = {}
        for entity in graph["entities"]:
            for name in [entity["name"], *entity["aliases"]]:
                name = re.sub(r"^(?:the|The|a|A|an|An|its|his|her|their)\s+", "", name).strip()
                content = [w for w in re.findall(r"\w+", name) if len(w) > 3 or w[0].isupper()]
                if content and name[0].isupper() and all(w[0].isupper() or w[0].isdigit() for w in content):
                    kinds.setdefault(name, entity["kind"])
        body = text.split("\n\n\n")[0]
        for block in body.split("\n"):
            for piece in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", block):
                spans = [(m.start(), m.end()) for m in TOKEN.finditer(piece)]
                if not 2 <= len(spans) <= 150:
                    continue
                words = [piece[a:b] for a, b in spans]
                yield {"src": corpus, "w": words, "n": own_tags(piece, spans, words, kinds)}


def own_tags(piece, spans, words, kinds):
    tags = ["O"] * len(words)
    for name in sorted(kinds, key=lambda n: (-len(n), n)):
        for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", piece):
            inside = [i for i, (a, b) in enumerate(spans) if a >= m.start() and b <= m.end()]
            if inside and all(tags[i] == "O" for i in inside):
                for i in inside:
                    tags[i] = ("B-" if i == inside[0] else "I-") + kinds[name]
    return labels.constrain(words, tags, "own")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args = args.parse_args()
    data, ner = args.data, args.data / "ner"
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(1)
    for split in ("dev", "test"):
        rows = list(treebank(data, split, uner(ner / f"uner-ewt-{split}.iob2")))
        (args.out / f"{split}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    train = list(treebank(data, "train", uner(ner / "uner-ewt-train.iob2")))
    train += [{"src": "gum", **s["row"]} for s in read_conllu(data / "ud" / "gum-train.conllu")]
    train += plain_names(ner / "wikigold" / "wikigold.conll.txt", "wikigold")
    train += plain_names(ner / "wnut17" / "wnut17train.conll", "wnut17")
    for path in sorted((ner / "btc").glob("*.conll")):
        train += plain_names(path, "btc")
    train += plain_names(ner / "sec-filings" / "FIN5.txt", "sec")
    for domain in ("politics", "science", "music", "literature", "ai"):
        train += plain_names(ner / "crossner" / domain / "train.txt", "crossner")
    train += own(data.parent / "corpus", "own", lambda stem: int(stem[-2:]) % 5 != 0)
    train += own(data.parent / "corpus-real", "real", lambda _: True)
    random.shuffle(train)
    (args.out / "train.jsonl").write_text("".join(json.dumps(r) + "\n" for r in train))
    held = list(own(data.parent / "corpus", "own", lambda stem: int(stem[-2:]) % 5 == 0))
    (args.out / "own-dev.jsonl").write_text("".join(json.dumps(r) + "\n" for r in held))
    counts = {}
    for row in train:
        n, w = counts.get(row["src"], (0, 0))
        counts[row["src"]] = (n + 1, w + len(row["w"]))
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
