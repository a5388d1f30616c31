"""Peek inside the worker: run one program, watch it, and say what the interpreter did."""
