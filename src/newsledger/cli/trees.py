"""The family tree of a dispatch on the terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from newsledger.cli.words import facts, name, plain, told
from newsledger.family.tree import Background, Branch, Family
from newsledger.model import Dispatch, Report
from newsledger.phrasing import count
from newsledger.view import View

KIN = 12  # reports made from one report that are shown
DEEPEST = 8  # levels that are indented; what lies deeper names the report it was made from
FINDINGS = 4  # shown at a branch
SPANS = 4  # stretches named for one of them
OTHERS = 8  # other dispatches that are shown


def print_family(console: Console, family: Family, view: View, *, full: bool) -> None:
    """Print the tree of a dispatch, and the dispatches that share passages with the asked report.

    Unless `full`, long rows of siblings and long lists are cut.
    """
    reports = view.by_id(Report)
    branches = family.branches
    agency = plain(family.agency or "no agency credited")
    day = family.published or "no date"
    head = f"Dispatch · {agency} · {day} · {count(len(branches), 'report')}"
    console.print(Text(head, style="bold"))
    shown = list(branches if full else _pruned(family))
    console.print(_tree(shown, family, reports, full=full))
    if len(shown) < len(branches):
        console.print(f"… and {len(branches) - len(shown)} more; --full shows all")
    _print_background(console, family, view, full=full)


def _pruned(family: Family) -> Iterator[Branch]:
    """Branches but those beyond the first made from one report; the line to the asked one stays."""
    line = _line(family)
    shown: set[str] = set()
    made: Counter[str | None] = Counter()
    for branch in family.branches:
        made[branch.of] += 1
        kept = branch.of is None or branch.of in shown
        if kept and (made[branch.of] <= KIN or branch.report in line):
            shown.add(branch.report)
            yield branch


def _line(family: Family) -> set[str]:
    """The asked report and those it goes back to."""
    of = {b.report: b.of for b in family.branches}
    line: set[str] = set()
    at: str | None = family.asked
    while at is not None and at not in line:
        line.add(at)
        at = of.get(at)
    return line


def _tree(
    branches: Sequence[Branch], family: Family, reports: Mapping[str, Report], *, full: bool
) -> Tree:
    root = Tree("", hide_root=True, guide_style="dim")
    nodes: dict[str | None, Tree] = {None: root}
    for branch in branches:
        above = nodes.get(branch.of, root)
        label = _label(branch, family, reports, full=full)
        made = above.add(label)
        nodes[branch.report] = above if branch.depth >= DEEPEST else made
    return root


def _label(branch: Branch, family: Family, reports: Mapping[str, Report], *, full: bool) -> Text:
    report = reports[branch.report]
    label = Text(name(report), style="bold")
    if branch.report == family.asked:
        label.append(" ← asked", style="reverse")
    if known := facts(report, besides=family.agency):
        label.append(f" · {known}", style="not bold")
    for line, style in _lines(branch, reports, full=full):
        label.append(f"\n{line}", style=style)
    return label


def _lines(
    branch: Branch, reports: Mapping[str, Report], *, full: bool
) -> Iterator[tuple[str, str]]:
    """What a branch is to the report it was made from, and what became of the sense."""
    if branch.of is None:
        yield "first of the dispatch", "not bold dim"
        return
    source = name(reports[branch.of])
    what = f"{branch.relation} of {source}" if branch.depth > DEEPEST else branch.relation
    yield f"{what}: {_share(branch)}", "not bold dim"
    most = len(branch.findings) if full else FINDINGS
    for finding in branch.findings[:most]:
        yield told(finding, source, name(reports[branch.report])), "not bold yellow"
    if len(branch.findings) > most:
        yield f"… and {len(branch.findings) - most} more; --full shows all", "not bold dim"


def _share(branch: Branch) -> str:
    if not branch.shared:
        return "no passage shared, told in other words"
    return f"{branch.shared:,} characters shared, {branch.share or 0:.0%} of it"


def _print_background(console: Console, family: Family, view: View, *, full: bool) -> None:
    found = family.background
    if not found:
        return
    dispatches, reports = view.by_id(Dispatch), view.by_id(Report)
    console.print(Text("\nAlso in other dispatches, which share passages only", style="bold"))
    most = len(found) if full else OTHERS
    for each in found[:most]:
        said = Text(_background(each, dispatches[each.dispatch], reports))
        for number, line in enumerate(said.wrap(console, console.width - 2)):
            line.rstrip()
            console.print(Text("  " if number else "- ").append_text(line), soft_wrap=True)
    if len(found) > most:
        console.print(f"… and {len(found) - most} more dispatches; --full shows all")


def _background(each: Background, dispatch: Dispatch, reports: Mapping[str, Report]) -> str:
    number = len(each.stretches)
    what = f"{'one passage' if number == 1 else f'{number} passages'} of {each.words} words"
    where = ", ".join(f"{s.start}-{s.end}" for s in each.stretches[:SPANS])
    where += " …" if number > SPANS else ""
    carrier = reports[each.reports[0]]
    more = f" and {count(len(each.reports) - 1, 'other report')}" if len(each.reports) > 1 else ""
    known = facts(carrier)
    of = f" ({known})" if known else ""
    size = f"; dispatch of {len(dispatch.members)}" if len(dispatch.members) > 1 else ""
    verb = "stands" if number == 1 else "stand"
    return f"{what} ({where}) also {verb} in {name(carrier)}{of}{more}{size}"
