from __future__ import annotations

import pytest

from quizapp.domain.generation.inflections import same_verb


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("open", "opened"), ("opens", "opened"), ("close", "closed"), ("close", "closing"),
        ("carry", "carried"), ("carries", "carry"), ("plan", "planned"), ("stop", "stopping"),
        ("buy", "bought"), ("is", "were"), ("go", "went"), ("freeze", "frozen"), ("die", "died"),
        ("pass", "passes"), ("agree", "agreed"), ("see", "saw"), ("put", "put"), ("lie", "lay"),
    ],
)  # fmt: skip
def test_forms_of_one_verb_are_known(one: str, other: str) -> None:
    assert same_verb(one, other)
    assert same_verb(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("open", "close"), ("opened", "closed"), ("buy", "sell"), ("bought", "brought"),
        ("rise", "raise"), ("not", "note"), ("never", "ever"), ("won", "went"), ("red", "reed"),
        ("fall", "fail"), ("now", "not"), ("bring", "buy"),
    ],
)  # fmt: skip
def test_other_words_are_other_verbs(one: str, other: str) -> None:
    assert not same_verb(one, other)
