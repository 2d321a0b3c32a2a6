"""A class of thirty and one, what each of them answers, and the marks that follow from it.

Everybody is of one of three kinds, so that each figure of the quiz can be reckoned by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from uuid import UUID, uuid4

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.banks.models import Bank, Visibility
from quizapp.clock import new_id, system_clock
from quizapp.db import db, transaction
from quizapp.domain.answers import Chosen, Typed
from quizapp.domain.questions import MultipleChoice, Option, Question
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.journeys.beside import Site, app_of
from tests.quizzes import designing
from tests.studies import Studies

BEGUN = "In which year did work on the lighthouse begin?"
CLOSED = "In which year was the lighthouse closed?"
HEIGHT, PLACE = "How tall is it?", "On which island does it stand?"
BANK = "a-whole-class"
TEACHER = "Ada Lindqvist"
MINUTES = 12


class Kind(Enum):
    """What somebody answers to each question, and the per cent before and after the key is mended.

    Who knows the year in which work began is wrong by the key, which names the year of the light.
    """

    STRONG = ({BEGUN: "1868", CLOSED: "1990", HEIGHT: "42", PLACE: "Arnholm"}, 75, 100)
    MIDDLE = ({BEGUN: "1868", CLOSED: "1990", HEIGHT: "24", PLACE: "Arnholm"}, 50, 75)
    WEAK = ({BEGUN: "1871", CLOSED: "1871", HEIGHT: "24", PLACE: "Skarra"}, 25, 0)

    def __init__(self, answers: dict[str, str], before: int, after: int) -> None:
        self.answers = answers
        self.before = before
        self.after = after


@dataclass(frozen=True, slots=True)
class Pupil:
    """A line of the school's list; ``kind`` is None for whoever is ill and never begins."""

    given: str
    family: str
    number: int
    group: str
    kind: Kind | None

    @property
    def name(self) -> str:
        """What they log in with."""
        return f"{self.given} {self.family}"


_GIVEN = (
    "Ägidius",
    "Björn",
    "Cäcilie",
    "Dörte",
    "Emil",
    "Françoise",
    "Götz",
    "Hülya",
    "Ines",
    "Jürgen",
    "Käthe",
    "Lütfi",
    "Märta",
    "Noël",
    "Özlem",
    "Pär",
    "Quirin",
    "René",
    "Søren",
    "Tülay",
    "Ursel",
    "Völker",
    "Wenzel",
    "Xenia",
    "Yvonne",
    "Zoë",
    "Åke",
    "Bärbel",
    "Çelik",
    "Dörthe",
)
_FAMILY = ("Müller", "Weiß", "Größe", "Köhler", "Jäger", "Öztürk")
_KINDS = (
    *(Kind.STRONG, Kind.STRONG, Kind.MIDDLE),
    *(Kind.STRONG,) * 10,
    *(Kind.MIDDLE,) * 9,
    *(Kind.WEAK,) * 7,
    None,
)
PUPILS = tuple(
    Pupil(given, _FAMILY[at % len(_FAMILY)], 700 + at, f"7{'ab'[at % 2]}", kind)
    for at, (given, kind) in enumerate(zip(_GIVEN, _KINDS, strict=True))
)
ON_TELEPHONE, BY_KEYBOARD, WITH_MORE_TIME, *QUICK, ILL = PUPILS


def school_list() -> bytes:
    """Return the list as the program of a school writes it: its own headings, no UTF-8."""
    lines = [f"{each.family};{each.given};{each.number};{each.group}" for each in PUPILS]
    return "\r\n".join(["Nachname;Vorname;Schülernummer;Klasse", *lines]).encode("cp1252")


def add_quiz(site: Site, title: str) -> UUID:
    """Publish a quiz of the teacher's, about a bank of hers alone, with one key that is wrong."""
    quiz_id, now = new_id(), system_clock()
    common = {"status": builders.PUBLISHED}
    questions = (
        MultipleChoice(
            id="begun",
            topic="history",
            stem=BEGUN,
            fact="begun",
            options=(
                Option("a", "1871", "lit"),
                Option("b", "1868"),
                Option("c", "1990", "closed"),
            ),
            key="a",
            **common,
        ),
        MultipleChoice(
            id="closed",
            topic="history",
            stem=CLOSED,
            fact="closed",
            options=(Option("a", "1990"), Option("b", "1871", "lit"), Option("c", "1955")),
            key="a",
            **common,
        ),
        *(each for each in builders.QUESTIONS if each.stem in (HEIGHT, PLACE)),
    )
    content = builders.bank(id=BANK, title="The light on Arnholm", questions=questions)
    with app_of(site):
        owner = db.session.scalars(select(User).where(User.name == TEACHER)).one()
        with transaction() as session:
            builders.load(session, content, now)
            bank = session.scalars(select(Bank).where(Bank.slug == BANK)).one()
            # Other stories count the banks that are open to everyone.
            bank.visibility = Visibility.PRIVATE.value
            builders.join(session, BANK, owner, now)
        items = designing.chosen(bank.id, *(each.id for each in questions))
        given = {"now": now, "quiz_id": quiz_id, "title": title, "minutes": MINUTES}
        designing.build(owner.id, bank.id, *items, **given)
    return quiz_id


def hand_in_quickly(site: Site, quiz_id: UUID) -> None:
    """Let all those of the list whom the story does not follow take the quiz."""
    with app_of(site):
        bank = db.session.scalars(select(Bank.id).where(Bank.slug == BANK)).one()
        ids = dict(db.session.execute(select(User.name, User.id)).all())
        for pupil in QUICK:
            learner = Learner(ids[pupil.name], learner_calendar("Europe/Berlin"))
            person = Studies(learner, bank, system_clock)
            with transaction() as session:
                given = {"user_id": learner.id, "now": system_clock()}
                attempt_id = start_quiz(session, uuid4(), quiz_id, **given).id
            forms = person.forms(attempt_id, partial(_fields, pupil.kind.answers))
            person.save(attempt_id, forms)
            assert person.hand_in(attempt_id, {}, ask=True).is_done


def _fields(answers: Mapping[str, str], question: Question, seed: str) -> builders.Fields:
    words = answers[question.stem]
    if isinstance(question, MultipleChoice):
        chosen = next(option.id for option in question.options if option.text == words)
        return question.fill(seed, Chosen((chosen,)))
    return question.fill(seed, Typed(words))
