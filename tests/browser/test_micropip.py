"""micropip: from the site's own index, then from the public one, and nowhere else."""

import hashlib
import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import Route, expect

from peek_page import Peek
from sitegen.locking import read_lock
from sitegen.paths import DIST
from sitegen.simple import public_index

FILES = "https://files.example/"


def install(*names: str, more: str = "") -> str:
    """Write a program that installs packages, and tells why if it cannot."""
    return f"""
import micropip

try:
    await micropip.install({list(names)!r})
except Exception as error:
    print(error)
{more}
"""


def metadata(name: str, version: str) -> str:
    return f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"


def wheel(name: str, version: str) -> bytes:
    """Make a wheel of one module, which says ``hello``."""
    info = f"{name}-{version}.dist-info"
    tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(f"{name}.py", f"hello = 'hello from {version}'\n")
        archive.writestr(f"{info}/METADATA", metadata(name, version))
        archive.writestr(f"{info}/WHEEL", tags)
        archive.writestr(f"{info}/RECORD", "")
    return content.getvalue()


class PublicIndex:
    """Stands for the public index: answers with what it has been given, and keeps what is asked."""

    def __init__(self, peek: Peek) -> None:
        [file] = (DIST / "assets" / "wheels").glob("*/micropip-*")
        self.address = public_index(file)
        self.asked: list[str] = []
        self.files: dict[str, bytes] = {}
        self.projects: dict[str, list[dict[str, object]]] = {}
        peek.allow(self.address, FILES)
        peek.page.route(f"{self.address}/**", self.tell)
        peek.page.route(f"{FILES}**", self.hand_out)

    def add(self, name: str, version: str, sha256: str = "") -> None:
        module = name.replace("-", "_")
        content, file = wheel(module, version), f"{module}-{version}-py3-none-any.whl"
        about = metadata(module, version).encode()
        self.files |= {file: content, f"{file}.metadata": about}
        self.projects.setdefault(name, []).append(
            {
                "filename": file,
                "url": f"{FILES}{file}",
                "hashes": {"sha256": sha256 or hashlib.sha256(content).hexdigest()},
                "core-metadata": {"sha256": hashlib.sha256(about).hexdigest()},
            }
        )

    def tell(self, route: Route) -> None:
        self.asked.append(route.request.url)
        name = route.request.url.removeprefix(f"{self.address}/").rstrip("/")
        if name not in self.projects:
            route.fulfill(status=404, headers={"Access-Control-Allow-Origin": "*"})
            return
        project = {"meta": {"api-version": "1.0"}, "name": name, "files": self.projects[name]}
        self.answer(route, json.dumps(project), "application/vnd.pypi.simple.v1+json")

    def hand_out(self, route: Route) -> None:
        self.asked.append(route.request.url)
        self.answer(route, self.files[route.request.url.removeprefix(FILES)], "binary/zip")

    def answer(self, route: Route, body: str | bytes, kind: str) -> None:
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": kind}
        route.fulfill(body=body, headers=headers)


@pytest.fixture
def public(peek: Peek) -> PublicIndex:
    return PublicIndex(peek)


def test_the_site_has_what_its_lessons_use(peek: Peek, public: PublicIndex) -> None:
    peek.open_ready()
    more = """
from importlib import import_module

for name in ("email_validator", "dns"):
    print(import_module(name).__name__)
print(micropip.list()["dnspython"].version)
"""
    peek.finish(install("email-validator", more=more))
    peek.shows(f"email_validator\ndns\n{read_lock()['dnspython']['version']}")
    assert public.asked == []


def test_what_it_lacks_comes_from_the_public_index(peek: Peek, public: PublicIndex) -> None:
    public.add("greeter", "1.0")
    public.add("greeter", "2.0")
    peek.open_ready()
    peek.finish(install("greeter", more="import greeter\nprint(greeter.hello)"))
    peek.shows("hello from 2.0")
    file = f"{FILES}greeter-2.0-py3-none-any.whl"
    assert sorted(public.asked) == [file, f"{file}.metadata", f"{public.address}/greeter/"]
    peek.finish(install("greeter<2", more="import greeter\nprint(greeter.hello)"))
    peek.shows("hello from 1.0")


def test_so_does_a_version_that_it_lacks(peek: Peek, public: PublicIndex) -> None:
    public.add("annotated-doc", "0.0.1")
    peek.open_ready()
    more = "print(micropip.list()['annotated-doc'].version)"
    peek.finish(install("annotated-doc==0.0.1", more=more))
    peek.shows("0.0.1")


def test_the_page_says_what_is_being_fetched(peek: Peek, public: PublicIndex) -> None:
    peek.open_ready()
    with peek.holding("wheels/.*/annotated_doc.*"):
        peek.run(install("annotated-doc", more="print('there')"))
        expect(peek.note).to_have_text(r"Fetching annotated_doc-0.0.7-py3-none-any.whl")
        peek.becomes("Running")
    peek.ends()
    expect(peek.note).to_be_hidden()
    peek.shows("there")


def test_a_name_that_nobody_knows_is_told(peek: Peek, public: PublicIndex) -> None:
    peek.allow("404")
    peek.open_ready()
    peek.finish(install("gretter"))
    peek.shows(
        "This site has no package “gretter”.\n"
        "The public index has no package “gretter” either: check the name."
    )


def test_without_a_network_the_reader_hears_of_it(peek: Peek, public: PublicIndex) -> None:
    peek.allow("ERR_INTERNET_DISCONNECTED")
    peek.open_ready()
    peek.page.route(f"{public.address}/**", lambda route: route.abort("internetdisconnected"))
    peek.finish(install("greeter"))
    host = public.address.split("/")[2]
    peek.shows(
        "This site has no package “greeter”.\n"
        f"{host} cannot be reached: check the network, then run it again."
    )


def test_a_file_that_is_not_what_the_index_says_is_not_installed(
    peek: Peek, public: PublicIndex
) -> None:
    public.add("greeter", "1.0", sha256="0" * 64)
    peek.open_ready()
    peek.finish(install("greeter"))
    expect(peek.output).to_contain_text("Invalid checksum")


def test_nothing_is_fetched_from_elsewhere(peek: Peek, public: PublicIndex) -> None:
    public.add("greeter", "1.0")
    peek.open_ready()
    before = len(peek.requests)
    peek.finish(f"""
import micropip
from peek.installing import ROOT

PUBLIC = {public.address!r}
EVIL = "https://evil.example"
WHEEL = f"{{EVIL}}/greeter-1.0-py3-none-any.whl"
for what, index in [
    (WHEEL, None),
    (f"greeter @ {{WHEEL}}", None),
    ("greeter", f"{{EVIL}}/simple"),
    ("greeter", f"{{ROOT}}simple/../../x"),
    ("greeter", f"{{PUBLIC}}/?secret=1"),
    ("greeter", f"{{PUBLIC}}/../x"),
]:
    try:
        await micropip.install(what, index_urls=index)
    except Exception as error:
        print(error)
""")
    refused = r"(\S+ is in none of the two package indexes that Peek can reach\.\s*){3}"
    refused += r"This site has no file \S+\s*"
    refused += r"(\S+ is in none of the two package indexes that Peek can reach\.\s*){2}"
    expect(peek.output).to_have_text(re.compile(f"^{refused}$"), use_inner_text=True)
    assert [url for url in peek.requests[before:] if not url.startswith(peek.site.url(""))] == []


def test_stop_ends_a_program_that_installs(peek: Peek, public: PublicIndex) -> None:
    peek.open_ready()
    with peek.holding("wheels/.*/annotated_doc.*"):
        peek.run(install("annotated-doc"))
        expect(peek.note).to_contain_text("Fetching annotated_doc")
        peek.example().stop()
        peek.becomes("Stopped")
    peek.finish("print('next')")
    peek.shows("next")
