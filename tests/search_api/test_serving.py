"""The server says that it works when it does."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from fastapi import FastAPI

from search_api.commands.serving import Server


def test_the_address_is_told_after_the_start_and_not_when_the_start_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    order: list[str] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        order.append(capsys.readouterr().out)
        server.should_exit = len(order) == 1
        if len(order) == 2:
            raise RuntimeError("nie udało się")
        yield

    def serve() -> Server:
        return Server(uvicorn.Config(FastAPI(lifespan=lifespan), log_config=None), "http://127.0.0.1:1")

    server = serve()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.run(sockets=[listener])
    assert order == [""]
    assert "Serwer działa: http://127.0.0.1:1 " in capsys.readouterr().out

    server = serve()
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises(SystemExit):
        server.run(sockets=[listener])
    assert "Serwer działa" not in capsys.readouterr().out
    assert not server.started
