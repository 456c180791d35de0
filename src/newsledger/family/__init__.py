"""The family of a report, as data: the tree of its dispatch, and two reports side by side."""

from newsledger.family.beside import Beside, beside
from newsledger.family.tree import Family, family, nearest
from newsledger.model import Report
from newsledger.view import View, find_report


def lineage_of(view: View, wanted: str, other: str | None = None) -> tuple[Family, Beside | None]:
    """The family of the report `wanted`, and the report set beside `other`.

    Without `other` it is set beside what it was made from, else beside the report that shares most
    with it; None where none does. Reports are named as in `view.find_report`. Raises LookupError
    for what is not found, ValueError where both names lead to one report.
    """
    asked = find_report(view, wanted)
    found = family(view, asked)
    nearby = find_report(view, other).id if other else nearest(found)
    pair = beside(view, asked, view.by_id(Report)[nearby]) if nearby else None
    return found, pair
