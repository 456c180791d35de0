"""One connection a request, to a network address vetted before, under one deadline."""

import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import httpcore
import httpx

from newsledger.readers.web.addresses import PORTS, hostname


class Direct(httpx.BaseTransport):
    """HTTP/1.1 without proxies, kept connections or a look at the environment.

    A request names in its extensions the network `addresses` to connect to, tried in order, and
    the `deadline` on `time.monotonic()` by which the answer must be whole. The name in the address
    is still the one that is sent as Host and that the certificate must be for.
    """

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._given = context

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, and give the answer with its body still to be read.

        Raises httpcore.TimeoutException, NetworkError or ProtocolError.
        """
        deadline: float = request.extensions["deadline"]
        connection = httpcore.HTTPConnection(
            origin=_origin(request.url),
            ssl_context=self._context if request.url.scheme == "https" else None,
            network_backend=_Backend(request.extensions["addresses"], deadline),
        )
        try:
            answer = connection.handle_request(_plain(request))
        except BaseException:
            connection.close()
            raise
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer, connection),
            extensions=answer.extensions,
        )

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return self._given or httpx.create_ssl_context(trust_env=False)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, addresses: Sequence[str], deadline: float) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the name is never resolved here
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("no network address")
        for address in self._addresses:
            left = _left(self._deadline, timeout)
            try:
                stream = self._sockets.connect_tcp(
                    address, port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class _Stream(httpcore.NetworkStream):
    """A stream whose every read and write ends by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response, connection: httpcore.HTTPConnection) -> None:
        self._answer = answer
        self._connection = connection

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
        self._connection.close()


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the deadline has passed")
    return left if timeout is None else min(left, timeout)


def _origin(url: httpx.URL) -> httpcore.Origin:
    port = url.port or PORTS[url.scheme]
    return httpcore.Origin(url.raw_scheme, hostname(url).encode("ascii"), port)


def _plain(request: httpx.Request) -> httpcore.Request:
    origin = _origin(request.url)
    return httpcore.Request(
        request.method,
        httpcore.URL(
            scheme=origin.scheme,
            host=origin.host,
            port=origin.port,
            target=request.url.raw_path,
        ),
        headers=request.headers.raw,
        extensions={"timeout": request.extensions["timeout"]},
    )
