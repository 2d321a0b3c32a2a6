"""Journeys press keys on pages that are ready for them."""

from pathlib import Path

JOURNEYS = Path(__file__).parents[1] / "journeys"


def test_keys_are_pressed_once_the_scripts_of_a_page_listen():
    # steps.press and steps.type_in wait for them.
    impatient = [
        path.name
        for path in sorted(JOURNEYS.glob("test_*.py"))
        if ".keyboard." in path.read_text(encoding="utf-8")
    ]
    assert impatient == []
