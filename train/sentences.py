"""Sentences of public corpora, as they were when `annotations/news.tsv` was made.

The text of those corpora is not ours and stays where it is; the annotations are, and say by offsets what they mean. A
sentence whose text has changed no longer has the check sum that its annotation names.
"""

import csv
import re
import zlib


def check(text):
    return f"{zlib.crc32(text.encode()):08x}"


def news(shared):
    """(id, text) of directed-sentiment (`ds/LINE`) and of the causal news corpus (`cn/ID`)."""
    with open(shared / "data/stance/directed-sentiment/train.txt") as lines:
        for number, line in enumerate(lines):
            text = re.sub(r"[\[\]]", "", line.rstrip("\n").split("\t")[0])
            text = re.sub(r"\s+", " ", text.strip().strip('"').replace('""', '"').strip())
            yield f"ds/{number}", re.sub(r"\b([A-Z])\. (?=[A-Z]\.)", r"\1.", text)
    with open(shared / "data/stance/causal-news/train_subtask1.csv", encoding="utf-8-sig") as rows:
        for row in csv.DictReader(rows):
            yield f"cn/{row['index']}", joined(row["text"])


def joined(text):
    """Tokens of the causal news corpus as running text."""
    text = re.sub(r" ([,.;:!?%)\]])", r"\1", text)
    text = re.sub(r"([(\[$]) ", r"\1", text)
    text = re.sub(r" ([’'] ?)(s|re|ve|ll|d|m|t)\b", r"’\2", text)
    text = re.sub(r"n ’ t\b", "n’t", text)
    text = re.sub(r"(\w) - (\w)", r"\1-\2", text)
    parts = text.split('"')
    if len(parts) % 2 == 1:
        text = "".join(f"“{part.strip()}”" if i % 2 else part for i, part in enumerate(parts))
    return re.sub(r"\s+", " ", text).strip()


def passages(shared):
    """(id, text) of GUM: sentences of a paragraph together until they have 55 words, `gum/DOCUMENT/SENTENCE`."""
    document, number, held = None, 0, []
    with open(shared / "data/ud/gum-train.conllu") as lines:
        for line in [*lines, "# newpar"]:
            if line.startswith("# newdoc"):
                following, ends = line.split("=")[1].strip(), True
            else:
                following, ends = document, line.startswith("# newpar") or len(" ".join(held).split()) > 55
            if ends and held:
                yield f"gum/{document}/{number}", " ".join(held)
                held = []
            document = following
            if line.startswith("# text ="):
                number += not held
                held.append(line[8:].strip())


def annotated(path, shared, own={}):
    """Texts with their facts, each as [subject start, end, object start, end, relation, []], and who annotated them."""
    texts = {number: text["text"] for number, text in own.items()} or dict([*news(shared), *passages(shared)])
    with open(path) as lines:
        for line in lines:
            annotator, number, expected, *facts = line.rstrip("\n").split("\t")
            text = texts.get(number, "")
            if check(text) != expected:
                raise SystemExit(f"{path}: the text of {number} is not the one that was annotated")
            yield {"id": f"{annotator}/{number}", "text": text, "facts": [fact(f) for f in facts], "known": "all"}


def fact(words):
    subject, relation, object = words.split(" ")[:3]
    return [*(int(n) for place in (subject, object) for n in place.split("-")), relation, []]
