"""A small made-up crisis: four reports that hold the traps a test needs."""

from pathlib import Path

BACKGROUND = (
    "The future of Ulmen and its 90,000 inhabitants hangs in the balance: Norvania wants to absorb "
    "the valley it has disputed for decades, but its inhabitants say they fear they will be "
    "driven out."
)
DATED = f"""Skip to main content
Open this photo in gallery:

This photograph taken on March 8, 2031 shows a checkpoint near the town of Ulmen.

Tarsk said that fighters in Ulmen had started to give up their arms.

The town was forced to declare a ceasefire on March 6 after a two-day operation.

Norvania's Defence Ministry said so far six armoured vehicles and more than 300 guns were handed \
over by the fighters.

{BACKGROUND}

Norvania began its operation on Tuesday after some of its troops were killed.
"""
BANNERED = f"""| 12 May 2031, Monday |

Leaders in Ulmen say there is no deal yet on guarantees

The leaders of Ulmen said on Friday that there was no agreement yet with Norvania on guarantees.

{BACKGROUND}

Seven relief trucks passed a checkpoint on the road to Ulmen on Friday, a witness said.

  • Meridian Press
"""
COUNTS = """Death toll in Ulmen rises

ULMEN, March 9, 2031 (Meridian Press) - At least 25 people were killed in Ulmen, the Norvanian \
Health Ministry said on Sunday.

The ministry denied that its forces had shelled the hospital.
"""
LATER = """Toll in Ulmen climbs again

ULMEN, March 11, 2031 (Meridian Press) - At least 40 people were killed in Ulmen, the Norvanian \
Health Ministry said on Tuesday.
"""
NAMES = """
[[polity]]
name = "Norvania"
kind = "state"
demonyms = ["Norvanian"]
capital = "Tarsk"

[[place]]
name = "Ulmen"
within = "Norvania"
precision = "town"

[[agency]]
name = "Meridian Press"
"""
REPORTS = {
    "a-dated.txt": DATED,
    "b-banner.txt": BANNERED,
    "c-counts.txt": COUNTS,
    "d-later.txt": LATER,
}


def write(folder: Path, names: tuple[str, ...] = tuple(REPORTS)) -> Path:
    """Write the named reports, and names.toml beside their folder; return the folder."""
    reports = folder / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    for name in names:
        (reports / name).write_bytes(REPORTS[name].encode())
    (folder / "names.toml").write_text(NAMES, encoding="utf-8")
    return reports
