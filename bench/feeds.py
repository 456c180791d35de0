"""Feeds: what the reader keeps beside what each file of a conformance suite states of itself.

Set: `feedparser-wellformed`, 1,749 feeds of feedparser's own test suite (kurtmckee/feedparser,
BSD-2-Clause); rules were developed on it, and it has no held-back part. Most files test the
sanitising of markup; what they state of dates, authors and languages is far less.
Method: the `Expect:` comment of a file is a Python expression. It is parsed, never run: its
conjuncts of the form PATH == LITERAL, and `not X.has_key(NAME)`, are statements; the rest is
counted as unread. A statement on a field that is kept is compared with that field. Where a field
is a transformation, the stated value goes through the same one: markup to plain text, an author
with an address to the name, a date to its moment. The peer is feedparser on the same statements.
"""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

import feedparser

from bench.feed_expectations import Case, Keys, Statement, Value, cases
from bench.shared import Figures, present
from newsledger.model import Capture, Report, Skip
from newsledger.readers import markup_text, moments
from newsledger.readers.feeds import feed, feed_entries

SITE = "http://127.0.0.1:8097/"  # where the suite's own server answers


ENTRY: dict[Keys, str] = {
    ("title",): "title", ("title_detail", "value"): "title", ("link",): "url", ("id",): "id",
    ("guid",): "id", ("author",): "byline", ("author_detail", "name"): "author",
    ("authors", 0, "name"): "author", ("published",): "raw published", ("issued",): "raw published",
    ("created",): "raw published", ("updated",): "raw modified", ("modified",): "raw modified",
    ("date",): "raw date", ("published_parsed",): "published", ("issued_parsed",): "published",
    ("updated_parsed",): "modified", ("modified_parsed",): "modified", ("date_parsed",): "modified",
    ("language",): "language", ("source", "title"): "outlet",
    ("source", "title_detail", "value"): "outlet",
    ("summary",): "summary", ("description",): "summary", ("summary_detail", "value"): "summary",
    ("description_detail", "value"): "summary", ("summary_detail", "language"): "summary language",
    ("content", 0, "value"): "content 0", ("content", 1, "value"): "content 1",
    ("content", 0, "language"): "content 0 language",
    ("content", 1, "language"): "content 1 language",
}  # fmt: skip
FEED: dict[Keys, str] = {
    ("title",): "title", ("title_detail", "value"): "title", ("link",): "url",
    ("language",): "language", ("author",): "byline", ("author_detail", "name"): "author",
    ("authors", 0, "name"): "author", ("updated",): "modified raw", ("modified",): "modified raw",
    ("published",): "published raw", ("updated_parsed",): "modified",
    ("modified_parsed",): "modified", ("published_parsed",): "published",
}  # fmt: skip


REASONS = {  # part of a file's name, and why what is kept differs from what it states
    "_crazy": "stated: a script's code that a sanitiser leaves as text; kept: what a page shows",
    "script_nested_cdata": "stated: the mark of a section inside a section; kept: without marks",
}


def kept(statement: Statement) -> str | None:
    """Name of the field that a statement is on, or None where none such is kept."""
    head, *rest = statement.path
    if head == "feed":
        return FEED.get(tuple(rest))
    return ENTRY.get(tuple(rest[1:])) if head == "entries" and rest else None


def ours(found: feed_entries.Feed, statement: Statement, field: str) -> Value:
    """The value we keep where a statement stands, or None."""
    if statement.path[0] == "feed":
        return _of_feed(found, field)
    number = statement.path[1]
    if not isinstance(number, int) or number >= len(found.entries):
        return None
    return _of_entry(found.entries[number], field)


def _of_feed(found: feed_entries.Feed, field: str) -> Value:
    name = field.partition(" ")[0]
    return found.author if name == "byline" else getattr(found, name)


def _of_entry(entry: feed_entries.Entry, field: str) -> Value:
    name, _, rest = field.partition(" ")
    if name == "byline":
        return next((each.value for each in entry.stated if each.field == "byline"), None)
    if name == "raw":
        return [each.value for each in entry.stated if each.field in {"published", "modified"}]
    if name in {"content", "summary"}:
        parts = [each for each in entry.contents if each.name == name]
        place = int(rest[0]) if name == "content" else 0
        part = parts[place] if place < len(parts) else None
        return part and (part.language if rest.endswith("language") else part)
    if name == "modified" and any(each.source == "dc:date" for each in entry.stated):
        return entry.published or entry.modified  # read as the date of issue, not of a revision
    return getattr(entry, name)


def agrees(found: feed_entries.Feed, statement: Statement, field: str) -> bool:
    """Whether what is kept is what a file states, the stated value read the same way."""
    value, stated = ours(found, statement, field), statement.value
    if statement.absent:
        return value is None
    if isinstance(value, feed_entries.Content):
        show = markup_text.text if value.markup else markup_text.plain
        return value.text == show(str(stated))
    if isinstance(value, list):
        return stated in value
    if field in {"published", "modified"}:
        return isinstance(stated, tuple) and _moment(value) == stated[:6]
    if field == "author" and "authors" in statement.path:
        return str(stated) in str(value).split(", ")
    return value in _shown(stated, field, statement.path[0] == "feed")


def _moment(value: Value) -> tuple[int, ...] | None:
    if not isinstance(value, str):
        return None
    when = datetime.fromisoformat(value)
    when = when.astimezone(UTC) if when.tzinfo else when
    return tuple(when.timetuple())[:6]


def _shown(stated: Value, field: str, of_feed: bool) -> list[Value]:
    """Forms that a stated value may have when it is kept: on one line, without markup."""
    text = str(stated or "")
    if field.endswith(" raw"):
        return [moments.iso(text)]
    if field in {"title", "outlet"}:
        return [" ".join(text.split()), " ".join(markup_text.text(text).split()) or None]
    if field == "byline" and of_feed:
        return [text, re.sub(r"\s*\([^()]*@[^()]*\)$", "", text)]
    return [" ".join(text.split()) or None]


def _peer(case: Case, statement: Statement) -> bool:
    """Whether feedparser's own result is what a file states."""
    value: Value = feedparser.parse(BytesIO(case.content), response_headers=_served(case))
    try:
        for key in statement.path:
            value = value[key]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return statement.absent
    return not statement.absent and value == statement.value


def _served(case: Case) -> dict[str, str]:
    place = _place(case)
    return {"content-type": "application/xml", **case.headers,
            **({"content-location": place} if place else {})}  # fmt: skip


def _place(case: Case) -> str | None:
    """Address of a file that the suite serves, or the one it is served with; others have none."""
    if not (case.headers or Path(case.name).name.startswith("http")):
        return None
    place = urljoin(SITE + case.name, case.headers.get("content-location", ""))
    return place if place.startswith("http") else SITE + case.name


def _capture(case: Case) -> Capture:
    sha256 = hashlib.sha256(case.content).hexdigest()
    language = case.headers.get("content-language")
    return Capture(
        sha256=sha256,
        path=case.name,
        content=case.content,
        url=_place(case),
        language=language,
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts over the suite, and each statement that differs with the value that is kept."""

    counts: Counter[str]
    differing: list[tuple[str, Statement, str]]


def compare(root: Path) -> Outcome:
    """Read every file and compare every statement on a field that is kept."""
    found = Outcome(Counter[str](), [])
    for case in cases(root):
        found.counts["files"] += 1
        found.counts["statements"] += len(case.statements)
        found.counts["parts of expectations not read"] += case.unread
        _read(case, found.counts)
        _compare(case, found)
    return found


def _read(case: Case, counts: Counter[str]) -> None:
    for each in feed.read(_capture(case)):
        if isinstance(each, Report):
            counts["reports"] += 1
            counts["reports with blocks"] += bool(each.blocks)


def _compare(case: Case, outcome: Outcome) -> None:
    found = feed_entries.parsed(_capture(case))
    if isinstance(found, Skip):
        outcome.counts["files refused"] += 1
        return
    on = [(each, field) for each in case.statements if (field := kept(each))]
    outcome.counts["files with a statement on a kept field"] += bool(on)
    for statement, field in on:
        value, same = ours(found, statement, field), agrees(found, statement, field)
        shown = value.text if isinstance(value, feed_entries.Content) else value
        outcome.counts["statements on a kept field"] += 1
        outcome.counts["equal"] += same
        outcome.counts["equal, and not empty"] += same and bool(shown)
        outcome.counts["equal in feedparser"] += _peer(case, statement)
        if not same:
            outcome.differing.append((case.name, statement, repr(shown)))


def measure(root: Path) -> dict[str, float]:
    """Figures that can be pinned."""
    return _pinned(compare(root))


def _pinned(found: Outcome) -> dict[str, float]:
    counts = found.counts
    return {
        "files read": counts["files"] - counts["files refused"],
        "equal": counts["equal"] / counts["statements on a kept field"],
    }


def _speed(root: Path) -> dict[str, float]:
    """Files per CPU-second of the reader, and of feedparser alone."""
    held = [_capture(case) for case in cases(root)]
    start = time.process_time()
    for each in held:
        list(feed.read(each))
    between = time.process_time()
    for each in held:
        feedparser.parse(BytesIO(each.content))
    end = time.process_time()
    return {
        "files per CPU-second": len(held) / (between - start),
        "files per CPU-second, feedparser": len(held) / (end - between),
    }


def main() -> Mapping[str, Figures]:
    """Print the table, and every statement that differs with the reason."""
    root = present("bench", "extraction", "feedparser-wellformed", "wellformed")
    if not root:
        print("feeds: the shared folder is missing; nothing measured")
        return {}
    found = compare(root)
    print("| figure | value |\n| --- | --- |")
    for name, count in found.counts.items():
        print(f"| {name} | {count:,} |")
    for name, speed in _speed(root).items():
        print(f"| {name} | {speed:,.0f} |")
    print("\n| differs | field | kept | reason |\n| --- | --- | --- | --- |")
    for name, statement, value in found.differing:
        path = ".".join(map(str, statement.path))
        reason = next((why for part, why in REASONS.items() if part in name), "a fault")
        print(f"| {name} | {path} | {value[:60]} | {reason} |")
    return {"feeds": _pinned(found)}


if __name__ == "__main__":
    main()
