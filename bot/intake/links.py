"""A link to the page behind it, safely: public addresses only, within limits.

A host's address is looked up once, checked, and the very address that was checked is
connected to, so that a name cannot point elsewhere a moment later. Every redirect is
checked like the first link. Whatever spelling of an address gets past that, no socket is
opened to one that is not allowed.
"""

import asyncio
import socket
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin

import aiohttp
from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot import __version__
from bot.errors import IntakeError
from bot.intake.pieces import MEGABYTE

Address = IPv4Address | IPv6Address

MOST_REDIRECTS = 5
MOST_FETCHED = 10 * MEGABYTE
LONGEST_SECONDS = 15.0

#: The name that sites can address in their robots.txt.
AGENT = "morning-brief-bot"
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (fetches pages that its admins name)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.8, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
#: Addresses that lead back into private networks although they look public, or that nobody
#: publishes on: translation, tunnels, old site-local ones, examples.
_DISGUISES = tuple(
    map(
        ip_network,
        (
            *("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10"),
            *("3fff::/20", "192.0.0.0/24", "192.88.99.0/24"),
        ),
    )
)
_UNFETCHED = (
    "The page could not be fetched. Check the link, or save the page and send the file."
)
_WEB_PORTS = {80, 443}
_UNASSIGNED = 1024


class NotNow(IntakeError):
    """The site did not answer as it should, but may later.

    Attributes:
        wait: how long it asks to be left alone; zero when it does not say.
    """

    def __init__(self, sentence: str, wait: timedelta = timedelta(0)) -> None:
        super().__init__(sentence)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Page:
    """What stands behind a link.

    Attributes:
        url: where it was found in the end, redirects followed.
        status: 200, or 304 when it has not changed.
        headers: names in lower case.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    data: bytes = b""

    @property
    def charset(self) -> str:
        """The encoding that the server names; empty for none."""
        _, _, found = self.headers.get("content-type", "").lower().partition("charset=")
        return found.split(";")[0].strip("\"' ")


def is_public(address: Address) -> bool:
    """Say whether an address is reached over the public internet, and only so."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if any(address in disguise for disguise in _DISGUISES):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


async def fetch(
    url: str,
    *,
    allowed: Callable[[Address], bool] = is_public,
    headers: Mapping[str, str] | None = None,
    longest_seconds: float = LONGEST_SECONDS,
) -> Page:
    """Fetch a page.

    Args:
        url: with http or https.
        allowed: says which addresses may be connected to.
        headers: sent in addition (conditional requests).
        longest_seconds: for everything together, redirects included.

    Raises:
        IntakeError: the link is not one that may be fetched, or nothing usable came back;
            the sentence says which.
    """
    connector = aiohttp.TCPConnector(
        resolver=_Resolver(allowed),
        use_dns_cache=False,
        limit=1,
        socket_factory=lambda found: _socket(found, allowed),
    )
    try:
        async with (
            asyncio.timeout(longest_seconds),
            aiohttp.ClientSession(
                connector=connector,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={**_HEADERS, **(headers or {})},
            ) as session,
        ):
            return await _followed(session, url.strip(), allowed)
    except TimeoutError as error:
        raise NotNow(
            f"The page took longer than {longest_seconds:.0f} s. Try again later, or save the "
            "page and send the file."
        ) from error
    except (aiohttp.ClientError, OSError) as error:
        raise NotNow(_UNFETCHED) from error
    except (ValueError, zlib.error) as error:
        raise IntakeError(_UNFETCHED) from error


async def _followed(
    session: aiohttp.ClientSession, url: str, allowed: Callable[[Address], bool]
) -> Page:
    for _ in range(MOST_REDIRECTS + 1):
        async with session.get(_checked(url, allowed), allow_redirects=False) as answer:
            target = answer.headers.get("Location", "")
            if answer.status in {301, 302, 303, 307, 308} and target:
                url = urljoin(url, target)
                continue
            return await _page(url, answer)
    raise IntakeError(
        f"The link leads on more than {MOST_REDIRECTS} times. Send the last address."
    )


def _checked(url: str, allowed: Callable[[Address], bool]) -> URL:
    """Return a web address as it will be asked for; refuse any other, and private ones.

    The address is read once, by what connects to it: two readers may differ on where the
    host ends, or on which letters are digits.
    """
    parts = URL(url)
    host = parts.host or ""
    if parts.scheme not in {"http", "https"} or not host:
        raise IntakeError("This is no web address. Send one like https://paper.example/news/1.")
    if parts.user or parts.password:
        raise IntakeError("The link holds a name or password. Send it without.")
    port = parts.port or 443
    if port not in _WEB_PORTS and port < _UNASSIGNED:
        raise IntakeError(f"The link names port {port}, where no web pages are. Send another.")
    # A number as host is never looked up, so that it has to be checked here.
    if _is_number(host) and not _is_allowed(host, allowed):
        raise _private(host)
    return parts


def _is_number(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _is_allowed(host: str, allowed: Callable[[Address], bool]) -> bool:
    """Say whether an address may be connected to; "127.1" and the like are none."""
    try:
        return allowed(ip_address(host.partition("%")[0]))
    except ValueError:
        return False


def _socket(found: AddrInfoType, allowed: Callable[[Address], bool]) -> socket.socket:
    """Return a socket for an address, if it is one that may be connected to."""
    family, kind, protocol, _, place = found
    if not _is_allowed(str(place[0]), allowed):
        raise _private(str(place[0]))
    return socket.socket(family, kind, protocol)


def _private(host: str) -> IntakeError:
    return IntakeError(
        f"{host} is not on the public internet, and I fetch nothing else. Save the page and "
        "send the file."
    )


async def _page(url: str, answer: aiohttp.ClientResponse) -> Page:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if answer.status == 304:
        return Page(url, 304, headers)
    if answer.status != 200:
        sentence = (
            f"The site answered {answer.status}. Open the link in a browser, save the page and "
            "send the file."
        )
        if answer.status == 429 or answer.status >= 500:
            raise NotNow(sentence, _wait(headers.get("retry-after", "")))
        raise IntakeError(sentence)
    if (answer.content_length or 0) > MOST_FETCHED:
        raise _too_large()
    return Page(url, 200, headers, await _body(answer, headers.get("content-encoding", "")))


def _wait(asked: str) -> timedelta:
    """Return how long a site asks to be left alone: "120" are seconds; a day at most."""
    return timedelta(seconds=min(int(asked), 86_400)) if asked.isdecimal() else timedelta(0)


async def _body(answer: aiohttp.ClientResponse, encoding: str) -> bytes:
    """Return the content, unpacked no further than the limit."""
    unpack = _unpacker(encoding.strip().lower())
    body = bytearray()
    async for chunk in answer.content.iter_chunked(64 * 1024):
        body += unpack(chunk, MOST_FETCHED + 1 - len(body))
        if len(body) > MOST_FETCHED:
            raise _too_large()
    return bytes(body)


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    if encoding in {"", "identity"}:
        return lambda chunk, _: chunk
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise IntakeError("The site packs its pages unasked. Save the page and send the file.")
    # 32 more tells zlib to read both its own and gzip's head.
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    return lambda chunk, most: unpacker.decompress(chunk, max(1, most))


def _too_large() -> IntakeError:
    return IntakeError(
        f"The page has more than {MOST_FETCHED // MEGABYTE} MB. Save the article as text and "
        "send that."
    )


class _Resolver(AbstractResolver):
    """Looks names up once; a name with any address that is not allowed is refused."""

    def __init__(self, allowed: Callable[[Address], bool]) -> None:
        self._allowed = allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, type=socket.SOCK_STREAM, family=family
        )
        results: list[ResolveResult] = []
        for kind, _, protocol, _, place in found:
            number = str(place[0])
            if not self._allowed(ip_address(number.partition("%")[0])):
                raise _private(host)
            results.append(
                ResolveResult(
                    hostname=host,
                    host=number,
                    port=port,
                    family=kind,
                    proto=protocol,
                    flags=socket.AI_NUMERICHOST,
                )
            )
        return results

    async def close(self) -> None:
        """Nothing is held open."""
