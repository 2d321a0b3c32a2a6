from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.generation.identity import chance, digest, share, slug
from quizapp.domain.identifiers import is_identifier


@given(st.text(), st.text())
def test_every_slug_is_an_id(first: str, second: str) -> None:
    assert is_identifier(slug(first, second))
    assert len(slug(first, second)) <= 60


def test_a_slug_is_readable_and_stable() -> None:
    assert slug("The Pact's", "Café, home port") == "the-pact-s-cafe-home-port"
    assert slug("x" * 80) == "x" * 60
    assert slug("!?") == digest("!?")[:12]


def test_chance_depends_on_the_words_alone() -> None:
    assert chance("a", "b").random() == chance("a", "b").random()
    assert chance("a", "b").random() != chance("ab").random()
    assert 0 <= share("a") < 1
