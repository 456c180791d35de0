"""The Python API: the same verbs as the command line, on a ledger's path or database URL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from newsledger import intake, language, learning, ledger, names, sitrep
from newsledger import verify as checks
from newsledger.exporters import jsonl
from newsledger.intake import BY_NAME, Taken
from newsledger.model import Skip
from newsledger.progress import Progress, silent
from newsledger.readers import web
from newsledger.readers.web import MOST, Settings
from newsledger.store import Store, open_store
from newsledger.tools import Tools
from newsledger.view import View, open_view
from newsledger.view import pending as unbuilt

Location = str | Path
POLITE = Settings()


def add(
    location: Location,
    paths: Iterable[Location] = (),
    *,
    names_files: Sequence[Path] = (),
    columns: Mapping[str, str] = BY_NAME,
    model: str | None = None,
    progress: Progress = silent,
) -> list[Taken]:
    """Read files and folders into a ledger, made where there is none; finish what was cut short.

    `names_files` are TOML files of names to know (see README); the ledger keeps them. `columns`
    maps a report's fields to the columns of tables that hold them, where their names do not tell.
    `model` names a spaCy pipeline, else the largest official English one installed is used.
    Raises ValueError for a names file or a mapping that cannot be used, language.PipelineMissing
    without a pipeline, store.NotALedger where `location` is something else.
    """
    pipeline = language.load(model)
    own = names.read(names_files)
    names.load(own)  # refuse a bad file before anything is kept
    store = open_store(location, create=True)
    for text in own.values():
        store.keep_names(text)
    taken = intake.take(store, map(Path, paths), columns, progress)
    return _built(store, pipeline, taken, progress)


def fetch(
    location: Location,
    urls: Iterable[str],
    *,
    settings: Settings = POLITE,
    sitemap: bool = False,
    most: int = MOST,
    model: str | None = None,
    progress: Progress = silent,
) -> list[Taken]:
    """Fetch pages into a ledger, or with `sitemap` at most `most` pages that sitemaps list.

    A page that was fetched before is asked for only if it changed. Raises what `add` does.
    """
    pipeline = language.load(model)
    store = open_store(location, create=True)
    found = web.fetch(urls, store.visits(), settings, sitemaps=sitemap, most=most)
    return _built(store, pipeline, intake.gather(store, found, progress), progress)


def view(location: Location) -> View:
    """Open a ledger for reading. Raises FileNotFoundError where there is none."""
    return open_view(open_store(location))


def report(location: Location) -> str:
    """The situation report of a ledger, as Markdown."""
    return sitrep.situation_report(view(location))


def export(location: Location) -> Iterator[bytes]:
    """The ledger as JSON Lines, by the export contract; each line ends with a line feed."""
    return jsonl.export(view(location))


def verify(location: Location) -> list[str]:
    """Check every text and span again; a line for each fault, none for a sound ledger."""
    return list(checks.faults(open_store(location)))


def pending(location: Location) -> int:
    """Number of reports a run that was cut short left unbuilt; `add` finishes them."""
    return unbuilt(open_store(location))


def skipped(location: Location) -> list[Skip]:
    """Every input that was refused, with the reason and what to do."""
    return open_store(location).skips()


def _built(
    store: Store, pipeline: language.Pipeline, taken: Iterable[Taken], progress: Progress
) -> list[Taken]:
    """Read what was taken and build the ledger; what was refused while reading is told too."""
    tools = _tools(store, pipeline)
    lessons = learning.learn(store, tools, progress)
    refused = ledger.annotate(store, tools, lessons, progress)
    ledger.settle(store, tools, lessons, progress)
    return [_without(each, refused) for each in taken]


def _without(taken: Taken, refused: Mapping[str, Skip]) -> Taken:
    """What an input gave, once its reports were read and some refused."""
    skips = (refused[report] for report in taken.reports if report in refused)
    reports = (report for report in taken.reports if report not in refused)
    return replace(taken, reports=tuple(reports), skips=(*taken.skips, *skips))


def _tools(store: Store, pipeline: language.Pipeline) -> Tools:
    files = tuple(store.names())
    kept = {f"names file {number} of the ledger": text for number, text in enumerate(files, 1)}
    return Tools(pipeline=pipeline, names=names.load(kept), names_files=files)
