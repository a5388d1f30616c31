# Tries to have HTML in its output interpreted.
import sys

print("<img src=x onerror='window.pwned = 1'><svg onload='window.pwned = 1'>")
print("<a href='javascript:window.pwned = 1'>click</a>", file=sys.stderr)
print("<iframe srcdoc='<script>parent.pwned = 1</script>'></iframe>")
print("tried")
