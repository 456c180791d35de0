"""Rules and word lists as data: TOML files beside this one, each entry with its examples."""

import tomllib
from importlib import resources
from typing import Any


def load(name: str) -> dict[str, Any]:
    """Read `name`.toml of the vocabulary. Raises FileNotFoundError where there is none."""
    path = resources.files(__package__).joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def load_folder(name: str) -> dict[str, dict[str, Any]]:
    """Read every TOML file of the folder `name` of the vocabulary, by file name, sorted."""
    folder = resources.files(__package__).joinpath(name)
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return {each[: -len(".toml")]: load(f"{name}/{each[: -len('.toml')]}") for each in names}
