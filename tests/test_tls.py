"""Certificates: they are for the name that was asked, and somebody vouches for them."""

import ssl
from dataclasses import replace

import httpx
import pytest
import trustme
from fetching import (
    HTML,
    OPEN,
    PAGE,
    Waits,
    captured,
    page_server,  # noqa: F401
    refused,
)
from loopback import Answer, Server, serve

from newsledger.readers.web import Fetched, fetch
from newsledger.readers.web.transport import Direct


def context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(made)
    return made


def over_tls(name: str, *, trusted: bool = True) -> Fetched:
    """A page of herald.invalid from a server whose certificate is for `name`."""
    authority = trustme.CA()
    ours = httpx.create_ssl_context(trust_env=False)
    if trusted:
        authority.configure_trust(ours)
    with serve(context(authority, name)) as server:
        server.answers["/page"] = Answer(headers=HTML, body=PAGE)
        url = f"https://herald.invalid:{server.port}/page"
        (fetched,) = fetch(
            [url],
            {},
            OPEN,
            transport=Direct(ours),
            clock=Waits().clock(),
            resolve=lambda *_: ("127.0.0.1",),
        )
        assert server.idle()
    return fetched


def test_the_certificate_is_for_the_name_and_not_the_address() -> None:
    assert captured(over_tls("herald.invalid")).content == PAGE


@pytest.mark.parametrize("name", ["other.invalid", "127.0.0.1"])
def test_a_certificate_for_something_else_is_refused(name: str) -> None:
    assert "cannot be trusted" in refused(over_tls(name)).reason


def test_a_certificate_nobody_vouches_for_is_refused() -> None:
    assert "cannot be trusted" in refused(over_tls("herald.invalid", trusted=False)).reason


def test_tls_with_a_server_that_has_none(server: Server) -> None:
    url = server.url.replace("http", "https")
    brief = replace(OPEN, timeout=0.2)
    (fetched,) = fetch([f"{url}/page"], {}, brief, clock=Waits().clock())
    assert refused(fetched)
    assert server.idle()
