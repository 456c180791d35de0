"""Which addresses may be asked, and the network addresses they stand for."""

import ipaddress
import re
import socket
from collections.abc import Sequence

import httpx

from newsledger.readers.files import Refused
from newsledger.readers.web.records import Resolve

LONGEST = 8192  # characters of an address
LARGEST_PORT = 65535
PORTS = {"http": 80, "https": 443}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAME = re.compile(r"[a-z0-9._-]+")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)
_PUBLIC_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})  # of a cloud's machines
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind NAT64, RFC 6052
_SITE = ipaddress.ip_network("fec0::/10")  # deprecated by RFC 3879, still routed in places
_COMPATIBLE = ipaddress.ip_network("::/96")  # RFC 4291, 2.5.5.1


def parsed(address: str) -> httpx.URL:
    """An address that may be asked, without its fragment; what may not is Refused.

    A host whose last label is a number must be four decimal numbers, as in the URL Standard, so
    no other spelling of a network address gets by.
    """
    url = _url(address.strip())
    if url.scheme not in PORTS:
        raise Refused(
            f"only http and https are fetched, not {url.scheme[:20] or 'an address without them'}",
            "give the whole address, such as https://herald.example/page, or add a saved file",
        )
    if url.userinfo:
        raise Refused("the address holds a user name or password", "give it without them")
    if not _named(hostname(url)):
        raise Refused(f"no host name in {shown(address)}", "check the spelling of the address")
    return url.copy_with(fragment=None)


def hostname(url: httpx.URL) -> str:
    """The host in ASCII and lower case, without a dot at the end."""
    return url.raw_host.decode("ascii").lower().rstrip(".")


def vetted(url: httpx.URL, resolve: Resolve, *, allow_private: bool) -> tuple[str, ...]:
    """The network addresses of a host, each of them public unless private ones are allowed.

    They are what is connected to: a name that resolves otherwise a moment later changes nothing.
    """
    host = hostname(url)
    found = (host,) if literal(host) else tuple(resolve(host, url.port or PORTS[url.scheme]))
    for each in found:
        address = literal(each)
        if address is None or (private(address) and not allow_private):
            raise Refused(
                f"{host} is at {each}, which is not on the public internet",
                "give --allow-private if it is a machine of your own network",
            )
    if not found:
        raise Refused(f"no such host: {host}", "check the spelling of the address")
    return found


def resolve(host: str, port: int) -> Sequence[str]:
    """Network addresses of a host name, in the order of the system; none if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


def private(address: Address) -> bool:
    """Whether an address is anything but a public unicast one (IANA special-purpose registries).

    An IPv6 address that carries an IPv4 address is what it carries.
    """
    carried = _carried(address)
    if carried is not None:
        return private(carried)
    plain = address.is_global and not address.is_multicast and not address.is_reserved
    return not plain or address in _SITE or address in _PUBLIC_METADATA


def literal(host: str) -> Address | None:
    """A host that is a network address itself."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def shown(address: str) -> str:
    """An address for a message, on one line and not too long."""
    plain = "".join(c if c.isprintable() else "?" for c in address)
    return plain if len(plain) <= 200 else f"{plain[:200]}..."  # noqa: PLR2004


def _url(address: str) -> httpx.URL:
    try:
        if len(address) > LONGEST:
            raise ValueError
        url = httpx.URL(address)
        _ = url.host  # raises for an xn-- label that is none
        if url.port is not None and not 0 < url.port <= LARGEST_PORT:
            raise ValueError
    except (httpx.InvalidURL, ValueError):
        raise Refused(
            f"not a web address: {shown(address)}", "check the spelling of the address"
        ) from None
    return url


def _named(host: str) -> bool:
    if literal(host):
        return True
    return bool(_NAME.fullmatch(host)) and not _NUMBER.fullmatch(host.rpartition(".")[2])


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _TRANSLATED or address in _COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
