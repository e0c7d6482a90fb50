"""The bot's state for machines: /health and /metrics, on this machine alone."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import SettingsError
from bot.figures import Facts, alarms, as_json, lines, metrics

HOST = "127.0.0.1"


@asynccontextmanager
async def health_page(port: int, facts: Callable[[], Facts | None]) -> AsyncIterator[str]:
    """Serve the state while inside; give the address.

    ``/`` says in lines how the bot is. ``/health`` answers 200 when nothing is wrong and
    503 when an alarm is on, with the figures as JSON; ``/metrics`` gives them in
    Prometheus' text format.

    Args:
        port: 0 takes any.
        facts: the latest figures; None before the first look.

    Raises:
        SettingsError: the port cannot be had.
    """

    async def front(_request: web.Request) -> web.Response:
        latest = facts()
        said = lines(latest) if latest else {"Bot": "starting"}
        return web.Response(text="".join(f"{name}: {value}\n" for name, value in said.items()))

    async def health(_request: web.Request) -> web.Response:
        latest = facts()
        if latest is None:
            return web.json_response(
                {"alarms": {"starting": "The bot is starting."}}, status=503
            )
        return web.json_response(as_json(latest), status=503 if alarms(latest) else 200)

    async def figures(_request: web.Request) -> web.Response:
        latest = facts()
        return web.Response(text=metrics(latest) if latest else "", content_type="text/plain")

    app = web.Application()
    app.add_routes(
        [web.get("/", front), web.get("/health", health), web.get("/metrics", figures)]
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await _listen(runner, port)
        bound = runner.addresses[0][1]
        yield f"http://{HOST}:{bound}"
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        raise SettingsError(
            f"STATUS_PORT: port {port} is taken or not allowed. Right would be: another one, "
            "or STATUS_PORT=0 for no status page"
        ) from error
