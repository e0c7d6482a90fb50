"""The sandbox as a server on 127.0.0.1: the Bot API, the user side and the chat page."""

import errno
import json
import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox.backend import Backend, Questions
from bot.sandbox.chats import MOST_DOWNLOAD_BYTES
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.flood import Flood
from bot.sandbox.methods import Dropped, call_method
from bot.sandbox.parameters import read_parameters
from bot.sandbox.polling import Polling
from bot.sandbox.user_side import user_side
from bot.sandbox.world import World

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
TRIED_PORTS = 100
MOST_BYTES = 256 * 1024**2

_PAGE = Path(__file__).parent / "page"
_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_BOT = re.compile(r"/(?P<file>file/)?bot(?P<token>[^/]+)/(?P<rest>.+)")


def _clock() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


class Sandbox:
    """A stand-in for Telegram on loopback, with its chats kept beside the database.

    Args:
        path: the journal, for example ``bot.db.sandbox``; None keeps nothing.
        token: the only one whose calls are answered.
        now: the time that messages carry. Limits and delays run on the event loop's clock.
        keep: messages kept per chat; None keeps all, 0 none (for benches).
    """

    def __init__(
        self,
        path: Path | None = None,
        token: str = "1:sandbox",  # noqa: S107
        now: Callable[[], datetime] = _clock,
        keep: int | None = None,
    ) -> None:
        self.token = token
        self.address = ""
        self._now, self._path, self._keep = now, path, keep
        self._hosts: set[str] = set()
        self._runner: web.AppRunner | None = None
        self._backend: Backend | None = None

    @property
    def backend(self) -> Backend:
        """The inside of a sandbox that was started; tests of this process may look at it."""
        if self._backend is None:
            raise RuntimeError("the sandbox has not been started")
        return self._backend

    @property
    def flood(self) -> Flood:
        """Limits, faults and counts, as /user/faults sets and shows them."""
        return self.backend.flood

    async def start(self, port: int = 8081) -> str:
        """Open for calls; a taken port gives the next one, 0 any free one.

        Returns:
            The address, for example ``http://127.0.0.1:8081``.

        Raises:
            OSError: no port can be had, or the journal cannot be written.
        """
        world = World(int(self.token.partition(":")[0]), self._now, self._path, self._keep)
        world.open()
        first = int(self._now().timestamp() * 1000)
        self._backend = Backend(world, Polling(world), Questions(first), Questions(first))
        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_route("*", "/{path:.*}", self._handle)
        app.on_shutdown.append(self._end_waiting)
        # No access log: the address of each call holds the token.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            opened = await self._listen(self._runner, port)
        except OSError:
            await self.close()
            raise
        self._hosts = {f"{HOST}:{opened}", f"localhost:{opened}"}
        self.address = f"http://{HOST}:{opened}"
        return self.address

    async def _listen(self, runner: web.AppRunner, port: int) -> int:
        for candidate in range(port, min(port + TRIED_PORTS, 65536)):
            site = web.TCPSite(runner, HOST, candidate)
            try:
                await site.start()
            except OSError as error:
                await site.stop()
                if error.errno != errno.EADDRINUSE:
                    raise
                continue
            return int(runner.addresses[-1][1])
        raise OSError(errno.EADDRINUSE, f"no free port from {port} on")

    async def close(self) -> None:
        """Answer whoever waits, and stop; what happened is kept already."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        if self._backend is not None:
            self._backend.world.journal.close()

    async def _end_waiting(self, app: web.Application) -> None:
        del app
        self.backend.polling.close()
        self.backend.world.events.close()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_origin(request)
            return await self._answer(request)
        except Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        except (ConnectionError, web.RequestPayloadError):
            return web.Response()  # Whoever called is gone.
        except Exception as error:
            refusal = _refusal(error)
            return _json(refusal.answer(), refusal.code)

    def _check_origin(self, request: web.Request) -> None:
        """Refuse what other pages in the same browser may have sent.

        A foreign Host is how a page elsewhere would reach us under a name of its own; a
        foreign Origin is how it would send orders blindly.
        """
        origin = request.headers.get("Origin")
        if request.host not in self._hosts:
            raise ApiError(403, "Forbidden: foreign Host")
        if origin is not None and origin.removeprefix("http://") not in self._hosts:
            raise ApiError(403, "Forbidden: foreign Origin")
        site = request.headers.get("Sec-Fetch-Site", "none")
        opened = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.path == "/"
        if site not in {"none", "same-origin"} and not opened:
            raise ApiError(403, "Forbidden: foreign site")

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if found := _BOT.fullmatch(path):
            if unquote(found["token"]) != self.token:
                raise ApiError(401, "Unauthorized")
            if found["file"]:
                return self._download(found["rest"])
            call = await read_parameters(request)
            result = await call_method(self.backend, found["rest"].lower(), call)
            return _json({"ok": True, "result": result})
        if path.startswith("/user/"):
            return await user_side(self.backend, path.removeprefix("/user/"), request)
        if request.method in {"GET", "HEAD"}:
            return _page("index.html" if path == "/" else path.removeprefix("/page/"))
        raise ApiError(404, "Not Found")

    def _download(self, path: str) -> web.Response:
        files = self.backend.world.files.values()
        file = next((file for file in files if file.path == path), None)
        content = self.backend.world.contents.content(file.digest) if file else None
        if file is None or content is None or file.size > MOST_DOWNLOAD_BYTES:
            raise ApiError(404, "Not Found")
        return web.Response(body=content, content_type="application/octet-stream")


def _refusal(error: Exception) -> ApiError:
    match error:
        case ApiError():
            return error
        case web.HTTPException():
            return ApiError(error.status, error.reason)
        case UnicodeEncodeError():
            return bad_request("strings must be encoded in UTF-8")
        case _:
            # The address is not logged: it holds the token.
            log.error("sandbox_failed", exc_info=error)
            return ApiError(500, "Internal Server Error")


def _json(body: Any, status: int = 200) -> web.Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return web.Response(
        body=text.encode("utf-8", "replace"), status=status, content_type="application/json"
    )


def _page(name: str) -> web.Response:
    file = _PAGE / name
    kind = _KINDS.get(file.suffix)
    if "/" in name or name.startswith(".") or kind is None or not file.is_file():
        raise ApiError(404, "Not Found")
    headers = {**_HEADERS, "Cache-Control": "no-cache"}
    charset = None if kind == "image/png" else "utf-8"
    return web.Response(
        body=file.read_bytes(), content_type=kind, charset=charset, headers=headers
    )
