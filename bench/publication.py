"""The day a page was published, beside htmldate.

Set: `extraction/htmldate-eval`, the 1,000 pages (mostly German and English, news and blogs) that
htmldate is developed and measured on; five of them have no day in their gold, and count as missed.
Split: rules were developed on the pages whose address has an even SHA-256 ("dev"); the others were
not looked at.
Method: that of its repository (tests/comparison.py): the share of pages whose day is the gold's,
from the page alone, without its address. Each system parses the decoded page itself, in a process
of its own; pages per second of CPU time, after one page to load its tables.
"""

import gzip
import hashlib
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import charset_normalizer
import htmldate
import trafilatura

from bench.shared import Figures, present
from newsledger.readers.pages import markup

FILES = ("eval_default.json", "eval_mediacloud_2020.json")


class Page(NamedTuple):
    """A page of the set with the day of its gold."""

    half: str
    text: str | bytes
    day: object


def pages() -> Iterator[Page]:
    """Pages of both files, decoded as the set's own evaluation does."""
    folder = present("bench", "extraction", "htmldate-eval")
    if folder is None:
        return
    for name in FILES:
        for url, gold in json.loads((folder / name).read_text(encoding="utf-8")).items():
            even = int(hashlib.sha256(url.encode()).hexdigest(), 16) % 2 == 0
            content = gzip.decompress((folder / "html" / f"{gold['file']}.gz").read_bytes())
            yield Page("dev" if even else "unseen", _decoded(content), gold["date"])


def _decoded(content: bytes) -> str | bytes:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        guess = charset_normalizer.detect(content)["encoding"]
    try:
        return content.decode(str(guess))
    except (LookupError, UnicodeDecodeError):
        return content


def ours(page: str | bytes) -> str | None:
    """The day that a report read from the page has."""
    tree = trafilatura.load_html(page)
    published = markup.read(tree).published if tree is not None else None
    return published[:10] if published else None


def fast(page: str | bytes) -> str | None:
    """What htmldate finds in markup and marked elements alone."""
    return htmldate.find_date(page, original_date=True, extensive_search=False)


def extensive(page: str | bytes) -> str | None:
    """What htmldate finds with all it has."""
    return htmldate.find_date(page, original_date=True, extensive_search=True)


System = Callable[[str | bytes], str | None]
SYSTEMS: tuple[System, ...] = (ours, fast, extensive)


def run(system: System) -> tuple[list[str | None], float]:
    """The day of every page, and the CPU-seconds spent once the first page was read."""
    every = list(pages())
    system(every[0].text)
    start = time.process_time()
    return [system(page.text) for page in every], time.process_time() - start


def measure() -> dict[str, float]:
    """Accuracy of each system on all pages and on each half, and its pages per CPU-second."""
    figures: dict[str, float] = {}
    every = list(pages())
    for system in SYSTEMS if every else ():
        name = system.__name__
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
            days, seconds = alone.submit(run, system).result()
        figures[f"{name} pages a second"] = len(every) / seconds
        for half in ("all", "dev", "unseen"):
            pairs = zip(days, every, strict=True)
            right = [day == page.day for day, page in pairs if half in {"all", page.half}]
            figures[f"{name} {half}"] = sum(right) / len(right)
    return figures


def main() -> Mapping[str, Figures]:
    """Print a table of all systems."""
    figures = measure()
    if not figures:
        print("publication: the shared folder is missing; nothing measured")
        return {}
    print(f"| day of publication | all | dev | unseen | pages a CPU-second |\n|{' --- |' * 5}")
    names = {"ours": "newsledger", "fast": "htmldate fast", "extensive": "htmldate extensive"}
    for key, name in names.items():
        cells = [f"{figures[f'{key} {half}']:.3f}" for half in ("all", "dev", "unseen")]
        print(f"| {name} | {' | '.join(cells)} | {figures[f'{key} pages a second']:.0f} |")
    return {"publication": figures}


if __name__ == "__main__":
    main()
