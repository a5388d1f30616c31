"""Import FastAPI, pydantic, Starlette and httpx, and use them once; runs at build time.

What they import only when they need it is imported then, too: the files may not be there yet when
a restored interpreter runs its first program.
"""

import asyncio
import importlib
import importlib.metadata
import pkgutil
from contextlib import asynccontextmanager
from typing import Annotated

import annotated_types
import anyio.from_thread
import anyio.to_thread
import fastapi.concurrency
import fastapi.encoders
import fastapi.exception_handlers
import fastapi.middleware.cors
import fastapi.middleware.gzip
import fastapi.middleware.trustedhost
import fastapi.responses
import fastapi.routing
import fastapi.security
import fastapi.staticfiles
import fastapi.testclient
import httpx
import pydantic._internal
import pydantic.dataclasses
import starlette.applications
import starlette.background
import starlette.middleware.base
import starlette.routing
import starlette.testclient
from fastapi import BackgroundTasks, Depends, FastAPI, Form, HTTPException, WebSocket
from pydantic import BaseModel, EmailStr, Field, TypeAdapter, ValidationError, field_validator

from peek import threads

for found in pkgutil.iter_modules(pydantic._internal.__path__, "pydantic._internal."):
    importlib.import_module(found.name)


@asynccontextmanager
async def lifespan(_):
    yield


app = FastAPI(lifespan=lifespan)


class Item(BaseModel):
    name: Annotated[str, Field(min_length=1)]
    price: float = 1
    mail: EmailStr | None = None

    @field_validator("name")
    @classmethod
    def check(cls, name):
        return name


@app.middleware("http")
async def pass_on(request, call_next):
    return await call_next(request)


def session():
    yield 1


@app.get("/item/{number}")
def show(number: int, opened: Annotated[int, Depends(session)]):
    if number == 0:
        raise HTTPException(404)
    return number + opened


@app.get("/async")
async def asynchronous(opened: Annotated[int, Depends(session)]) -> Item:
    await asyncio.sleep(0)
    return Item(name="x", price=opened)


@app.post("/items")
def make(item: Item, tasks: BackgroundTasks) -> Item:
    tasks.add_task(len, "x")
    return item


@app.post("/form")
def form(name: Annotated[str, Form()]):
    return name


@app.get("/stream")
def stream():
    return fastapi.responses.StreamingResponse(iter("ab"))


@app.websocket("/socket")
async def socket(socket: WebSocket):
    await socket.accept()
    await socket.send_text(await socket.receive_text())
    await socket.close()


async def ask():
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        await client.get("/item/1")
        await asyncio.gather(client.get("/async"), client.get("/stream"))


with fastapi.testclient.TestClient(app) as client:
    for path in ("/item/1", "/item/x", "/item/0", "/async", "/stream", "/openapi.json", "/docs"):
        client.get(path)
    client.post("/items", json={"name": "x", "mail": "a@example.com"})
    client.post("/items", json={"name": "", "mail": "a"})
    client.post("/form", data={"name": "x"})
    with client.websocket_connect("/socket") as talk:
        talk.send_text("x")
        talk.receive_text()
threads.portal_loop().run_until_complete(ask())
threads.portal_loop.cache_clear()
TypeAdapter(list[Item]).json_schema()
try:
    Item(name=1)
except ValidationError as error:
    str(error)
