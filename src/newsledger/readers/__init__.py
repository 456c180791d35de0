"""Paths in, reports out: one file a format. Nothing is fetched, no link is followed."""

from newsledger.readers.files import capture, find
from newsledger.readers.formats import read

__all__ = ["capture", "find", "read"]
