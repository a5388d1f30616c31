"""Compile a check so that it cannot be talked round by the objects that it looks at.

An object of the program may say that it equals everything. So the comparisons of a check are made
by functions of ours, which let plain data alone be equal, and an assertion holds only if what it
states is ``True`` itself. The names of those functions are not ones that a check would use.
"""

import ast
import operator
from collections.abc import Callable
from types import BuiltinFunctionType, CodeType, FunctionType, MappingProxyType, ModuleType
from typing import Any

from peek.program import TOP_LEVEL_AWAIT

FILENAME = "check.py"
MAX_DEPTH = 50  # of containers within containers

_ATOMS = (bool, int, float, complex, str, bytes, type(None), type(...), range)
_SOLE = (type, FunctionType, BuiltinFunctionType, ModuleType)  # equal only to themselves
_CONTAINERS = (list, tuple, set, frozenset, dict)


class FailedError(BaseException):
    """An assertion of a check does not hold. Nothing that catches ``Exception`` may catch it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line  # of the assertion in the check


class Names(dict[str, Any]):
    """The namespace of the program, as a check sees it."""

    def __missing__(self, name: str) -> Any:
        """Say in words that a name is not there."""
        raise FailedError(f"The check looks for `{name}`, but your program has no such name.")


def compile_check(source: str) -> CodeType:
    """Compile a check; ``await`` is allowed at its top level. Its namespace needs ``TOOLS``."""
    tree = ast.fix_missing_locations(_Strict().visit(ast.parse(source, FILENAME)))
    code: CodeType = compile(tree, FILENAME, "exec", flags=TOP_LEVEL_AWAIT, dont_inherit=True)
    return code


class _Strict(ast.NodeTransformer):
    """Puts calls of our functions in place of assertions and comparisons."""

    def visit_Assert(self, node: ast.Assert) -> list[ast.stmt]:
        return [self._require(part, node) for part in _conjuncts(node.test)]

    def _require(self, part: ast.expr, node: ast.Assert) -> ast.stmt:
        told = ast.Lambda(ast.arguments(), self.visit(node.msg or ast.Constant("")))
        call = _call("__require__", self.visit(part), told, node.lineno)
        return ast.copy_location(ast.Expr(call), node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if all(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
            return node
        names = [type(op).__name__ for op in node.ops]
        call = _call("__compare__", " ".join(names), node.left, *node.comparators)
        return ast.copy_location(call, node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Not):
            return node
        return ast.copy_location(_call("__deny__", node.operand), node)


def _conjuncts(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return node.values
    return [node]


def _call(name: str, *arguments: ast.expr | str | int) -> ast.Call:
    given = [a if isinstance(a, ast.expr) else ast.Constant(a) for a in arguments]
    return ast.Call(ast.Name(name, ast.Load()), given, [])


def require(stated: object, message: Callable[[], object], line: int) -> None:
    """Go on only if what is stated is true: not merely something that counts as true."""
    if stated is not True:
        raise FailedError(str(message()), line)


def deny(value: object) -> bool:
    """Negate plain data; an object of the program might be neither true nor false."""
    return not readable(value)


def compare(operators: str, *operands: object) -> bool:
    """Compare as ``a < b <= c`` does, the operands being there already."""
    pairs = zip(operators.split(), operands, operands[1:], strict=False)
    return all(_OPERATORS[name](left, right) for name, left, right in pairs)


def same(left: object, right: object) -> bool:
    """Tell whether two values are one object, or equal as plain data."""
    return left is right or (plain(left) and plain(right) and left == right)


def holds(container: Any, item: object) -> bool:
    """Tell whether something is in a container of a built-in type."""
    if type(container) in (str, bytes, range):
        return readable(item) in container
    if type(container) not in (*_CONTAINERS, MappingProxyType, Names):
        readable(container)
    return any(same(item, each) for each in container)


def readable(value: Any) -> Any:
    """Return plain data; of anything else no question is asked that it could answer wrongly."""
    if plain(value):
        return value
    kind = type.__getattribute__(type(value), "__name__")
    raise FailedError(f"Plain data is expected where your program has an object of type {kind}.")


def plain(value: Any, depth: int = 0) -> bool:
    """Tell whether a value is of built-in types throughout: their comparisons can be trusted."""
    kind = type(value)
    if kind in _ATOMS or kind in _SOLE:
        return True
    if kind not in _CONTAINERS or depth > MAX_DEPTH:
        return False
    if kind is dict and not all(plain(each, depth + 1) for each in value.values()):
        return False
    return all(plain(each, depth + 1) for each in value)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
    return lambda left, right: compare(readable(left), readable(right))


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "Eq": same,
    "NotEq": lambda left, right: not same(left, right),
    "Is": operator.is_,
    "IsNot": operator.is_not,
    "In": lambda item, container: holds(container, item),
    "NotIn": lambda item, container: not holds(container, item),
    "Lt": _ordered(operator.lt),
    "LtE": _ordered(operator.le),
    "Gt": _ordered(operator.gt),
    "GtE": _ordered(operator.ge),
}
TOOLS: dict[str, Any] = {"__require__": require, "__deny__": deny, "__compare__": compare}
