"""The server itself: who may call, what is served, how it starts and stops."""

import asyncio
import logging
import os
import signal
import sys

import aiohttp
import pytest
from sandbox.playing import Person, a_bot

from bot.sandbox.__main__ import arguments, serve
from bot.sandbox.server import Sandbox


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "news.example"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Origin": "https://news.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
async def test_foreign_pages_are_refused(sandbox, headers, status):
    """
    Other pages in the same browser reach neither the user side nor the Bot API.
    """
    async with aiohttp.ClientSession() as session:
        for path in ("/user/state?user=1001", "/bot1:sandbox/getMe"):
            async with session.get(sandbox.address + path, headers=headers) as response:
                assert response.status == status


async def test_own_page_may_call(sandbox):
    """
    The chat page's own calls are let in, by number and by name.
    """
    port = sandbox.address.rsplit(":", 1)[1]
    async with aiohttp.ClientSession() as session:
        for name in ("127.0.0.1", "localhost"):
            own = {"Host": f"{name}:{port}", "Origin": f"http://{name}:{port}"}
            body = {"user": 1001, "chat": 1001, "text": "x"}
            url = f"{sandbox.address}/user/send"
            async with session.post(url, json=body, headers=own) as response:
                assert response.status == 200


async def test_page(sandbox):
    """
    The page and its parts are served under a strict policy; a link elsewhere may open it.
    """
    async with aiohttp.ClientSession() as session:
        link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        async with session.get(sandbox.address, headers=link) as response:
            assert response.content_type == "text/html"
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            assert "unsafe" not in response.headers["Content-Security-Policy"]
        for path in (
            "/page/../server.py",
            "/page/%2e%2e/server.py",
            "/page/none.js",
            "/page/.x",
        ):
            async with session.get(sandbox.address + path) as response:
                assert response.status == 404
        async with session.post(f"{sandbox.address}/page/index.html") as response:
            assert response.status == 404


async def test_uploads_never_run(sandbox, person):
    """
    An uploaded page is handed out as a download, never opened on this address.
    """
    answer = await person.upload(("x.html", b"<script>1</script>", "text/html"))
    number = answer["messages"][0]["document"]["file_id"]

    async with person.session.get(f"{sandbox.address}/user/file/{number}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("attachment")


async def test_caller_who_goes_away(sandbox, person, caplog):
    """
    A caller who breaks off in the middle of a call leaves nothing behind, not even in the logs.
    """
    port = int(sandbox.address.rsplit(":", 1)[1])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST /bot1:sandbox/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    writer.write(f"{head}Content-Length: 100\r\n\r\nchat_id=1001".encode())
    await writer.drain()
    writer.transport.abort()

    await person.send("still here")

    assert len(await person.sees()) == 1
    assert not caplog.records


async def test_lone_surrogate(person):
    """
    Text that is no text is refused.
    """
    answer = await person.call("sendMessage", chat_id=1001, text="a\ud800")

    assert answer["description"] == "Bad Request: strings must be encoded in UTF-8"
    assert (await person.post("send", user=1001, chat=1001, text="\ud800"))["ok"] is False


async def test_taken_port(sandbox):
    """
    A taken port gives the next one that is free.
    """
    port = int(sandbox.address.rsplit(":", 1)[1])
    other = Sandbox()

    address = await other.start(port)

    assert int(address.rsplit(":", 1)[1]) > port
    await other.close()


async def test_closing_answers_who_waits():
    """
    Closing ends long polls and event streams at once.
    """
    sandbox = Sandbox()
    address = await sandbox.start(0)
    async with a_bot(address) as bot, aiohttp.ClientSession() as session:
        polling = asyncio.ensure_future(bot.get_updates(timeout=30))
        stream = await session.get(f"{address}/user/events?user=1001")
        await stream.content.readline()
        while not sandbox.flood.calls["getupdates"]:
            await bot.get_me()

        async with asyncio.timeout(5):
            await sandbox.close()
            assert await polling == ()
            await stream.read()


async def test_no_token_in_the_logs(sandbox, caplog, monkeypatch):
    """
    Neither calls nor mistakes of the sandbox write the token into the logs.
    """
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("bot.sandbox.server.call_method", None)
    url = f"{sandbox.address}/bot{sandbox.token}/getMe"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 500

    assert "sandbox_failed" in caplog.text
    assert sandbox.token not in caplog.text


def test_not_started():
    """
    A sandbox that was not started says so.
    """
    with pytest.raises(RuntimeError, match="not been started"):
        _ = Sandbox().backend


async def test_closing_twice():
    """
    A sandbox can be closed before it was started, and twice.
    """
    sandbox = Sandbox()
    await sandbox.close()
    await sandbox.start(0)
    await sandbox.close()
    await sandbox.close()


async def test_files_that_are_gone(sandbox, bot, person):
    """
    The address of a file that is not there, or too large to fetch, is not found.
    """
    await person.upload(("big.txt", b"x" * (20 * 1024**2 + 1), "text/plain"))
    (kept,) = sandbox.backend.world.files.values()
    for path in (kept.path, "documents/file_99.txt"):
        url = f"{sandbox.address}/file/bot{sandbox.token}/{path}"
        async with person.session.get(url) as response:
            assert response.status == 404


async def test_no_port_left(sandbox, monkeypatch):
    """
    Without a free port the sandbox does not start, and says so.
    """
    monkeypatch.setattr("bot.sandbox.server.TRIED_PORTS", 1)
    port = int(sandbox.address.rsplit(":", 1)[1])

    with pytest.raises(OSError, match=f"no free port from {port} on"):
        await Sandbox().start(port)


async def test_port_that_is_not_ours(monkeypatch):
    """
    A port that may not be opened is an error, not a reason to try the next.
    """

    async def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(asyncio.get_running_loop(), "create_server", refuse)
    with pytest.raises(PermissionError):
        await Sandbox().start(80)


async def test_command_line(capsys):
    """
    The command line sets limits, latency and readers, and a signal ends it.
    """
    words = ["--port", "0", "--people", "3", "--limits", "enforce", "--latency", "5"]
    serving = asyncio.ensure_future(serve(arguments(words)))
    async with asyncio.timeout(5), aiohttp.ClientSession() as session:
        while not (address := capsys.readouterr().out.strip()):
            await asyncio.wait([serving], timeout=0.01)
        person = Person(address, session)
        report = await person.get("faults")
        assert (report["limits"], report["latency_ms"]) == ("enforce", 5)
        assert len((await person.get("state", user=10003))["users"]) == 5
        os.kill(os.getpid(), signal.SIGTERM)
        await serving


@pytest.mark.slow
async def test_alone(tmp_path):
    """
    On its own it prints its address, serves, remembers what a kill left, and stops on a signal.
    """
    path = tmp_path / "alone.sandbox"

    async def start():
        command = ["-m", "bot.sandbox", "--port", "0", "--path", str(path), "--people", "2"]
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, stdout=asyncio.subprocess.PIPE
        )
        return process, (await process.stdout.readline()).decode().strip()

    async with aiohttp.ClientSession() as session:
        process, address = await start()
        person = Person(address, session)
        await person.send("before the kill", user=10002)
        process.kill()
        await process.wait()

        process, address = await start()
        person = Person(address, session)
        assert [message["text"] for message in await person.sees(10002)] == ["before the kill"]
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
