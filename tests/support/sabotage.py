"""Take layers of the box away from a built site, to see that something notices.

Works on the text of the built files; each change must hit exactly one place.
"""

import re
from pathlib import Path

SCRIPTS = "assets/*.js"
WORKER = "assets/worker.*.js"
PAGE = "runtime/interpreter/index.html"


def replace(dist: Path, files: str, pattern: str, replacement: str) -> None:
    """Replace the only match in the files of that name.

    What is shorter is filled up with spaces: the page knows the sizes of what it loads.
    """

    def expand(match: re.Match[str]) -> str:
        return match.expand(replacement).ljust(len(match[0]))

    done = 0
    for path in dist.glob(files):
        text, count = re.subn(pattern, expand, path.read_text())
        if count:
            path.write_text(text)
        done += count
    assert done == 1, f"{pattern} is {done} times in {files}"


def remove_sandbox(dist: Path) -> None:
    """Give the frame the origin of the page."""
    replace(dist, SCRIPTS, r'setAttribute\("sandbox","allow-scripts"\)', "remove()")


def remove_frame_policy(dist: Path) -> None:
    """Leave the frame the policy that it inherits."""
    replace(dist, SCRIPTS, r'<meta http-equiv="Content-Security-Policy"[^>]*>', "")


def remove_page_policy(dist: Path) -> None:
    replace(dist, PAGE, r'<meta http-equiv="Content-Security-Policy"[^>]*>', "")


def loosen_policies(dist: Path, directive: str, sources: str) -> None:
    """Let both policies allow more; the page's needs it too, for both hold in the frame."""
    for files, policy in ((SCRIPTS, r"default-src 'none'"), (PAGE, r"default-src &#39;self&#39;")):
        if directive == "script-src":
            replace(dist, files, rf"({policy}; (?:[^;]*; )*?script-src)", rf"\1 {sources}")
        else:
            replace(dist, files, policy, rf"\g<0>; {directive} {sources}")


def refuse_frame_script(dist: Path) -> None:
    """Let the page's policy name the script of another frame."""
    replace(dist, PAGE, r"(script-src &#39;self&#39; &#39;sha256-)....", r"\1AAAA")


def allow_same_origin(dist: Path) -> None:
    replace(dist, SCRIPTS, '"allow-scripts"', '"allow-scripts allow-same-origin"')


def ignore_selftest(dist: Path) -> None:
    """Run code whatever the start-up self-test has found."""
    refusal = r"if\([\w$]+\.length>0\)(?=\{[\w$]+\.postMessage\(\{refused:)"
    replace(dist, WORKER, refusal, "if(false)")


def skip_strip(dist: Path) -> None:
    """Leave the worker's global scope, its timers and the function constructors as they are."""
    replace(dist, WORKER, r"(for\(let ([\w$]+)=self;\2)!(==Object)", r"\1=\3")
    constructors = r'Object\.defineProperty\(Object\.getPrototypeOf\([\w$]+\),"constructor",'
    replace(dist, WORKER, constructors, 'Object.defineProperty({},"constructor",')
    replace(dist, WORKER, r'Reflect\.deleteProperty\(URL,"createObjectURL"\)', "0")
    timers = r"\(\(\)=>([\w$]+)\(\.\.\.([\w$]+)\),([\w$]+)\):0"
    replace(dist, WORKER, timers, r"(\1,\3,...\2):0")


def open_origin(dist: Path) -> None:
    """Take away all that keeps a program from the storage of the page's origin."""
    remove_sandbox(dist)
    ignore_selftest(dist)
    skip_strip(dist)


def open_network(dist: Path) -> None:
    """Take away all that keeps a program from the network and from compiling text."""
    remove_frame_policy(dist)
    remove_page_policy(dist)
    ignore_selftest(dist)
    skip_strip(dist)
