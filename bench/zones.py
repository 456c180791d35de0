"""Furniture in text that is already scraped, and the agency a report credits.

Sets: `seeds` (2 pages), `karabakh` (63 re-told reports) and its `noisy` variant; all are dev, so
these figures promise nothing of other crises. `pile`: the karabakh reports dealt to eight made-up
outlets whose page lines no vocabulary holds, for what is learnt from repetition alone.
Method: furniture by the ledger's scorer beside the sets (characters, white space left out), with
datelines as furniture and, second, as body; body lost is the share of the article's characters
zoned as neither body, headline nor dateline. Peers are fed the text with each line a paragraph;
what they leave out counts as furniture. Agency: of the reports whose gold names a news agency,
of those among them that were found to credit one, and of those whose own text names the gold's
outside photo credits. The gold also names agencies that no word of a report does.
"""

import importlib.util
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from pathlib import Path
from types import ModuleType

from bench.scraped_peers import PEERS
from bench.shared import SHARED, Figures, present
from newsledger import names, publication
from newsledger.model import Report, Zone, identified
from newsledger.zones import agencies, learnt, lines, zone

SETS = {"seeds": ("dev", "seeds"), "karabakh": ("dev", "karabakh"),
        "noisy": ("dev", "karabakh", "noisy")}  # fmt: skip
BODY = frozenset({"body", "headline", "dateline"})
OUTLETS = 8
NAMES = names.load()

Zoned = Mapping[str, Sequence[Zone]]


@dataclass(frozen=True, slots=True)
class Text:
    """A report, the characters of it that are furniture, and those counted neither way."""

    report: Report
    furniture: frozenset[int]
    aside: frozenset[int]


def measure(name: str) -> dict[str, float | None]:
    """Figures of one set: furniture and body lost, alone and with what the set teaches; agency."""
    folder = SHARED.joinpath(*SETS[name])
    texts = _texts(folder)
    alone = {each.report.id: zone(each.report, NAMES) for each in texts}
    figures = _scored(folder, texts, alone)
    known = {f"learnt {k}": v for k, v in _scored(folder, texts, _learnt(texts, alone)).items()}
    return {**figures, **known, **_agencies(folder, texts, alone)}


def measure_peers(name: str) -> dict[str, dict[str, float | None]]:
    """The same figures of furniture for what each peer keeps of the same texts."""
    folder = SHARED.joinpath(*SETS[name])
    texts = _texts(folder)
    return {
        peer: _scored(folder, texts, {t.report.id: _kept(t.report, keep) for t in texts})
        for peer, keep in PEERS.items()
    }


def measure_pile() -> dict[str, float | None]:
    """Recall of page lines no vocabulary knows, and body lost, alone and with what is learnt."""
    texts = [_page(text, number) for number, text in enumerate(_texts(SHARED / "dev" / "karabakh"))]
    alone = {each.report.id: zone(each.report, NAMES) for each in texts}
    taught = _learnt(texts, alone)
    return {
        "recall": _recall(texts, alone),
        "learnt recall": _recall(texts, taught),
        "body lost": _lost(texts, alone),
        "learnt body lost": _lost(texts, taught),
    }


def main() -> Mapping[str, Figures]:
    """Print a table of furniture with peers, and one of agencies."""
    if not present("eval", "score_ledger.py"):
        print("zones: the shared folder is missing; nothing measured")
        return {}
    print("| set | reader | P | R | F1 | F1, datelines as body | body lost % |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    columns = ("precision", "recall", "f1", "f1 with datelines as body")
    found: dict[str, Figures] = {}
    for name in SETS:
        own = found[f"zones {name}"] = measure(name)
        rows = {"newsledger": own, "newsledger, learnt": _unprefixed(own), **measure_peers(name)}
        for reader, figures in rows.items():
            cells = [_shown(figures[column]) for column in columns]
            print(
                f"| {name} | {reader} |",
                " | ".join(cells),
                f"| {100 * (figures['body lost'] or 0):.2f} |",
            )
        print(f"| {name} | agency, of all {own['agencies']:.0f} | {_shown(own['agency'])} |||||")
        for base in ("agency where one is credited", "agency where named"):
            print(f"| {name} | {base} | {_shown(own[base])} |||||")
    pile = found["zones pile"] = measure_pile()
    print("| pile |", ", ".join(f"{k} {_shown(v)}" for k, v in pile.items()), "|||||")
    return found


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _unprefixed(figures: Mapping[str, float | None]) -> dict[str, float | None]:
    return {k.removeprefix("learnt "): v for k, v in figures.items() if k.startswith("learnt ")}


def _texts(folder: Path) -> list[Text]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    marked: dict[tuple[str, bool], set[int]] = {}
    for each in gold["boilerplate"]:
        key = (each["report"].removesuffix(".txt"), each["kind"] == "background")
        marked.setdefault(key, set()).update(range(each["start"], each["end"]))
    out = []
    for path in sorted((folder / "reports").glob("*.txt")):
        content = path.read_bytes()
        report = Report(
            path=path.name, text=content.decode(), source_sha256=sha256(content).hexdigest()
        )
        found = (marked.get((path.stem, aside), ()) for aside in (False, True))
        out.append(Text(identified(report), *map(frozenset, found)))
    return out


def _learnt(texts: Iterable[Text], alone: Zoned) -> Zoned:
    reports = [each.report for each in texts]
    known = learnt.learn(learnt.profile(report, alone[report.id]) for report in reports)
    return {r.id: zone(r, NAMES, known.get(r.id, frozenset())) for r in reports}


def _scored(folder: Path, texts: Sequence[Text], zoned: Zoned) -> dict[str, float | None]:
    scorer = _scorer()
    gold = scorer.Gold(str(folder))
    with tempfile.TemporaryDirectory() as temporary:
        export = Path(temporary) / "export.jsonl"
        export.write_text("".join(_lines(texts, zoned)), encoding="utf-8")
        found = scorer.score_zones(gold, scorer.Export(str(export), gold))
    strict, loose = found["boilerplate"], found["boilerplate, datelines as body"]
    return {
        "precision": strict["precision"],
        "recall": strict["recall"],
        "f1": strict["f1"],
        "f1 with datelines as body": loose["f1"],
        "body lost": _lost(texts, zoned),
    }


def _lines(texts: Iterable[Text], zoned: Zoned) -> Iterable[str]:
    for each in texts:
        own = {"type": "report", "id": each.report.id, "path": each.report.path}
        yield json.dumps({**own, "text": each.report.text}) + "\n"
        for z in zoned[each.report.id]:
            row = {"type": "zone", "id": z.id, "report": z.report, "kind": z.kind}
            yield json.dumps({**row, "start": z.start, "end": z.end}) + "\n"


def _scorer() -> ModuleType:
    path = SHARED / "eval" / "score_ledger.py"
    spec = importlib.util.spec_from_file_location("score_ledger", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _marked(text: Text, zones: Iterable[Zone]) -> set[int]:
    marked = {n for z in zones if z.kind not in BODY for n in range(z.start, z.end)}
    return {n for n in marked if not text.report.text[n].isspace()} - text.aside


def _body(text: Text) -> set[int]:
    ink = {n for n, char in enumerate(text.report.text) if not char.isspace()}
    return ink - text.furniture - text.aside


def _lost(texts: Iterable[Text], zoned: Zoned) -> float:
    pairs = [(_body(t), _marked(t, zoned[t.report.id])) for t in texts]
    return sum(len(body & marked) for body, marked in pairs) / sum(len(body) for body, _ in pairs)


def _recall(texts: Sequence[Text], zoned: Zoned) -> float:
    found = sum(len(t.furniture & _marked(t, zoned[t.report.id])) for t in texts)
    inked = sum(not t.report.text[n].isspace() for t in texts for n in t.furniture)
    return found / inked


def _agencies(folder: Path, texts: Iterable[Text], zoned: Zoned) -> dict[str, float | None]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    wanted = {
        member["id"].removesuffix(".txt"): origin["agency"]
        for origin in gold["origins"]
        for member in origin["members"]
        if origin["agency"] in NAMES.agencies.values()
    }
    asked = [t for t in texts if t.report.path.removesuffix(".txt") in wanted]
    rows = [_agency(t, zoned[t.report.id], wanted[t.report.path[:-4]]) for t in asked]
    return {
        "agencies": len(rows),
        "agency": _share([right for right, _, _ in rows]),
        "agency where one is credited": _share([right for right, credited, _ in rows if credited]),
        "agency where named": _share([right for right, _, named in rows if named]),
    }


def _share(right: Sequence[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def _agency(text: Text, zones: Sequence[Zone], wanted: str) -> tuple[bool, bool, bool]:
    """Whether the first agency is the gold's, if one was found, if the text names the gold's."""
    facts = publication.facts(text.report, zones, NAMES)
    first = next((fact.value for fact in facts if fact.field == "agency"), None)
    known = agencies.patterns(NAMES)
    read = "\n".join(
        text.report.text[z.start : z.end] for z in zones if z.kind not in {"caption", "credit"}
    )
    named = any(
        credit.agency == wanted for credit in agencies.credited(known.anywhere, read, known)
    )
    return first == wanted, first is not None, named


def _page(text: Text, number: int) -> Text:
    """The report as a page of one of the outlets, with that outlet's lines around and in it."""
    outlet = number % OUTLETS
    edges = (f"{_invented(outlet, 0)}\n{_invented(outlet, 1)}\n\n", f"{_invented(outlet, 2)}\n\n",
             f"\n\n{_invented(outlet, 3)}\n{_invented(outlet, 4)}\n")  # fmt: skip
    own = text.report.text
    middle = own.rfind("\n\n") + 2 if "\n\n" in own else 0
    page = edges[0] + own[:middle] + edges[1] + own[middle:] + edges[2]
    report = replace(text.report, text=page, outlet=f"Outlet {outlet}", source_sha256=page, id="")
    first, second = len(edges[0]), len(edges[0]) + middle
    after = second + len(edges[1])
    added = {*range(first), *range(second, after), *range(len(page) - len(edges[2]), len(page))}
    aside = (n + (first if n < middle else after - middle) for n in text.furniture | text.aside)
    return Text(identified(report), frozenset(added), frozenset(aside))


def _invented(outlet: int, number: int) -> str:
    """A title of words nobody knows, the same in every run."""
    code = sha256(f"{outlet}/{number}".encode()).hexdigest()
    parts = (code[n : n + 4] for n in range(0, 24, 4))
    return " ".join("".join(chr(97 + int(c, 16)) for c in part) for part in parts).capitalize()


def _kept(report: Report, keep: Callable[[str], str]) -> tuple[Zone, ...]:
    """Zones of a peer: body the lines that stand in what it keeps, furniture the others."""
    found = lines.split(report.text)
    markup = "".join(f"<p>{escape(line.text)}</p>\n" for line in found)
    kept = _words(keep(f"<html><body><article>{markup}</article></body></html>"))
    return tuple(
        identified(Zone(report=report.id, start=line.start, end=line.end, kind="other"))
        for line in found
        if _words(line.text) not in kept
    )


def _words(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])


if __name__ == "__main__":
    main()
