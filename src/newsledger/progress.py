"""How long work tells how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a stage is: `done` of `total`; a total of None is not known. `note` is for people."""

    stage: str
    done: int
    total: int | None = None
    unit: Literal["bytes", "reports"] = "reports"
    note: str = ""


Progress = Callable[[Step], None]


def silent(_step: Step) -> None:
    """Show no progress."""
