"""Exercises and quizzes of a page: what one does with them, and what one sees."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from peek_page import Example, Peek


@dataclass
class Exercise(Example):
    """One exercise of a lesson."""

    @property
    def check_button(self) -> Locator:
        return self.region.get_by_role("button", name="Check", exact=True)

    @property
    def hint_button(self) -> Locator:
        return self.region.get_by_role("button", name=re.compile("^(Hint|No more hints)"))

    @property
    def solution_button(self) -> Locator:
        return self.region.get_by_role("button", name=re.compile("^(Solution|Hide the solution)$"))

    @property
    def use_button(self) -> Locator:
        return self.region.get_by_role("button", name="Use this")

    @property
    def hints(self) -> Locator:
        return self.region.get_by_role("list", name="Hints").get_by_role("listitem")

    @property
    def solution(self) -> Locator:
        return self.region.get_by_role("group", name="Solution")

    @property
    def verdict(self) -> Locator:
        return self.region.locator(".verdict")

    @property
    def solved(self) -> Locator:
        return self.region.get_by_text("Solved", exact=True)

    def check(self) -> None:
        self.check_button.click()

    def says(self, text: str) -> None:
        """Expect the verdict to hold a text."""
        expect(self.verdict).to_contain_text(text)


@dataclass
class Quiz:
    """One quiz of a lesson."""

    region: Locator

    @property
    def field(self) -> Locator:
        return self.region.get_by_role("textbox", name="What does it print?")

    @property
    def verdict(self) -> Locator:
        return self.region.locator(".verdict")

    @property
    def both(self) -> Locator:
        """The answer beside what is printed."""
        return self.region.get_by_role("group", name="Your answer and what it prints")

    @property
    def answered(self) -> Locator:
        return self.region.get_by_text("Answered", exact=True)

    def answer(self, text: str) -> None:
        self.field.fill(text)
        self.region.get_by_role("button", name="Answer").click()


def exercise(peek: Peek, title: str) -> Exercise:
    """Find an exercise by its title."""
    return Exercise(peek.page.get_by_role("region", name=f"Exercise: {title}", exact=True))


def quiz(peek: Peek, title: str) -> Quiz:
    """Find a quiz by its title."""
    return Quiz(peek.page.get_by_role("region", name=f"Quiz: {title}", exact=True))
