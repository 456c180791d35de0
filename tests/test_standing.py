"""Standing text and words of no content: the vocabulary's examples."""

from newsledger.lineage.standing import standing
from newsledger.lineage.wording import Line, common_words, content, line, plain, words
from newsledger.model import Sentence
from newsledger.vocabulary import load


def test_standing_text_examples() -> None:
    for rule in load("standing_text")["pattern"]:
        for text in rule["examples"]:
            assert standing(line_of(text)), text
        for text in rule["counter_examples"]:
            assert not standing(line_of(text)), text


def line_of(text: str) -> Line:
    return line(text, Sentence(report="r", start=0, end=len(text), paragraph=0))


def test_common_words_examples() -> None:
    assert "the" in common_words()
    for example in load("common_words")["examples"]:
        assert list(content(words(plain(example["text"])))) == example["content"]
