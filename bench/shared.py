"""Where the sets beside the project are, and the floors figures may not fall under."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
Figures = Mapping[str, float | None]
SHARED = HERE.parent.parent / "shared"


def present(*parts: str) -> Path | None:
    """The path inside the shared folder, or None where it is missing."""
    path = SHARED.joinpath(*parts)
    return path if path.exists() else None


def floors(bench: str) -> dict[str, float]:
    """The figures of a bench that are pinned."""
    return dict(tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8")).get(bench, {}))


def below(bench: str, figures: Figures) -> list[str]:
    """A line for each pinned figure that was not measured or fell under its floor."""
    return [
        f"{bench} {name}: {figures.get(name)} is under {floor}"
        for name, floor in floors(bench).items()
        if (figures.get(name) or 0.0) < floor
    ]
