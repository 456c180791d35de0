"""Packed files as streams: every packing, damage, limits and bombs."""

import bz2
import gzip
import io
import lzma
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import zstandard

from newsledger.readers import files
from newsledger.readers.archives import packing

TEXT = b"The bridge over the Ulm was shut.\nNobody was hurt.\n" * 5_000
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zstd": zstandard.ZstdCompressor(write_checksum=True).compress,
    "bzip2": bz2.compress,
    "xz": partial(lzma.compress, preset=0),
    "plain": bytes,
}
MEGABYTE = 1024 * 1024


class Pipe(io.BytesIO):
    """A stream that cannot be moved in, as standard input."""

    def seekable(self) -> bool:
        return False

    def seek(self, _offset: int, _whence: int = 0) -> int:
        raise OSError("a pipe")


@pytest.mark.parametrize("form", PACK)
def test_a_packed_file_reads_as_what_it_holds(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(PACK[form](TEXT))
    with packing.opened(path) as stream:
        assert stream.read() == TEXT
    with packing.opened(str(path)) as stream:
        assert list(stream) == TEXT.splitlines(keepends=True)


@pytest.mark.parametrize("form", PACK)
def test_frames_follow_each_other_in_a_pipe(form: str) -> None:
    packed = PACK[form](TEXT[:100]) + PACK[form](b"") + PACK[form](TEXT[100:])
    assert packing.opened(Pipe(packed)).read() == TEXT


def test_a_stream_is_left_open() -> None:
    source = io.BytesIO(gzip.compress(TEXT))
    packing.opened(source).close()
    assert not source.closed


@pytest.mark.parametrize("form", ["gzip", "zstd", "bzip2", "xz"])
def test_damage_is_said_after_what_is_whole(form: str) -> None:
    noise = os.urandom(300_000)
    packed = PACK[form](noise)
    stream = packing.opened(io.BytesIO(packed[:-20_000]))
    with pytest.raises(packing.Damaged, match="cut short") as caught:
        stream.read()
    assert caught.value.advice
    altered = packed[:200_000] + b"XXXX" + packed[200_004:]
    with pytest.raises(packing.Damaged, match=f"damaged {form} data at byte 0"):
        packing.opened(io.BytesIO(altered)).read()
    with pytest.raises(packing.Damaged, match=f"{form} data"):
        packing.opened(io.BytesIO(packed + b"and more")).read()


def test_lines_before_the_damage_are_read() -> None:
    stream = packing.opened(io.BytesIO(gzip.compress(TEXT) + b"rubbish"))
    lines = [stream.readline() for _ in range(9_000)]
    assert lines == TEXT.splitlines(keepends=True)[:9_000]


@pytest.mark.parametrize("form", ["gzip", "zstd", "bzip2", "xz"])
def test_a_limit_holds(form: str) -> None:
    packed = PACK[form](TEXT)
    assert packing.opened(io.BytesIO(packed), limit=len(TEXT)).read() == TEXT
    with pytest.raises(packing.TooLarge, match="too large"):
        packing.opened(io.BytesIO(packed), limit=len(TEXT) - 1).read()


@pytest.mark.parametrize("form", ["gzip", "zstd", "bzip2", "xz"])
def test_a_bomb_is_named_long_before_it_is_unpacked(form: str) -> None:
    packed = PACK[form](bytes(90 * MEGABYTE))
    stream = packing.opened(io.BytesIO(packed))
    total = 0
    with pytest.raises(packing.TooLarge, match=f"a {form} bomb"):  # noqa: PT012
        while part := stream.read(MEGABYTE):
            total += len(part)
    assert total < 90 * MEGABYTE


def test_a_frame_may_not_ask_for_endless_memory() -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=30)
    compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    packed = compressor.compress(TEXT) + compressor.flush()
    with pytest.raises(packing.Damaged):
        packing.opened(io.BytesIO(packed)).read()


def test_a_zip_archive_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(files.Refused, match="a zip archive") as caught:
        packing.opened(path, path.name)
    assert "unpack it" in caught.value.advice


def test_codings_of_a_payload() -> None:
    assert packing.decoded(gzip.compress(gzip.compress(TEXT)), ["gzip", "gzip"], 10**6) == (
        TEXT,
        True,
    )
    with pytest.raises(packing.TooLarge):
        packing.decoded(gzip.compress(TEXT), ["gzip"], 1_000)
    with pytest.raises(packing.Damaged):
        packing.decoded(TEXT, ["gzip"], 10**6)
    with pytest.raises(packing.Damaged, match="unknown"):
        packing.decoded(TEXT, ["compress"], 10**6)
