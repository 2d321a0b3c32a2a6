"""Every kind of question is complete: what one has, all have, and nothing else has."""

import ast
from typing import get_args

import pytest

from quizapp.domain import answers
from quizapp.domain.answer_codec import decode_answer, encode_answer
from quizapp.domain.answer_forms import READERS
from quizapp.domain.formats.shapes import QUESTION_ENTRIES
from quizapp.domain.grading import GRADERS
from quizapp.domain.presentation import PRESENTERS
from quizapp.domain.questions import KINDS, Question, QuestionKind
from quizapp.web.authoring.kind_forms import FORMS
from tests.guards.source import ROOT

PARTIALS = ROOT / "quizapp" / "web" / "templates" / "components" / "kinds"


@pytest.mark.parametrize(
    ("what", "registry"),
    [
        ("class", KINDS),
        ("grader", GRADERS),
        ("reader", READERS),
        ("presenter", PRESENTERS),
        ("record", {QuestionKind(name): entry for name, entry in QUESTION_ENTRIES.items()}),
        ("form", FORMS),
        ("partial", {QuestionKind(path.stem): path for path in PARTIALS.glob("*.html")}),
    ],
)
def test_every_kind_has_one_of_each(what, registry):
    missing = {kind.value for kind in QuestionKind} - {kind.value for kind in registry}
    assert not missing, f"kinds without a {what}: {missing}"
    assert len(registry) == len(QuestionKind)


def test_every_kind_of_question_is_registered_under_its_own_name():
    assert all(cls.kind is kind for kind, cls in KINDS.items())
    # By name: a dataclass with slots is made twice, and both are subclasses for a while.
    names = {cls.__name__ for cls in Question.__subclasses__()}
    assert {cls.__name__ for cls in KINDS.values()} == names


def test_every_kind_is_shown_to_people_who_write_banks():
    text = (ROOT / "questions" / "README.md").read_text("utf-8")
    assert [kind.value for kind in KINDS if f"kind: {kind.value}\n" not in text] == []


def test_the_tests_can_answer_every_kind():
    tree = ast.parse((ROOT / "tests" / "answering.py").read_text("utf-8"))
    for function in ("right_form", "wrong_forms"):
        body = next(each for each in tree.body if getattr(each, "name", "") == function)
        told_apart = {
            node.cls.id
            for node in ast.walk(body)
            if isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Name)
        }
        assert told_apart == {cls.__name__ for cls in KINDS.values()}


def test_every_answer_can_be_stored():
    examples = {
        answers.Chosen: answers.Chosen(("a",)),
        answers.Verdict: answers.Verdict(value=True),
        answers.Typed: answers.Typed("x"),
        answers.Filled: answers.Filled((("a", "x"),)),
        answers.Matched: answers.Matched((("a", "x"),)),
        answers.Ordered: answers.Ordered((("a", 1),)),
        answers.Recalled: answers.Recalled(3),
        answers.Blank: answers.Blank(),
        answers.Malformed: answers.Malformed("odd"),
        answers.Oversized: answers.Oversized(501),
    }
    assert set(examples) == set(get_args(answers.Answer))
    assert [each for each in examples.values() if decode_answer(encode_answer(each)) != each] == []
