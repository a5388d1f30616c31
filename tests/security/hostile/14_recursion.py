# Tries to overflow the stack of the worker.
import sys

sys.setrecursionlimit(10**9)
print("tried")


class Node:
    def __eq__(self, other):
        return self == other

    __hash__ = None


deep = ()
for _ in range(1_000_000):
    deep = (deep,)
hash(deep)
Node() == Node()
