"""The Python API: the same verbs as the command line, on a ledger's path or database URL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from newsledger import deciding, intake, language, learning, ledger, names, sitrep
from newsledger import verify as checks
from newsledger.exporters import jsonl
from newsledger.family import lineage_of
from newsledger.family.beside import Beside
from newsledger.family.tree import Family
from newsledger.intake import BY_NAME, Taken
from newsledger.model import Skip, Story, StoryChange, StoryDecision
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


def family_tree(
    location: Location, report: str, other: str | None = None
) -> tuple[Family, Beside | None]:
    """The tree of the dispatch a report stands in, and its text beside another's.

    `other` is by itself what the report was made from, or shares most with. Raises LookupError
    for a report that is not found.
    """
    return lineage_of(view(location), report, other)


def story_list(location: Location) -> tuple[Story, ...]:
    """The stories of a ledger, in the order of their ids."""
    return view(location).of(Story)


def story_merge(
    location: Location,
    one: str,
    other: str,
    *,
    by: str | None = None,
    note: str | None = None,
    model: str | None = None,
    progress: Progress = silent,
) -> StoryDecision:
    """Decide that two reports, or the reports of two stories, belong in one story.

    The decision is kept and the ledger built by it. Reports and stories are named by id, the
    start of one, or a report's file name. Raises LookupError for what is not found, ValueError
    where the decision goes against one that holds or changes nothing.
    """
    made = deciding.merge(view(location), one, other, by=by, note=note)
    return _decided(location, made, model, progress)


def story_split(
    location: Location,
    reports: Iterable[str],
    apart: str | None = None,
    *,
    by: str | None = None,
    note: str | None = None,
    model: str | None = None,
    progress: Progress = silent,
) -> StoryDecision:
    """Decide that reports, with their dispatches, stand apart from a report or story `apart`.

    Without it, from all else in their story. Kept, built and refused as by `story_merge`.
    """
    made = deciding.split(view(location), reports, apart, by=by, note=note)
    return _decided(location, made, model, progress)


def story_undo(
    location: Location,
    decision: str,
    *,
    by: str | None = None,
    note: str | None = None,
    model: str | None = None,
    progress: Progress = silent,
) -> StoryDecision:
    """Withdraw a decision, by its number in the log or its id; or a withdrawal, which undoes it.

    Kept and built as by `story_merge`. Raises LookupError where there is no such decision,
    ValueError where it was withdrawn already.
    """
    made = [each for _, each in open_store(location).decisions()]
    withdrawn = deciding.withdraw(made, decision, by=by, note=note)
    return _decided(location, withdrawn, model, progress)


def story_log(location: Location) -> list[tuple[int, StoryDecision | StoryChange]]:
    """Every decision on stories, and every merge and split they went through, with its run.

    In order; a decision has the number of the last run before it, so it comes after what that
    run changed.
    """
    store = open_store(location)
    return sorted([*store.changes(), *store.decisions()], key=lambda each: each[0])


def _decided(
    location: Location, made: StoryDecision, model: str | None, progress: Progress
) -> StoryDecision:
    """Keep a decision that goes against none that holds, and build the ledger by it."""
    pipeline = language.load(model)
    store = open_store(location)
    deciding.check([each for _, each in store.decisions()], made)
    store.keep_decision(made)
    _built(store, pipeline, (), progress)
    return made


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
