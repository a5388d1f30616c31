"""The packages that lessons import: their lock, their wheels, and real programs that use them."""

import hashlib
import json
import zipfile
from pathlib import Path
from textwrap import dedent

import pytest

from sitegen import checks
from sitegen.console import progress
from sitegen.locking import INFO, TARGET, Package, closure, describe, read_lock
from sitegen.paths import DIST, PACKAGE_LOCK, PYODIDE
from sitegen.programs import Program
from sitegen.recipes import WHEELS
from sitegen.run import FailedError
from sitegen.steps import bring, fill

PACKAGES = read_lock()


def made_up(name: str, *depends: str) -> Package:
    return {**PACKAGES["idna"], "name": name, "depends": list(depends)}


def test_the_lock_is_for_the_interpreter_that_ships() -> None:
    ours = json.loads((PYODIDE / "pyodide-lock.json").read_text())["info"]
    assert ours.items() <= INFO.items()
    assert json.loads(PACKAGE_LOCK.read_text())["info"] == INFO


def test_everything_that_a_package_needs_is_there() -> None:
    assert {name for package in PACKAGES.values() for name in package["depends"]} <= set(PACKAGES)
    for name, package in PACKAGES.items():
        assert package["name"] == name


def test_a_closure_has_what_is_needed_first_and_bears_circles() -> None:
    lock = {"a": made_up("a", "b", "c"), "b": made_up("b", "c"), "c": made_up("c", "b")}
    assert closure(["a"], lock) == ["c", "b", "a"]
    assert closure(["c", "a"], lock) == ["b", "c", "a"]


def test_the_wheels_are_those_of_the_lock() -> None:
    wheels = bring(WHEELS, progress)
    assert {path.name for path in wheels.iterdir()} == {p["file_name"] for p in PACKAGES.values()}
    for package in PACKAGES.values():
        content = (wheels / package["file_name"]).read_bytes()
        assert len(content) == package["size"]
        assert hashlib.sha256(content).hexdigest() == package["sha256"]


def test_a_wheel_tells_its_name_its_imports_and_its_needs(tmp_path: Path) -> None:
    wheel = tmp_path / "some_thing-1.2-py3-none-any.whl"
    needs = ["far-off>=2", 'windy; sys_platform == "win32"', 'sandy; sys_platform == "emscripten"']
    lines = ["Name: Some.Thing", "Version: 1.2", *(f"Requires-Dist: {need}" for need in needs)]
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("some_thing-1.2.dist-info/METADATA", "\n".join([*lines, 'Extra: "x"']))
        archive.writestr("thing/__init__.py", "")
        archive.writestr("thing/data.txt", "")
        archive.writestr("quick.cpython-314-wasm32-emscripten.so", "")
    package = describe(wheel)
    assert (package["name"], package["version"]) == ("some-thing", "1.2")
    assert package["imports"] == ["quick", "thing"]
    assert package["depends"] == ["far-off", "sandy"]


def test_a_wheel_that_is_not_the_pinned_one_is_refused_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {**PACKAGES["idna"], "sha256": "0" * 64}
    monkeypatch.setattr("sitegen.recipes.read_lock", lambda: {"idna": other})
    with pytest.raises(FailedError, match=r"(?i)do not match the hashes") as caught:
        fill(tmp_path / "wheels", lambda directory: WHEELS.make(directory, {}))
    assert "Check the network" in str(caught.value)
    assert not (tmp_path / "wheels").exists()


def test_the_site_serves_each_wheel_under_its_own_name() -> None:
    html = (DIST / "index.html").read_text()
    manifest = json.loads(html.split('id="manifest">')[1].split("</script>")[0])
    assert set(manifest["packages"]) == set(PACKAGES)
    for name, entry in manifest["packages"].items():
        served = DIST / entry["url"]
        assert served.name == PACKAGES[name]["file_name"]
        assert served.stat().st_size == entry["size"] == PACKAGES[name]["size"]


def test_the_lock_is_for_the_platform_that_pip_is_asked_for() -> None:
    assert f"pyemscripten_{INFO['abi_version']}_{INFO['arch']}" in TARGET


# Real programs, in the interpreter that ships


FASTAPI = """
    from contextlib import asynccontextmanager
    import time

    from fastapi import BackgroundTasks, Depends, FastAPI, Form, HTTPException, WebSocket
    from fastapi.responses import StreamingResponse
    from fastapi.testclient import TestClient
    from pydantic import BaseModel, EmailStr
    import httpx

    @asynccontextmanager
    async def lifespan(app):
        print("start")
        yield
        print("end")

    app = FastAPI(lifespan=lifespan)

    class Item(BaseModel):
        name: str
        price: float = 1
        mail: EmailStr | None = None

    @app.middleware("http")
    async def count(request, call_next):
        response = await call_next(request)
        response.headers["x-seen"] = "yes"
        return response

    def session():
        print("open")
        yield "session"
        print("close")

    async def user():
        yield "Ada"

    @app.get("/sync")
    def sync(session=Depends(session), user=Depends(user)):
        time.sleep(0.001)
        return [session, user]

    @app.get("/async")
    async def asynchronous(session=Depends(session), user=Depends(user)):
        return [session, user]

    @app.post("/items")
    def make(item: Item, tasks: BackgroundTasks):
        tasks.add_task(print, "later", item.name)
        return item

    @app.get("/tea")
    def tea():
        raise HTTPException(418, "tea")

    @app.get("/broken")
    def broken():
        1 / 0

    @app.get("/stream")
    def stream():
        return StreamingResponse(iter(["a", "b"]))

    @app.post("/form")
    def form(x: str = Form()):
        return x

    @app.websocket("/socket")
    async def socket(socket: WebSocket):
        await socket.accept()
        await socket.send_text((await socket.receive_text()).upper())
        await socket.close()
"""
PROGRAMS = {
    "TestClient": (
        FASTAPI
        + """
    with TestClient(app) as client:
        response = client.get("/sync")
        print(response.json(), response.headers["x-seen"])
        print(client.get("/async").json())
        print(client.post("/items", json={"name": "tea"}).json())
        refused = client.post("/items", json={"price": "x", "mail": "nobody"})
        print(refused.status_code, [error["loc"] for error in refused.json()["detail"]])
        print(client.get("/tea").json(), client.get("/stream").text)
        print(client.post("/form", data={"x": "y"}).json())
        with client.websocket_connect("/socket") as socket:
            socket.send_text("hi")
            print(socket.receive_text())
    try:
        TestClient(app).get("/broken")
    except ZeroDivisionError as error:
        print(error)
    """,
        """
    start
    open
    close
    ['session', 'Ada'] yes
    open
    close
    ['session', 'Ada']
    later tea
    {'name': 'tea', 'price': 1.0, 'mail': None}
    422 [['body', 'name'], ['body', 'price'], ['body', 'mail']]
    {'detail': 'tea'} ab
    y
    HI
    end
    division by zero
    """,
    ),
    "AsyncClient": (
        FASTAPI
        + """
    import asyncio

    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        print((await client.get("/sync")).json())
        both = client.get("/tea"), client.post("/items", json={"name": "tea"})
        print([answer.status_code for answer in await asyncio.gather(*both)])
    """,
        """
    open
    close
    ['session', 'Ada']
    later tea
    [418, 200]
    """,
    ),
    "pydantic": (
        """
    import inspect
    from pydantic import BaseModel, Field, ValidationError

    class Model(BaseModel):
        a: int = Field(gt=0)
        b: list[str] = []

    print(Model(a="3"), Model.model_json_schema()["required"])
    try:
        Model(a=-1, b=3)
    except ValidationError as error:
        print([found["type"] for found in error.errors()])
    print(inspect.getsource(BaseModel).splitlines()[0])
    """,
        """
    a=3 b=[] ['a']
    ['greater_than', 'list_type']
    class BaseModel(metaclass=_model_construction.ModelMetaclass):
    """,
    ),
    "SQLAlchemy": (
        """
    import asyncio
    from sqlalchemy import ForeignKey, create_engine, select
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
    from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
    from sqlalchemy.orm import selectinload

    class Base(DeclarativeBase):
        pass

    class User(Base):
        __tablename__ = "user"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]
        posts: Mapped[list["Post"]] = relationship()

    class Post(Base):
        __tablename__ = "post"
        id: Mapped[int] = mapped_column(primary_key=True)
        user: Mapped[int] = mapped_column(ForeignKey("user.id"))

    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(User(name="Ada", posts=[Post(), Post()]))
        session.commit()
        print(session.scalars(select(User.name)).all(), len(session.get(User, 1).posts))

    for url in "sqlite+aiosqlite://", "sqlite+aiosqlite:///app.db":
        engine = create_async_engine(url)
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        make = async_sessionmaker(engine, expire_on_commit=False)
        async with make() as session:
            session.add(User(name="Bob", posts=[Post()]))
            await session.commit()
        async with make() as session:
            user = await session.get(User, 1)
            try:
                user.posts
            except Exception as error:
                print("MissingGreenlet" in str(error))
            loaded = select(User).options(selectinload(User.posts))
            print(len((await session.scalars(loaded)).one().posts))
            print([row async for row in await session.stream(select(User.name))])

    async def one(number):
        async with make() as session:
            return await session.scalar(select(User.name))

    print(await asyncio.gather(*map(one, range(3))))

    from fastapi import Depends, FastAPI
    from fastapi.testclient import TestClient

    async def session():
        async with make() as session:
            yield session

    app = FastAPI()

    @app.get("/")
    async def names(session=Depends(session)):
        return (await session.scalars(select(User.name))).all()

    print(TestClient(app).get("/").json())
    """,
        """
    ['Ada'] 2
    True
    1
    [('Bob',)]
    True
    1
    [('Bob',)]
    ['Bob', 'Bob', 'Bob']
    ['Bob']
    """,
    ),
    "fakeredis": (
        """
    import fakeredis
    from redis.exceptions import ResponseError

    redis = fakeredis.FakeRedis(decode_responses=True)
    redis.set("a", 1, ex=10)
    with redis.pipeline() as pipe:
        print(pipe.incr("a").ttl("a").execute())
    try:
        redis.lpush("a", 1)
    except ResponseError as error:
        print(error)
    redis = fakeredis.FakeAsyncRedis(decode_responses=True)
    await redis.rpush("list", "x", "y")
    print(await redis.lrange("list", 0, -1), await redis.blpop("none", timeout=0.01))
    """,
        """
    [2, 10]
    WRONGTYPE Operation against a key holding the wrong kind of value
    ['x', 'y'] None
    """,
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_real_program_runs(name: str) -> None:
    source, wanted = map(dedent, PROGRAMS[name])
    program = Program(id=name, source=source, files={}, stdin="", packages=[])
    [result] = checks.run_programs([program])
    assert result["error"] is None
    printed = "".join(write["text"] for write in result["writes"] if write["stream"] == "stdout")
    assert printed == wanted.lstrip("\n")


def test_a_lessons_packages_are_there_for_what_no_import_shows() -> None:
    source = 'import importlib\nprint(importlib.import_module("idna").__name__)'
    program = Program(id="", source=source, files={}, stdin="", packages=["idna"])
    [result] = checks.run_programs([program])
    assert [write["text"].strip() for write in result["writes"]][:1] == ["idna"]
