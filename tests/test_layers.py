"""The shape holds: imports go one way, and libraries are imported in one place each."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import newsledger

PACKAGE = Path(newsledger.__file__).parent


def importers(library: str) -> set[str]:
    """Files of the package that import a library, relative to it."""
    return {
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        if library in imported(path)
    }


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    return {name.split(".")[0] for name in plain} | {
        n.module.split(".")[0] for n in nodes if isinstance(n, ast.ImportFrom) and n.module
    }


def test_imports_go_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(PACKAGE.parents[1] / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("sqlalchemy", {"store/__init__.py", "store/engine.py", "store/tables.py"}),
        ("fastwarc", {"readers/archives/framing.py"}),
        ("feedparser", {"readers/feeds/feed_entries.py"}),
        ("htmldate", {"readers/pages/page_dates.py"}),
        ("jsonschema", {"readers/wires/ninjs.py"}),
        ("pyarrow", {"readers/tables/parquet.py"}),
        ("resiliparse", {"readers/pages/article.py"}),
        ("trafilatura", {"readers/pages/article.py", "readers/pages/html.py"}),
        (
            "click",
            {
                f"cli/{n}.py"
                for n in (
                    "__init__",
                    "common",
                    "lineage",
                    "printing",
                    "stories",
                    "taking",
                    "telling",
                )
            },
        ),
    ],
)
def test_a_library_has_one_home(library: str, home: set[str]) -> None:
    assert importers(library) == home


def test_spacy_is_named_in_the_language_layer_only() -> None:
    """Pipelines are packages that are imported by name, so the name is looked for as text too."""
    assert importers("spacy") <= {"language.py"}
    named = {p.name for p in PACKAGE.rglob("*.py") if "en_core_web" in p.read_text("utf-8")}
    assert named == {"language.py"}


def test_the_public_names_are_sorted_and_there() -> None:
    assert newsledger.__all__ == sorted(newsledger.__all__)
    assert all(callable(getattr(newsledger, name)) for name in newsledger.__all__)
