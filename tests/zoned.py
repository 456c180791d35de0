"""An article, and the zones of a text that holds it."""

from reading import report_of

from newsledger.names import Names
from newsledger.zones import zone

NAMES = Names(agencies={"Reuters": "Reuters", "AFP": "AFP", "AP": "AP", "TASS": "TASS"})
ARTICLE = (
    "A dam above the town of Tarsk burst on Monday, and four people were missing, officials said.",
    "The water rose by two metres within an hour, and boats were sent from the capital.",
    '"You cannot imagine what we saw on the page of history," said a shop owner in Tarsk.',
    "Police declined to comment on the story.",
)
BODY = "\n\n".join(ARTICLE)


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and trimmed text of each zone."""
    return [(z.kind, text[z.start : z.end].strip()) for z in zone(report_of(text), NAMES)]
