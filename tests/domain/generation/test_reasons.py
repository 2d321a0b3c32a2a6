"""Why drafts are held back is said in plain words, whatever found it."""

from __future__ import annotations

from quizapp.domain.generation.checks import CHECKS, Finding
from quizapp.domain.generation.reasons import TITLES, Reason


def test_every_check_has_a_title_for_people() -> None:
    assert set(CHECKS) <= set(TITLES)


def test_a_finding_becomes_a_reason_that_tells_people_and_programs_apart() -> None:
    reason = Reason.of(Finding("key", "options.b.text", "It gives it away.", "Ask otherwise."))
    assert (reason.code, reason.text) == ("key", "It gives it away.")
    assert "options.b" not in reason.title
    assert str(reason) == "options.b.text: It gives it away. Ask otherwise."


def test_a_reason_without_a_code_is_its_own_title() -> None:
    assert Reason("", "It was so.").title == "It was so."
