# Tries to end the interpreter from below.
import os, sys

try:
    sys.exit("a message")
except SystemExit:
    print("tried")
os._exit(7)
