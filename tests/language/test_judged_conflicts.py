"""Of two texts exactly that is reported which contradicts, changed or is spelt twice."""

from __future__ import annotations

import pytest

from tests.language.judged_conflicts import Pair, found, judged_pairs


@pytest.mark.parametrize("pair", judged_pairs(), ids=lambda pair: pair.get("set") or pair["first"])
def test_what_is_reported_of_two_texts_is_what_was_judged_right(pair: Pair) -> None:
    assert found(pair) == pair["found"]
