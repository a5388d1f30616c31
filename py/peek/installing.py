"""What micropip does by the network: the page does it, for an interpreter has none.

micropip looks into the site's own index first, then into the public one. Both answer in JSON (PEP
691). The page decides what may be fetched: from these two indexes, and the files that they list.
"""

import asyncio
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from peek.host import HOST

# Stands for the root of the site, whose address no interpreter knows; see site/indexes.js.
ROOT = "https://site.invalid/"
OWN = ROOT + "simple/{package_name}/index.json"


class DeliverParams(TypedDict):
    """What became of a fetch: one of ``file`` (a path; it is removed) and ``error`` is there."""

    id: int
    file: NotRequired[str]
    error: NotRequired[str]


class NotFetchedError(Exception):
    """Says in words why something could not be fetched."""


WAITING: dict[int, asyncio.Future[bytes]] = {}
NUMBERS = count(1)


async def fetch(url: str) -> bytes:
    """Have the page fetch something; raises :class:`NotFetchedError`."""
    number = next(NUMBERS)
    WAITING[number] = asyncio.get_running_loop().create_future()
    HOST.emit({"event": "fetch", "id": number, "url": url})
    return await WAITING[number]


def deliver(params: DeliverParams) -> None:
    """Hand over what the page has fetched, or why it could not."""
    content = b""
    if "file" in params:
        file = Path(params["file"])
        content = file.read_bytes()
        file.unlink()
    future = WAITING.pop(params["id"])
    if future.done():  # cancelled
        return
    if "error" in params:
        future.set_exception(NotFetchedError(params["error"]))
    else:
        future.set_result(content)


async def look_up(index: str, name: str) -> dict[str, Any]:
    """Get what an index says of a project, with the addresses of its files in full."""
    from urllib.parse import urljoin  # not for everybody's snapshot

    address = index.format(package_name=name) if "{" in index else f"{index}/{name}/"
    project: dict[str, Any] = json.loads(await fetch(address))
    for file in project["files"]:
        file["url"] = urljoin(address, file["url"])
    return project


def replace_download(module: Any) -> None:
    """Change micropip's way out."""
    local = module.CompatibilityInPyodide.fetch_bytes

    async def fetch_bytes(url: str, options: dict[str, str]) -> bytes:
        content: bytes = await (local(url, options) if url.startswith("emfs:") else fetch(url))
        return content

    module.CompatibilityInPyodide.fetch_bytes = staticmethod(fetch_bytes)


def put_own_first(module: Any) -> None:
    """Change micropip.package_index."""
    module.DEFAULT_INDEX_URLS.insert(0, OWN)


def replace_search(module: Any) -> None:
    """Change micropip.transaction: an index that lacks the version is no reason to give up."""

    async def add_from_index(self: Any, requirement: Any) -> None:
        reasons = []
        indexes = [self.index_urls] if isinstance(self.index_urls, str) else self.index_urls
        for index in indexes:
            try:
                found = module.ProjectInfo.from_simple_json_api(
                    await look_up(index, requirement.name)
                )
                wheel = module.find_wheel(found, requirement)
            except (NotFetchedError, ValueError) as error:
                reasons.append(str(error))
                continue
            if not self.check_version_satisfied(requirement)[0]:  # by what came in meanwhile
                await self.add_wheel(
                    wheel, requirement.extras, specifier=str(requirement.specifier)
                )
            return
        raise ValueError("\n".join(reasons))  # which micropip expects

    module.Transaction._add_requirement_from_package_index = add_from_index


REPLACED: dict[str, Callable[[Any], None]] = {
    "micropip._compat._compat_in_pyodide": replace_download,
    "micropip.package_index": put_own_first,
    "micropip.transaction": replace_search,
}
