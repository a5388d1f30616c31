"""Import what the snapshot is to hold; runs inside Pyodide at build time."""

import sys

sys.path.insert(0, "/lib/peek.zip")
# Modules that lessons import: in the snapshot they cost nothing at run time.
import abc
import ast
import asyncio
import collections
import contextlib
import copy
import ctypes
import dataclasses
import dis
import encodings.utf_16_le
import enum
import functools
import importlib.util
import inspect
import io
import itertools
import json
import marshal
import math
import operator
import pathlib
import py_compile
import random
import string
import sysconfig
import textwrap
import time
import tokenize
import traceback
import types
import typing
import warnings
import weakref

import peek.about
import peek.bridge

sys.path.remove("/lib/peek.zip")
