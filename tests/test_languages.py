"""Languages as servers declare them."""

import pytest

from newsledger.readers.languages import declared


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en", "en"),
        (" en-GB ", "en-GB"),
        ("", None),
        ("en, fr", None),
        ("<b>en</b>", None),
        ("e" * 36, None),
        ("é", None),
    ],
)
def test_one_language_is_declared_or_none(header: str, language: str | None) -> None:
    assert declared(header) == language
