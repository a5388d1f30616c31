"""The layers of the box, removed: the start-up self-test refuses, and without it programs get out.

The second half is the proof that the tests of the hostile programs can fail.
"""

import pytest
from playwright.sync_api import expect

from conftest import PATIENCE, Serve, Try
