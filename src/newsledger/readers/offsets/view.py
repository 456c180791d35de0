"""Characters seen through a layer, and where in the source each of them stands."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import NamedTuple

Edit = tuple[int, int, str]  # characters from, to, and what stands there once resolved
Run = tuple[int, int, int]  # where a run begins, and its source characters from, to


class View(NamedTuple):
    """Text in runs: run n is text[at[n]:at[n + 1]], from source characters low[n] to high[n].

    A run as long as its source holds the same characters; any other, such as a resolved
    reference, stands for its source as a whole.
    """

    text: str
    at: "array[int]"
    low: "array[int]"
    high: "array[int]"


def whole(text: str) -> View:
    """A source as it is."""
    return View(text, array("I", (0, len(text))), array("I", (0,)), array("I", (len(text),)))


def edited(view: View, edits: Iterable[Edit]) -> View:
    """The view with `edits`, which come in order and do not overlap, made to its text."""
    made = _made(view.text, edits)
    return made if len(view.low) == 1 else _through(made, view)


def source(view: View, place: int) -> tuple[int, int]:
    """Source characters, from and to, of the character at `place`."""
    return _spot(view, bisect_right(view.at, place) - 1, place)


def _made(text: str, edits: Iterable[Edit]) -> View:
    parts: list[str] = []
    low, high, done = array("I"), array("I"), 0
    for start, end, characters in chain(edits, ((len(text), len(text), ""),)):
        if done < start:
            parts.append(text[done:start])
            low.append(done)
            high.append(start)
        if characters:
            parts.append(characters)
            low.append(start)
            high.append(end)
        done = end
    at = array("I", accumulate(map(len, parts), initial=0))
    return View("".join(parts), at, low, high)


def _through(upper: View, lower: View) -> View:
    """Runs of `upper`, which stand in the text of `lower`, in the source of `lower`."""
    at, low, high = array("I"), array("I"), array("I")
    for start, first, last in _runs(upper, lower):
        at.append(start)
        low.append(first)
        high.append(last)
    at.append(len(upper.text))
    return View(upper.text, at, low, high)


def _runs(upper: View, lower: View) -> Iterator[Run]:
    run = 0
    for n, (first, last) in enumerate(zip(upper.low, upper.high, strict=True)):
        start, run = upper.at[n], _run(lower, run, first)
        if upper.at[n + 1] - start == last - first:
            yield from _cut(lower, run, (start, first, last))
        else:
            end = _run(lower, run, last - 1)
            yield start, _spot(lower, run, first)[0], _spot(lower, end, last - 1)[1]


def _cut(lower: View, run: int, kept: Run) -> Iterator[Run]:
    """Parts of a run of kept characters, cut where a run of `lower` ends."""
    start, first, last = kept
    while first < last:
        stop = min(last, lower.at[run + 1])
        yield start, _spot(lower, run, first)[0], _spot(lower, run, stop - 1)[1]
        start, first, run = start + stop - first, stop, run + 1


def _run(view: View, run: int, place: int) -> int:
    """Number of the run of `place`, which is not before `run`."""
    while view.at[run + 1] <= place:
        run += 1
    return run


def _spot(view: View, run: int, place: int) -> tuple[int, int]:
    first, low, high = view.at[run], view.low[run], view.high[run]
    if view.at[run + 1] - first != high - low:
        return low, high
    return low + place - first, low + place - first + 1
