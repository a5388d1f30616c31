# Tries every hook by which an object or an error describes itself, and hostile names in the code.
class Hostile(Exception):
    def __repr__(self):
        return "<img src=x onerror='window.pwned = 1'>"

    __str__ = __format__ = _repr_html_ = _repr_svg_ = _repr_javascript_ = lambda self, *rest: repr(self)


Hostile.__name__ = Hostile.__qualname__ = "<script>window.pwned = 1</script>"
constant = "<script>window.pwned = 1</script>"
print(Hostile(), repr(Hostile()), constant)
code = compile("raise error", "<img src=x onerror='window.pwned = 1'>", "exec")
print("tried")
error = Hostile("</pre><script>window.pwned = 1</script>")
error.add_note("<script>window.pwned = 1</script>")
exec(code)
