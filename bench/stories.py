"""Story threads: pages of one incident, texts on one happening, one crisis among many incidents.

Sets (all dev; the constants in `newsledger.stories` are chosen on them): `registry`, 2,602 pages of
1,618 local incidents with their days; `ECB+`, 982 texts of 86 happenings in 43 pairs of a kind, no
days; `crisis`, 62 re-told reports of one fortnight, alone and among a quarter of the incidents.
Method: every page is a unit of its own (dispatches are measured in `copies`); zones are the
project's, sentences are cut at full stops. *On arrival*: pages in order of day and id, each
labelled with only earlier pages known, weights included, and no label revised. *At the end*: the
same run after its merges and splits. *At once*: all pages new in one run. Leave-topics-out: topics
dealt to five folds by number, the threshold with the best pairwise F1 on four folds applied to the
fifth clustered by itself; peers, all on plain tf-idf, are calibrated in the same way, and on the
registry have their best threshold on the set itself, weights from all pages and the same decay.
Curves: one rule at all thresholds over all, a half and a quarter of the incidents, ECB+, the mix.
"""

import gzip
import json
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import newsledger
from bench.shared import HERE, SHARED, Figures, present
from bench.stories_peers import Groups, Rule, peers
from newsledger import names
from newsledger.lineage import days
from newsledger.model import Annotations, Report, Sentence
from newsledger.stories import sketches, state, unit
from newsledger.stories.clustering import ONE_STORY
from newsledger.stories.state import Compared, Item, State, Unit
from newsledger.zones import zone

SETS = {"registry": ("bench", "registry"), "ECB+": ("bench", "lineage", "ecbplus.jsonl.gz"),
        "crisis": ("dev", "karabakh", "reports")}  # fmt: skip
STEPS = tuple(round(0.5 + 0.05 * n, 2) for n in range(10))
PLAIN_STEPS = (0.05, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4)
FOLDS = 5
SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?!\s))*[.!?\n]?")
NAMES = names.load()

Labels = Mapping[str, str]


def read(key: str, text: str, title: str, day: str | None) -> Unit:
    """A page as a unit, with its own zones and sentences cut at full stops."""
    report = Report(id=key, path=key, text=text, source_sha256=key, title=title or None)
    body = [z for z in zone(report, NAMES) if z.kind in {"body", "headline"}]
    spans = [m.span() for z in body for m in SENTENCE.finditer(text, z.start, z.end)]
    cut = tuple(Sentence(report=key, start=a, end=b, paragraph=0) for a, b in spans)
    sketch = sketches.sketch(report, Annotations(report=key, sentences=cut))
    return unit([(day or "9999", key)], {key: sketch}, days.read(day))


def registry() -> tuple[list[Unit], Labels]:
    """The pages of the registry and the incident each is on."""
    folder = SHARED.joinpath(*SETS["registry"])
    incidents = map(json.loads, (folder / "registry.dev.jsonl").read_text("utf-8").splitlines())
    gold = {page: row["incident"] for row in incidents for page in row["docs"]}
    pages = _rows(folder / "pages.dev.jsonl.gz")
    known = [p for p in pages if p["id"] in gold]
    units = [read(p["id"], p["content"], p["title"], p["dct"]) for p in known]
    return units, {u.key: gold[u.key] for u in units}


def pairs_of_a_kind() -> tuple[list[Unit], Labels]:
    """The texts of ECB+ and the happening each is on."""
    rows = _rows(SHARED.joinpath(*SETS["ECB+"]))
    return [read(r["id"], r["text"], "", None) for r in rows], {
        r["id"]: r["subtopic"] for r in rows
    }


def crisis() -> tuple[list[Unit], Labels]:
    """The reports of one crisis, a dispatch of the project's own flow as a unit."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "crisis.ledger"
        newsledger.add(ledger, [SHARED.joinpath(*SETS["crisis"])])
        rows = [json.loads(line) for line in newsledger.export(ledger)]
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["type"] == "report":
            first.setdefault(row["dispatch"], row)
    units = [read(r["id"], r["text"], r["title"], r["published"]) for r in first.values()]
    return units, {u.key: "crisis" for u in units}


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def scored(gold: Labels, groups: Iterable[Iterable[str]]) -> dict[str, float]:
    """Pairwise precision, recall and F1, and B-cubed F1, of the items that have a gold label."""
    label = {key: str(n) for n, group in enumerate(groups) for key in group}
    both = Counter((gold[key], label[key]) for key in gold)
    true, found = Counter(gold.values()), Counter(label[key] for key in gold)
    right, of_found, of_true = (_pairs(c.values()) for c in (both, found, true))
    precise = sum(n * n / found[f] for (_, f), n in both.items()) / len(gold)
    full = sum(n * n / true[t] for (t, _), n in both.items()) / len(gold)
    return {
        "pairwise P": right / of_found if of_found else 0.0,
        "pairwise R": right / of_true if of_true else 0.0,
        "pairwise F1": 2 * right / (of_found + of_true) if of_found + of_true else 0.0,
        "B-cubed F1": 2 * precise * full / (precise + full),
    }


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def grouped(labels: Labels) -> Groups:
    """Items by label."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, label in labels.items():
        found[label].append(key)
    return list(found.values())


def streamed(units: Sequence[Unit]) -> tuple[Groups, Groups, float]:
    """Groups by the label on arrival and at the end, and milliseconds a page."""
    now, on_arrival = State(), {}
    begun = time.perf_counter()
    for each in sorted(units, key=lambda each: each.times):
        state.add(now, [each])
        on_arrival[each.key] = now.story_of[each.key]
    spent = 1000 * (time.perf_counter() - begun) / len(units)
    return grouped(on_arrival), grouped(now.story_of), spent


def rule(units: Sequence[Unit]) -> Rule:
    """The project's threads of some of the units, all compared at once, by threshold."""
    now = State()
    for each in units:
        state.know(now, each)
    found = state.compare(now, {each.key: Item((each.key,), (each.key,)) for each in units})
    return lambda keys, least: state.group(_of(found, keys), least=least)


def _of(found: Compared, keys: set[str]) -> Compared:
    sums = {(a, b): n for (a, b), n in found.sums.items() if a in keys and b in keys}
    masses = {key: each for key, each in found.masses.items() if key in keys}
    return Compared(masses, sums, {key: found.sides[key] for key in keys})


def left_out(gold: Labels, by: Rule, steps: Sequence[float]) -> tuple[list[float], float, float]:
    """Pairwise F1 of each fold of topics, their mean, and that of all folds' pairs together."""
    topic = {key: int(label.split("_")[0]) % FOLDS for key, label in gold.items()}
    figures, pooled = [], []
    for fold in range(FOLDS):
        known = {key: label for key, label in gold.items() if topic[key] != fold}
        held = {key: label for key, label in gold.items() if topic[key] == fold}
        tried = {t: scored(known, by(set(known), t))["pairwise F1"] for t in steps}
        groups = by(set(held), max(tried, key=tried.__getitem__))
        pooled += groups
        figures.append(scored(held, groups)["pairwise F1"])
    return figures, sum(figures) / FOLDS, scored(gold, pooled)["pairwise F1"]


def measure_registry(units: Sequence[Unit], gold: Labels) -> dict[str, dict[str, float]]:
    """The project on arrival, at the end and at once; peers at their best threshold."""
    arrived, ended, spent = streamed(units)
    keys = set(gold)
    rows = {
        "on arrival": scored(gold, arrived) | {"ms a page": spent},
        "at the end": scored(gold, ended),
        "at once": scored(gold, rule(units)(keys, ONE_STORY)),
    }
    for name, peer in peers(units).items():
        tried = [scored(gold, peer(keys, t)) for t in PLAIN_STEPS]
        rows[name] = max(tried, key=lambda f: f["pairwise F1"])
    return rows


def curves(piles: Mapping[str, tuple[Sequence[Unit], Labels]]) -> dict[str, list[float]]:
    """Pairwise F1 of each pile at each threshold."""
    rules = {name: (gold, rule(units)) for name, (units, gold) in piles.items()}
    return {
        name: [scored(gold, by(set(gold), t))["pairwise F1"] for t in STEPS]
        for name, (gold, by) in rules.items()
    }


def part(units: Sequence[Unit], gold: Labels, share: int) -> tuple[list[Unit], Labels]:
    """Units of one in `share` of the labels."""
    kept = set(sorted(set(gold.values()))[::share])
    return [u for u in units if gold[u.key] in kept], {k: g for k, g in gold.items() if g in kept}


def drawn(found: Mapping[str, Sequence[float]]) -> str:
    """The curves as a picture."""
    colours = ("#1b6ca8", "#5aa469", "#d35d6e", "#8b5fbf", "#c98a1b")
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" font-size="12">',
             '<path d="M50 20V310H480" fill="none" stroke="#444"/>',
             '<text x="200" y="345">threshold</text>',
             '<text x="8" y="14">pairwise F1</text>']  # fmt: skip
    lines += [f'<text x="18" y="{314 - 290 * y / 10:.0f}">{y / 10}</text>' for y in range(0, 11, 2)]
    lines += [f'<text x="{42 + 46 * n}" y="326">{t}</text>' for n, t in enumerate(STEPS)]
    for row, (colour, (name, ys)) in enumerate(zip(colours, found.items(), strict=False)):
        points = " ".join(f"{50 + 46 * n},{310 - 290 * y:.1f}" for n, y in enumerate(ys))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
        lines.append(f'<text x="490" y="{40 + 20 * row}" fill="{colour}">{name}</text>')
    return "\n".join([*lines, "</svg>", ""])


def main() -> Mapping[str, Figures]:
    """Print a table for each set and the curves, which are drawn beside this file as well."""
    if not all(present(*parts) for parts in SETS.values()):
        print("stories: the shared folder is missing; nothing measured")
        return {}
    local, kinds, one = registry(), pairs_of_a_kind(), crisis()
    rows = measure_registry(*local)
    columns = ("pairwise P", "pairwise R", "pairwise F1", "B-cubed F1")
    _table("registry", columns, {name: [f[c] for c in columns] for name, f in rows.items()})
    print(f"{rows['on arrival']['ms a page']:.1f} ms a page on arrival\n")
    held = {"newsledger": left_out(kinds[1], rule(kinds[0]), STEPS)}
    held |= {n: left_out(kinds[1], p, PLAIN_STEPS) for n, p in peers(kinds[0]).items()}
    folds = tuple(f"fold {n}" for n in range(FOLDS))
    table = {name: [*each, *both] for name, (each, *both) in held.items()}
    _table("ECB+, pairwise F1, leave-topics-out", (*folds, "mean", "pooled"), table)
    quarter = part(*local, 4)
    mixed = ([*quarter[0], *one[0]], {**quarter[1], **one[1]})
    found = curves({"registry": local, "1/2 of it": part(*local, 2), "1/4 of it": quarter,
                    "ECB+": kinds, "1/4 and crisis": mixed})  # fmt: skip
    _table("pairwise F1 by threshold", tuple(map(str, STEPS)), found)
    (HERE / "stories.svg").write_text(drawn(found), encoding="utf-8")
    own = {f"registry {name} {c}": rows[name][c] for name in ("on arrival", "at the end")
           for c in ("pairwise F1", "B-cubed F1")}  # fmt: skip
    ecb = dict(zip(("ECB+ mean", "ECB+ pooled"), held["newsledger"][1:], strict=True))
    whole = max(map(len, rule(one[0])(set(one[1]), ONE_STORY))) / len(one[0])
    print(f"crisis alone: {whole:.2f} of its dispatches in one thread")
    return {"stories": {**own, **ecb, "crisis in one": whole}}


def _table(head: str, columns: Sequence[str], rows: Mapping[str, Iterable[float]]) -> None:
    print(f"| {head} |", " | ".join(columns), "|")
    print("| --- |" + " --- |" * len(columns))
    for name, figures in rows.items():
        print(f"| {name} |", " | ".join(f"{figure:.3f}" for figure in figures), "|")
    print()


if __name__ == "__main__":
    main()
