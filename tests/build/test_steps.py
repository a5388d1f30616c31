"""Steps of the build: once for each state of their inputs, whole or not at all."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen import steps
from sitegen.steps import Step, bring


@contextlib.contextmanager
def silent(_: str) -> Iterator[None]:
    yield


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with one source file and its own cache."""
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "CACHE", tmp_path / ".cache")
    (tmp_path / "source.txt").write_text("one")
    return tmp_path


class Copying:
    """A step's function that counts how often it ran."""

    def __init__(self, world: Path) -> None:
        self.world = world
        self.runs = 0

    def __call__(self, directory: Path, _: dict[str, Path]) -> None:
        self.runs += 1
        (directory / "copy.txt").write_text((self.world / "source.txt").read_text())


def test_a_step_is_done_once(world: Path) -> None:
    copying = Copying(world)
    step = Step("copy", "Copying", ("source.txt",), copying)
    assert (bring(step, silent) / "copy.txt").read_text() == "one"
    bring(step, silent)
    assert copying.runs == 1


def test_a_changed_input_is_seen(world: Path) -> None:
    copying = Copying(world)
    step = Step("copy", "Copying", ("source.txt",), copying)
    bring(step, silent)
    (world / "source.txt").write_text("two")
    assert (bring(step, silent) / "copy.txt").read_text() == "two"


def test_a_changed_need_is_seen(world: Path) -> None:
    second = Copying(world)
    step = Step("a", "A", ("source.txt",), Copying(world))
    needing = Step("b", "B", ("other.txt",), second, (step,))
    (world / "other.txt").write_text("same")
    bring(needing, silent)
    (world / "source.txt").write_text("two")
    bring(needing, silent)
    assert second.runs == 2


def test_a_step_gets_the_places_of_what_it_needs(world: Path) -> None:
    def read(directory: Path, done: dict[str, Path]) -> None:
        (directory / "got.txt").write_text((done["copy"] / "copy.txt").read_text())

    first = Step("copy", "Copying", ("source.txt",), Copying(world))
    got = bring(Step("read", "Reading", ("source.txt",), read, (first,)), silent)
    assert (got / "got.txt").read_text() == "one"


def test_a_failed_step_leaves_nothing_to_mistake_for_a_result(world: Path) -> None:
    def fail(directory: Path, _: dict[str, Path]) -> None:
        (directory / "half.txt").write_text("half")
        raise OSError("no space")

    failing = Step("copy", "Copying", ("source.txt",), fail)
    with pytest.raises(OSError, match="no space"):
        bring(failing, silent)
    assert not failing.place().exists()
    working = Step("copy", "Copying", ("source.txt",), Copying(world))
    assert [path.name for path in bring(working, silent).iterdir()] == ["copy.txt"]


def test_a_result_elsewhere_that_is_gone_is_made_again(world: Path) -> None:
    copying = Copying(world)
    elsewhere = world / "elsewhere"
    step = Step("copy", "Copying", ("source.txt",), copying, fills=elsewhere)
    bring(step, silent)
    bring(step, silent)
    assert copying.runs == 2
    elsewhere.mkdir()
    bring(step, silent)
    assert copying.runs == 2


def test_only_the_newest_results_are_kept(world: Path) -> None:
    step = Step("copy", "Copying", ("source.txt",), Copying(world))
    for number in range(steps.KEPT + 3):
        (world / "source.txt").write_text(str(number))
        bring(step, silent)
    assert len(list((world / ".cache" / "copy").iterdir())) == steps.KEPT
    assert step.place().exists()


def test_a_glob_that_matches_nothing_is_a_mistake() -> None:
    with pytest.raises(FileNotFoundError, match=r"\*\.nothing"):
        Step("copy", "Copying", ("*.nothing",), lambda *_: None).digest()
