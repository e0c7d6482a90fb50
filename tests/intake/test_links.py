"""Links are fetched from public addresses only, within limits; a server on loopback plays."""

import asyncio
import gzip
import socket
from ipaddress import ip_address

import pytest
from aiohttp import web
from uploads import page

from bot.errors import IntakeError
from bot.intake import links
from bot.intake.links import MOST_FETCHED, fetch, is_public


@pytest.fixture
async def site():
    """A site on loopback; the path says how it behaves."""
    application = web.Application()
    application.router.add_get("/{path:.*}", _answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def _answer(request):
    packed = {"Content-Encoding": "gzip"}
    hop = request.path.removeprefix("/hops/")
    redirects = {
        "/inside": "http://169.254.169.254/meta",
        "/elsewhere": "file:///etc/passwd",
        f"/hops/{hop}": "/page"
        if hop == "1"
        else f"/hops/{int(hop) - 1 if hop.isdigit() else 0}",
    }
    pages = {
        "/page": lambda: web.Response(text=page(), content_type="text/html", charset="utf-8"),
        "/large": lambda: web.Response(body=b"a" * (MOST_FETCHED + 10)),
        "/bomb": lambda: web.Response(body=gzip.compress(b"0" * 30_000_000), headers=packed),
        "/packed": lambda: web.Response(body=gzip.compress(page().encode()), headers=packed),
    }
    if request.path == "/slow":
        await asyncio.Event().wait()
    if request.path in redirects:
        return web.Response(status=302, headers={"Location": redirects[request.path]})
    return pages.get(request.path, lambda: web.Response(status=404))()


def everything(_):
    """Let the tests reach loopback."""
    return True


async def test_fetches_a_page(site):
    """
    A page comes with its encoding and final address.
    """
    found = await fetch(f"{site}/page", allowed=everything)

    assert (found.status, found.charset) == (200, "utf-8")
    assert b"Bridge opens" in found.data


async def test_unpacks_what_was_asked_for(site):
    """
    Packed pages are unpacked.
    """
    found = await fetch(f"{site}/packed", allowed=everything)

    assert b"Bridge opens" in found.data


async def test_follows_five_redirects(site):
    """
    Five hops are followed, and the last address is told.
    """
    found = await fetch(f"{site}/hops/5", allowed=everything)

    assert found.url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("hops/6", "more than 5 times"),
        ("elsewhere", "no web address"),
        ("large", "more than 10 MB"),
        ("bomb", "more than 10 MB"),
        ("nothing", "answered 404"),
    ],
)
async def test_says_why_it_stops(site, path, words):
    """
    Too far, too large, somewhere else: a sentence each.
    """
    with pytest.raises(IntakeError, match=words):
        await fetch(f"{site}/{path}", allowed=everything)


async def test_gives_up_on_a_slow_site(site):
    """
    The time limit is for everything together.
    """
    with pytest.raises(IntakeError, match="took longer"):
        await fetch(f"{site}/slow", allowed=everything, longest_seconds=0.2)


async def test_a_redirect_inside_is_refused(site):
    """
    Every hop is checked like the first link.
    """
    loopback = {"127.0.0.1"}

    with pytest.raises(IntakeError, match=r"169\.254\.169\.254 is not on the public internet"):
        await fetch(f"{site}/inside", allowed=lambda address: str(address) in loopback)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://10.0.0.8/",
        "http://192.168.1.1:8080/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://LOCALHOST/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://127\u30020\u30020\u30021/",
        "http://127.0.0.1#@paper.example/",
        "http://[::]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1%25lo]/",
    ],
)
async def test_fetches_nothing_private(url):
    """
    Whatever way it is spelt, an address inside is not connected to.
    """
    with pytest.raises(IntakeError, match="not on the public internet"):
        await fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://paper.example/a",
        "file:///etc/passwd",
        "paper.example",
        "http://",
        "",
        "http://[",
        "http://a:99999/",
        "http://paper.example\\@127.0.0.1/",
    ],
)
async def test_only_web_addresses(url):
    """
    Other schemes, and what is no address, are refused.
    """
    with pytest.raises(IntakeError, match=r"no web address|could not be fetched"):
        await fetch(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://ann:secret@paper.example/", "password"),
        ("https://ann@paper.example/", "password"),
        ("http://paper.example:22/", "port 22"),
        ("http://paper.example:25/", "port 25"),
    ],
)
async def test_nothing_but_pages(url, words):
    """
    No credentials are sent, and no other service is spoken to.
    """
    with pytest.raises(IntakeError, match=words):
        await fetch(url)


async def test_connects_to_the_address_it_checked(site, monkeypatch):
    """
    A name is looked up once; what it points to a moment later does not matter.
    """
    port = int(site.rpartition(":")[2])
    answers = iter([[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]])

    async def getaddrinfo(*_, **__):
        return next(answers)

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
    found = await fetch(f"http://paper.example:{port}/page", allowed=everything)

    assert found.status == 200
    assert next(answers, None) is None


async def test_a_name_that_points_inside_is_refused(monkeypatch):
    """
    One private address among a name's addresses is one too many.
    """

    async def getaddrinfo(*_, **__):
        stream = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*stream, ("93.184.216.34", 80)), (*stream, ("10.1.2.3", 80))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)

    with pytest.raises(IntakeError, match=r"rebind\.example is not on the public internet"):
        await fetch("http://rebind.example/")


async def test_no_socket_is_opened_inside(site, monkeypatch):
    """
    Should a spelling of an address ever get past the checks, the connection still fails.
    """
    monkeypatch.setattr(links, "_is_number", lambda _: False)

    with pytest.raises(IntakeError, match="not on the public internet"):
        await fetch(f"{site}/page")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.1.2.3", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("198.18.0.1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("2002:7f00:1::", False),
        ("::ffff:10.0.0.1", False),
        ("::7f00:1", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("192.88.99.1", False),
        ("192.0.0.8", False),
        ("64:ff9b::a00:1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_knows_public_addresses(address, public):
    """
    Private, local, shared, reserved, multicast and disguised addresses are not public.
    """
    assert is_public(ip_address(address)) is public
