"""Readers of CoNLL-U and IOB files."""

import re

# Subtypes that the extractor reads; every other one is cut to its universal label.
KEPT = {"nsubj:pass", "csubj:pass", "aux:pass", "nmod:poss", "acl:relcl", "compound:prt", "obl:agent", "cc:preconj",
        "det:predet", "nsubj:outer", "obl:unmarked", "nmod:unmarked"}


def label(deprel):
    """The label that is learned for a UD relation."""
    deprel = re.sub(r"^(obl|nmod):(tmod|npmod)$", r"\1:unmarked", deprel)
    return deprel if deprel in KEPT else deprel.split(":")[0]


def read_conllu(path):
    """Yields {"id", "row": {"w", "u", "h", "d"}} for each sentence."""
    sid, rows = None, []
    for line in path.read_text().split("\n"):
        if line.startswith("# sent_id"):
            sid = line.split("= ")[1].strip()
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            yield {"id": sid, "row": {"w": [c[1] for c in rows], "u": [c[3] for c in rows],
                                      "h": [int(c[6]) for c in rows], "d": [label(c[7]) for c in rows]}}
            rows = []


def read_iob(path):
    """Yields (words, tags in BIO) for each sentence of a CoNLL-like file."""
    words, tags = [], []
    for line in path.read_text().split("\n") + [""]:
        cells = line.split()
        if len(cells) >= 2 and cells[0] != "-DOCSTART-":
            words.append(cells[0])
            tags.append(cells[-1])
        elif not line.strip() and words:
            yield words, bio(tags)
            words, tags = [], []


def bio(tags):
    """IOB1 to BIO: a name that begins with I- begins with B-."""
    fixed = []
    for i, tag in enumerate(tags):
        starts = tag.startswith("I-") and (i == 0 or tags[i - 1][2:] != tag[2:])
        fixed.append("B-" + tag[2:] if starts else tag)
    return fixed
