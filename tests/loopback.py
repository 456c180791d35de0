"""A web server of ours on 127.0.0.1, in a thread, that answers as a test has written down."""

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain

LONGEST = 5.0  # seconds one answer may take, however endless


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent: a status, headers, and the pieces of a body with a pause before each.

    `length` is stated as Content-Length where given; the body of an answer without it ends with
    the connection. `raw` is sent in place of all that.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    pieces: Iterable[bytes] = ()
    pause: float = 0.0
    length: int | None = None
    raw: Iterable[bytes] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]  # names in lower case


@dataclass(slots=True)
class Server:
    """Answers by path: one for every request, or a list that is used up, its last one kept."""

    socket: socket.socket
    scheme: str = "http"
    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    open: int = 0  # connections
    stopped: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def port(self) -> int:
        return int(self.socket.getsockname()[1])

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]

    def idle(self) -> bool:
        """Whether every connection is closed within a second."""
        end = time.monotonic() + 1.0
        while self.open and time.monotonic() < end:
            time.sleep(0.005)
        return not self.open

    def next(self, path: str) -> Answer:
        answer = self.answers.get(path, Answer(status=404))
        if isinstance(answer, Answer):
            return answer
        return answer.pop(0) if len(answer) > 1 else answer[0]


@contextmanager
def serve(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A running server; its threads and sockets are gone when the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(socket=listener, scheme="https" if context else "http")
        threads: list[threading.Thread] = []
        accepting = threading.Thread(target=_accept, args=(server, context, threads))
        accepting.start()
        try:
            yield server
        finally:
            server.stopped = True
            socket.create_connection(listener.getsockname()).close()  # wakes the one who waits
            for thread in (accepting, *threads):
                thread.join(LONGEST)


def _accept(
    server: Server, context: ssl.SSLContext | None, threads: list[threading.Thread]
) -> None:
    while not server.stopped:
        connection, _ = server.socket.accept()
        with server.lock:
            server.open += 1
        thread = threading.Thread(target=_serve, args=(server, context, connection))
        threads.append(thread)
        thread.start()


def _serve(server: Server, context: ssl.SSLContext | None, connection: socket.socket) -> None:
    try:
        with connection, suppress(OSError):
            connection.settimeout(LONGEST)
            if context is None:
                _answer(server, connection)
                return
            with context.wrap_socket(connection, server_side=True) as secure:
                _answer(server, secure)
    finally:
        with server.lock:
            server.open -= 1


def _answer(server: Server, connection: socket.socket) -> None:
    asked = _asked(connection)
    server.asked.append(asked)
    answer = server.next(asked.path)
    end = time.monotonic() + LONGEST
    for piece in answer.raw or chain([_head(answer)], answer.pieces):
        if server.stopped or time.monotonic() > end:
            return
        connection.sendall(piece)
        time.sleep(answer.pause)


def _asked(connection: socket.socket) -> Asked:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(4096)
        if not piece:
            raise ConnectionError
        received += piece
    first, *lines = received.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    return Asked(path=first.split(" ")[1], headers={k.lower(): v for k, v in pairs})


def _head(answer: Answer) -> bytes:
    headers = {"Connection": "close", **answer.headers}
    length = answer.length
    if length is None and not answer.pieces:
        length = len(answer.body)
    if length is not None:
        headers["Content-Length"] = str(length)
    lines = [f"HTTP/1.1 {answer.status} X", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + answer.body
