"""What the files of feedparser's test suite state of themselves, read without running any of it.

The `Expect:` comment of a file is a Python expression. Its conjuncts of the form PATH == LITERAL,
PATH == PATH == LITERAL and `not X.has_key(NAME)` are statements; the rest is counted as unread.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FIELD = re.compile(r"^(Header|Expect):\s*(.*?)\s*$", re.MULTILINE)

Keys = tuple[str | int, ...]
Value = object


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says of one field: its path, and the value or that there is none."""

    path: Keys
    value: Value
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A file of the suite: its bytes, the headers it was served with, and what it states."""

    name: str
    content: bytes
    headers: dict[str, str]
    statements: tuple[Statement, ...]
    unread: int


def cases(root: Path) -> Iterator[Case]:
    """Every file of the suite in the order of its name."""
    for path in sorted(root.rglob("*.xml")):
        content = path.read_bytes()
        fields = _FIELD.findall(_text(content))
        headers = dict(value.partition(":")[::2] for key, value in fields if key == "Header")
        parts = [p for key, value in fields if key == "Expect" for p in _conjuncts(value)]
        found = [_statements(part) for part in parts]
        yield Case(
            str(path.relative_to(root)), content,
            {key.strip().casefold(): value.strip() for key, value in headers.items()},
            tuple(each for part in found for each in part), sum(not part for part in found),
        )  # fmt: skip


def _text(content: bytes) -> str:
    codec = "utf-8"
    for mark, each in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
                       (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):  # fmt: skip
        codec = each if content.startswith(mark) else codec
    return content.decode(codec, "replace")


def _conjuncts(expression: str) -> list[ast.expr]:
    """Parts of a conjunction, without those on feedparser's own flag."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return []
    parts = [tree]
    while any(isinstance(each, ast.BoolOp) and isinstance(each.op, ast.And) for each in parts):
        parts = [p for each in parts for p in (each.values if _and(each) else [each])]  # type: ignore[attr-defined]
    return [each for each in parts if ast.unparse(each) not in {"not bozo", "1"}]


def _and(node: ast.expr) -> bool:
    return isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And)


def _statements(node: ast.expr) -> list[Statement]:
    """PATH == LITERAL, PATH == PATH == LITERAL, or that there is no such key."""
    if isinstance(node, ast.Compare) and all(isinstance(each, ast.Eq) for each in node.ops):
        *left, right = node.left, *node.comparators
        paths = [_path(each) for each in left]
        try:
            value = _literal(right)
        except ValueError:
            return []
        return [Statement(path, value) for path in paths if path] if all(paths) else []
    return _absent(node.operand) if isinstance(node, ast.UnaryOp) else []


def _literal(node: ast.expr) -> Value:
    """A literal, or strings that are joined; ValueError for anything else."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return f"{_literal(node.left)}{_literal(node.right)}"
    return ast.literal_eval(node)


def _absent(call: ast.expr) -> list[Statement]:
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or not call.args:
        return []
    path, name = _path(call.func.value), call.args[0]
    if call.func.attr != "has_key" or not path or not isinstance(name, ast.Constant):
        return []
    return [Statement((*path, str(name.value)), None, absent=True)]


def _path(node: ast.expr) -> Keys:
    """Keys from the outermost name, or nothing for what is no plain path."""
    keys: list[str | int] = []
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute):
            keys.append(node.attr)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            keys.append(
                node.slice.value if isinstance(node.slice.value, int) else str(node.slice.value)
            )
        else:
            return ()
        node = node.value
    return (node.id, *reversed(keys))
