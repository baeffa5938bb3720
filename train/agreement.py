"""How far annotators agree: agreement.py SHARED

Two facts are one where their ends overlap in order (or crosswise, where the relation is symmetric) and their relations
are the same; F1 takes one annotator's facts as right. Untyped asks for the ends alone, in any order.
"""

import argparse
import itertools
import pathlib

from pairs import SYMMETRIC, own
from sentences import annotated

HERE = pathlib.Path(__file__).resolve().parent


def same(one, other, typed):
    overlap = lambda a, b: a[0] < b[1] and b[0] < a[1]
    straight = overlap(one[:2], other[:2]) and overlap(one[2:4], other[2:4])
    crosswise = overlap(one[:2], other[2:4]) and overlap(one[2:4], other[:2])
    if typed:
        return one[4] == other[4] and (straight or crosswise and one[4] in SYMMETRIC)
    return straight or crosswise


def report(name, first, second):
    """`first` and `second` hold the facts of each text, by text."""
    shared = sorted(first.keys() & second.keys())
    words = []
    for typed in (True, False):
        counts = [0, 0, 0, 0]
        for text in shared:
            for side, (mine, others) in enumerate(((first[text], second[text]), (second[text], first[text]))):
                counts[2 * side] += sum(any(same(fact, other, typed) for other in others) for fact in mine)
                counts[2 * side + 1] += len(mine)
        p, r = counts[0] / counts[1], counts[2] / counts[3]
        words.append(f"{'typed' if typed else 'untyped'} F1 {2 * p * r / (p + r):.3f} ({counts[1]} and {counts[3]} facts)")
    print(f"{name}: {len(shared)} texts, {', '.join(words)}")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("shared", type=pathlib.Path)
    args = args.parse_args()
    by_annotator = {}
    for text in annotated(HERE / "annotations/news.tsv", args.shared):
        annotator, number = text["id"].split("/", 1)
        by_annotator.setdefault(annotator, {})[number] = text["facts"]
    for one, two in itertools.combinations([a for a in sorted(by_annotator) if a.endswith("c")], 2):
        report(f"news, {one[:-1]} and {two[:-1]}", by_annotator[one], by_annotator[two])
    texts = {text["id"]: text for path in sorted((HERE / "corpus").glob("*.txt")) for text in own(path)}
    again = {t["id"].split("/", 1)[1]: t["facts"] for t in annotated(HERE / "annotations/again.tsv", args.shared, texts)}
    for name, chosen in (("own passages", ("one", "two", "three")), ("own short articles", ("four", "five"))):
        here = {number: facts for number, facts in again.items() if number.split("/")[0] in chosen}
        report(f"{name}, writer and second annotator", {n: texts[n]["facts"] for n in here}, here)


if __name__ == "__main__":
    main()
