"""Inputs to reports: one file a format. Only `web` fetches, and only what the user names."""

from newsledger.readers.containers import captures
from newsledger.readers.files import find, opened, size
from newsledger.readers.formats import read

__all__ = ["captures", "find", "opened", "read", "size"]
