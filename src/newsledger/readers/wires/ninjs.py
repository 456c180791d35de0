"""IPTC ninjs, News in JSON, 1.x, 2.x and 3.x: one item a document.

IPTC, ninjs (iptc.org/std/ninjs). The versions differ in the case of names ("versioncreated",
"versionCreated") and in where alternatives stand ("body_text", or a list "bodies" with roles); all
are read. An item is validated against what of the standard is read (vocabulary), not against the
closed schemas of the standard, since providers extend them.
"""

import functools
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from newsledger.model import Capture, Report, Skip
from newsledger.model.kinds import Layer
from newsledger.readers import files, markup_text
from newsledger.readers.tables import jsonlines
from newsledger.readers.wires import nitf, wire, xml_items
from newsledger.readers.wires.wire import Facts

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_ADVICE = "ask its provider for an item of the standard"

_JSON: tuple[Layer, ...] = ("json",)
_MARKUP: tuple[Layer, ...] = ("json", "markup")

Members = Mapping[str, object]


class _Body(NamedTuple):
    kind: str  # "html", "text" or "nitf"
    value: str


def read(capture: Capture) -> Iterator[Report | Skip]:
    """The report of an item, or why there is none; what it is associated with is listed."""
    row = jsonlines.row(capture)
    if isinstance(row, Skip):
        yield row
        return
    item = _folded(row)
    fault = _fault(item)
    if fault:
        yield files.skip(capture.path, f"not a ninjs item: {fault}", _ADVICE)
        return
    status = item.get("pubstatus")
    gone = wire.withdrawn(capture.path, status if isinstance(status, str) else None)
    yield gone or wire.report(capture, capture.charset or "utf-8", _item(item))
    yield from _associated(capture, item)


def _item(item: Members) -> wire.Item:
    text, layers = next(filter(lambda each: each[0], map(_text, _bodies(item))), ("", _JSON))
    uri = str(item["uri"])
    return wire.Item(
        text=text,
        layers=layers,
        url=uri if uri.startswith(("http://", "https://")) else None,
        headlines=_headlines(item),
        bylines=_strings(item, "byline", "by"),
        created=_strings(item, "firstcreated", "contentcreated"),
        changed=_strings(item, "versioncreated"),
        providers=(*_parties(item, "provider"), *_strings(item, "provider", "copyrightholder")),
        credits=(
            *_parties(item, "infosources"),
            *_parties(item, "infosource"),
            *_strings(item, "creditline", "source"),
        ),
        languages=_strings(item, "language"),
    )


def _headlines(item: Members) -> Facts:
    named = sorted(name for name in item if name.startswith("headline_"))
    return (*_listed(item, "headlines"), *_strings(item, "headline", *named, "title"))


def _bodies(item: Members) -> list[_Body]:
    """Alternative bodies: HTML first, since it has the paragraphs, then text, then NITF."""
    found = [_Body(_kind(name[5:]), str(item[name])) for name in item if name.startswith("body_")]
    for each in _objects(item.get("bodies")):
        kind = _kind(f"{each.get('contenttype', '')} {each.get('role', '')}")
        found.append(_Body(kind, str(each.get("value", ""))))
    return sorted(found, key=lambda body: ("html", "text", "nitf", "").index(body.kind))


def _kind(label: str) -> str:
    label = label.casefold()
    return next((kind for kind in ("html", "nitf", "text") if kind in label), "")


def _text(body: _Body) -> tuple[str, tuple[Layer, ...]]:
    if body.kind == "html":
        return markup_text.text(body.value), _MARKUP
    if body.kind == "nitf":
        found = xml_items.parsed(body.value.encode("utf-8", "replace"))
        return ("" if isinstance(found, str) else nitf.text(found[0])), _MARKUP
    return (body.value if body.kind == "text" else ""), _JSON


def _associated(capture: Capture, item: Members) -> Iterator[Skip]:
    held = item.get("associations")
    each = list(held.values()) if isinstance(held, dict) else held
    items = list(_objects(each))
    if items:
        kinds = sorted({str(one.get("type", "item"))[:20] for one in items})
        reason = f"items associated with this one: {len(items)} ({', '.join(kinds[:5])})"
        yield files.skip(f"{capture.path}#associations", reason, "add those with a text as files")


def _folded(value: Members) -> Members:
    """Members under their names in lower case."""
    return {key.casefold(): each for key, each in value.items()}


def _objects(value: object) -> Iterator[Members]:
    for each in value if isinstance(value, list) else []:
        if isinstance(each, dict):
            yield _folded(each)


def _strings(item: Members, *names: str) -> Facts:
    found = ((name, item.get(name)) for name in names)
    return tuple((f"ninjs {name}", value) for name, value in found if isinstance(value, str))


def _listed(item: Members, name: str) -> Facts:
    """Values of a list of alternatives, the main one first."""
    ordered = sorted(_objects(item.get(name)), key=lambda each: each.get("role") != "main")
    values = (each.get("value") for each in ordered)
    return tuple((f"ninjs {name}", value) for value in values if isinstance(value, str))


def _parties(item: Members, name: str) -> Facts:
    value = item.get(name)
    held = _objects(value if isinstance(value, list) else [value])
    names = (each.get("name") for each in held)
    return tuple((f"ninjs {name}", each) for each in names if isinstance(each, str))


def _fault(item: Members) -> str | None:
    """The first thing that is not as the standard has it, in a few words."""
    from jsonschema.exceptions import best_match

    folded = dict(item) | {key: list(_objects(item.get(key))) for key in _lists(item)}
    error = best_match(_validator().iter_errors(folded))
    return f"{error.json_path[:80]} fails {error.validator}" if error else None


def _lists(item: Members) -> Iterator[str]:
    return (key for key in ("bodies", "headlines") if isinstance(item.get(key), list))


@functools.cache
def _validator() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator

    path = resources.files("newsledger.vocabulary").joinpath("ninjs.schema.json")
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
