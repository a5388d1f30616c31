"""Name the opcodes that programs are compiled to; runs inside Pyodide."""

import ast
import dis
import json
import types
import warnings
from collections.abc import Iterator


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """Yield a code object and those nested in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes(constant)


def opcodes(source: str) -> list[str]:
    """List the opcodes of a program in order of their names; of what does not compile, none."""
    try:
        code = compile(source, "main.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError:
        return []
    return sorted({each.opname for part in codes(code) for each in dis.get_instructions(part)})


def opcodes_of(text: str) -> str:
    """Take passages as JSON; returns, as JSON, the opcodes of each in one string."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return json.dumps([" ".join(opcodes(passage["code"])) for passage in json.loads(text)])


opcodes_of
