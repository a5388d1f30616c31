"""Tricks that no check of an exercise may fall for."""

from collections.abc import Iterable

LIAR = """
class Liar:
    def always(self, *_, **__): return True
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __contains__ = __bool__ = always
    __hash__ = lambda self: 0
    __len__ = lambda self: {length}
    __iter__ = lambda self: iter([self])
    __index__ = __int__ = lambda self: 1
    __call__ = __getattr__ = __getitem__ = lambda self, *_, **__: self
    def __ne__(self, other): return False
"""
PATCHES = """
import builtins, sys, types
def yes(*_, **__): return True
def nothing(*_, **__): return None
for module in list(sys.modules.values()):
    name = getattr(module, "__name__", "")
    if not name.startswith("peek."):
        continue
    for key, value in list(vars(module).items()):
        if type(value) is types.FunctionType and value.__module__ in ("peek.strict", "peek.checks"):
            value.__code__ = nothing.__code__
            value.__defaults__ = ()
        if key in ("check", "same", "compare", "require", "plain", "attempt"):
            setattr(module, key, yes)
"""
TRICKS = {
    "prints what is expected": "for word in ('ok', 'passed', 'True', '6'): print(word)",
    "builtins": """
import builtins
class Anything(BaseException):
    pass
builtins.AssertionError = Anything
builtins.len = builtins.print = builtins.isinstance = builtins.any = builtins.all = lambda *a, **k: True
builtins.list = builtins.sorted = builtins.repr = builtins.type = lambda *a: True
builtins.__import__ = lambda *a, **k: None
""",
    "assert is off": "import sys\nsys.flags = type('F', (), {'optimize': 2})()\n__debug__2 = False",
    "patches peek": PATCHES,
    "puts another method": "import peek.bridge as b\nb.METHODS['check'] = lambda p: {'outcome': 'passed', 'message': ''}",
    "puts other operators": "import peek.strict as s\nfor n in s._OPERATORS: s._OPERATORS[n] = lambda a, b: True\ns.TOOLS['__require__'] = lambda *a: None",
    "takes modules away": "import sys\nfor n in [n for n in sys.modules if n.startswith('peek') or n in ('dis', 'ast')]: del sys.modules[n]",
    "patches modules": """
import dis, sys, gc, ast
dis.get_instructions = lambda *a, **k: []
for m in (dis, gc, ast):
    for n in list(vars(m)):
        if callable(getattr(m, n)) and n[:2] != "__": setattr(m, n, lambda *a, **k: True)
sys.modules["dis"] = sys.modules["ast"] = None
""",
    "relabels instructions": """
import dis, opcode
for module in (dis, opcode):
    for value in vars(module).values():
        if type(value) is list: value[:] = ["*" if len(value) < 99 else "BINARY_OP_ADD_FLOAT"] * len(value)
        if type(value) is dict: value.clear()
""",
    "patches a class": "import dis\ndis.Instruction.__getattribute__ = lambda self, name: '*'\ndis.Instruction.__eq__ = lambda *a: True",
    "leaves": "import sys\nsys.exit(0)",
    "leaves later": "import atexit, sys\natexit.register(sys.exit, 0)",
    "patches at exit": f"import atexit\natexit.register(lambda: exec({PATCHES!r}, {{}}))",
    "replaces stdout": "import sys, io\nsys.stdout = io.StringIO()\nsys.stdout.write('6')\nsys.__stdout__ = None",
    "traces": """
import sys
def trace(frame, event, argument):
    for name in list(frame.f_globals):
        if name.startswith("__") and name.endswith("__"): frame.f_globals[name] = lambda *a: None
    return trace
sys.settrace(trace); sys.setprofile(trace)
""",
    "monitors": """
import sys
m = sys.monitoring
m.use_tool_id(4, "x")
def see(code, *_):
    frame = sys._getframe(1)
    if "__require__" in frame.f_globals: frame.f_globals["__require__"] = lambda *a: None
m.register_callback(4, m.events.PY_START, see)
m.register_callback(4, m.events.LINE, see)
m.set_events(4, m.events.PY_START | m.events.LINE)
""",
    "collects": """
import gc, sys
def see(phase, info):
    frame = sys._getframe(1)
    while frame:
        if "__require__" in frame.f_globals: frame.f_globals["__require__"] = lambda *a: None
        frame = frame.f_back
gc.callbacks.append(see)
gc.set_threshold(1)
""",
    "forges the run": "import peek.runner as r\nr.LAST[:] = [r.Run('', 'main.py')]\nr.LAST[0].printed = ['6']",
    "names of its own": "globals().update(ns=globals(), out='6', src='', check=None)",
}


def lies(names: Iterable[str], length: int) -> str:
    """Bind names to an object that says yes to everything."""
    return "\n".join([LIAR.format(length=length), *(f"{name} = Liar()" for name in names)])
