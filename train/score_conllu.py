"""Scores an analysis of raw text against a treebank: score_conllu.py GOLD SYSTEM

The measures are those of the CoNLL 2018 shared task (Zeman et al. 2018, section 5.1): words are aligned by the
characters that they cover, white space aside, and every figure is an F1 in per cent. Labels are cut to the universal
ones. Words of a multiword token have no place of their own, so those are aligned by their forms.
"""

import argparse
import pathlib


def read(path):
    """All characters but white space, sentences as spans, and words in order."""
    text, sentences, words = [], [], []
    for block in path.read_text().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        start, base, inside = len(text), len(words) - 1, None
        for cells in rows:
            if "." in cells[0]:
                continue
            form = "".join(cells[1].split())
            if "-" in cells[0]:
                inside = (int(cells[0].split("-")[1]), (len(text), len(text) + len(form)))
                text.extend(form)
                continue
            if inside and int(cells[0]) <= inside[0]:
                span, multi = inside[1], True
            else:
                span, multi = (len(text), len(text) + len(form)), False
                text.extend(form)
            words.append({"form": cells[1].lower(), "lemma": cells[2], "upos": cells[3], "span": span, "multi": multi,
                          "head": base + int(cells[6]) if int(cells[6]) else -1, "label": cells[7].split(":")[0]})
        if rows:
            sentences.append((start, len(text)))
    return "".join(text), sentences, words


def align(gold, system):
    """Pairs of indices of words that are the same word."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        g, s = gold[i], system[j]
        if not (g["multi"] or s["multi"]):
            if g["span"] == s["span"]:
                pairs.append((i, j))
            # Whichever begins first cannot be met any more.
            i, j = i + (g["span"][0] <= s["span"][0]), j + (s["span"][0] <= g["span"][0])
            continue
        if not g["multi"] and g["span"][1] <= s["span"][0]:
            i += 1
            continue
        if not s["multi"] and s["span"][1] <= g["span"][0]:
            j += 1
            continue
        first_i, first_j = i, j
        end = max(w["span"][1] for w in (g, s) if w["multi"])
        while True:
            before = (i, j)
            while i < len(gold) and gold[i]["span"][0] < end:
                end, i = max(end, gold[i]["span"][1]) if gold[i]["multi"] else end, i + 1
            while j < len(system) and system[j]["span"][0] < end:
                end, j = max(end, system[j]["span"][1]) if system[j]["multi"] else end, j + 1
            if before == (i, j):
                break
        pairs += [(first_i + a, first_j + b) for a, b in common([w["form"] for w in gold[first_i:i]],
                                                               [w["form"] for w in system[first_j:j]])]
    return pairs


def common(a, b):
    """A longest common subsequence, as pairs of indices."""
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            best[i][j] = best[i + 1][j + 1] + 1 if a[i] == b[j] else max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("gold", type=pathlib.Path)
    args.add_argument("system", type=pathlib.Path)
    args = args.parse_args()
    gold_text, gold_sentences, gold = read(args.gold)
    system_text, system_sentences, system = read(args.system)
    if gold_text != system_text:
        at = next((i for i, (a, b) in enumerate(zip(gold_text, system_text)) if a != b), min(len(gold_text), len(system_text)))
        raise SystemExit(f"the texts differ: gold …{gold_text[at - 20:at + 20]}…, system …{system_text[at - 20:at + 20]}…")
    pairs = align(gold, system)
    meets = dict(pairs)
    same = lambda key: sum(gold[i][key] == system[j][key] for i, j in pairs)
    attached = [(i, j) for i, j in pairs if meets.get(gold[i]["head"], -1 if gold[i]["head"] < 0 else None) == system[j]["head"]]
    right = {"UPOS": same("upos"), "Lemmas": sum(gold[i]["lemma"] in ("_", system[j]["lemma"]) for i, j in pairs),
             "UAS": len(attached), "LAS": sum(gold[i]["label"] == system[j]["label"] for i, j in attached)}
    f1 = lambda correct, a, b: 200 * correct / max(1, a + b)
    found = len(set(gold_sentences) & set(system_sentences))
    print(f"Sentences {f1(found, len(gold_sentences), len(system_sentences)):6.2f}")
    print(f"Words     {f1(len(pairs), len(gold), len(system)):6.2f}")
    for name in ("UPOS", "UAS", "LAS", "Lemmas"):
        print(f"{name:9} {f1(right[name], len(gold), len(system)):6.2f}")


if __name__ == "__main__":
    main()
