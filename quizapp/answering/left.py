"""What is left to do in an attempt before its hand-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from quizapp.domain.answers import Answer, Blank
from quizapp.domain.grading import leaves_parts_open
from quizapp.quizzes.queries import Slot, questions_in

_NOTHING: Mapping[int, Answer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to do in an attempt before its hand-in, by position.

    Some are ``empty``, of some only parts are answered, and some are ``flagged``, answered or not.
    """

    empty: tuple[int, ...] = ()
    partly: tuple[int, ...] = ()
    flagged: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything is not answered in full."""
        return bool(self.empty or self.partly)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is left: all is answered, and nothing is to be looked at again."""
        return not (self.is_open or self.flagged)


ALL_DONE = Left()


def left_to_do(
    session: Session, places: Sequence[Slot], given: Mapping[int, Answer] = _NOTHING
) -> Left:
    """Return what is left to do in these places of an attempt.

    What was just ``given``, by position, stands in the place of what is stored. What was checked is
    done, and so is what was passed.
    """
    places = [each for each in places if not each.is_passed]
    answers = {place.position: place.answer for place in places} | dict(given)
    questions = questions_in(session, places)
    empty = [
        each.position
        for each in places
        if not each.is_checked and isinstance(answers[each.position], Blank)
    ]
    partly = [
        each.position
        for each in places
        if not each.is_checked
        and leaves_parts_open(questions[each.version_id], answers[each.position])
    ]
    flagged = [each.position for each in places if each.is_flagged and not each.is_checked]
    return Left(tuple(empty), tuple(partly), tuple(flagged))
