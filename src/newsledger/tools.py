"""What reports are read with."""

import hashlib
import importlib.metadata
from dataclasses import dataclass
from functools import cached_property

from newsledger.language import Pipeline
from newsledger.names import Names


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What reports are read with. `names_files` are the user's, as text."""

    pipeline: Pipeline
    names: Names
    names_files: tuple[str, ...] = ()

    @cached_property
    def reader(self) -> str:
        """Stands for all that decides how a report is read; a change of it reads reports anew."""
        version = importlib.metadata.version("newsledger")
        own = hashlib.sha256("\0".join(self.names_files).encode()).hexdigest()[:12]
        return f"newsledger {version}, {self.pipeline.name}, names {own}"
