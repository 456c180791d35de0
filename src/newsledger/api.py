"""The Python API: the same verbs as the command line, on a ledger's path or database URL."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newsledger import language, ledger, names, sitrep
from newsledger import verify as checks
from newsledger.exporters import jsonl
from newsledger.ledger import Progress, Taken, silent
from newsledger.model import Skip
from newsledger.reading import Tools
from newsledger.store import Store, open_store
from newsledger.view import View, open_view
from newsledger.view import pending as unbuilt

Location = str | Path


def add(
    location: Location,
    paths: Iterable[Location] = (),
    *,
    names_files: Sequence[Path] = (),
    model: str | None = None,
    progress: Progress = silent,
) -> list[Taken]:
    """Read files and folders into a ledger, made where there is none; finish what was cut short.

    `names_files` are TOML files of names to know (see README); the ledger keeps them. `model`
    names a spaCy pipeline, else the largest official English one that is installed is used.
    Raises ValueError for a names file that cannot be used, language.PipelineMissing without a
    pipeline, store.NotALedger where `location` is something else.
    """
    pipeline = language.load(model)
    own = names.read(names_files)
    names.load(own)  # refuse a bad file before anything is kept
    store = open_store(location, create=True)
    for text in own.values():
        store.keep_names(text)
    tools = _tools(store, pipeline)
    taken = ledger.take(store, map(Path, paths), tools.names, progress)
    ledger.annotate(store, tools, progress)
    ledger.settle(store, tools, progress)
    return taken


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


def _tools(store: Store, pipeline: language.Pipeline) -> Tools:
    files = tuple(store.names())
    kept = {f"names file {number} of the ledger": text for number, text in enumerate(files, 1)}
    return Tools(pipeline=pipeline, names=names.load(kept), names_files=files)
