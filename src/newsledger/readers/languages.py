"""Languages as servers declare them."""

LONGEST = 35  # characters of a language tag (RFC 5646, 4.4.1)


def declared(header: str) -> str | None:
    """The one language a Content-Language header names (RFC 9110, 8.5).

    Several say nothing of a text, and what is no language tag is no language.
    """
    tag = header.strip()
    plain = tag.isascii() and tag.replace("-", "").isalnum()
    return tag if plain and len(tag) <= LONGEST else None
