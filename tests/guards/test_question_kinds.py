"""Every kind of question is complete: what one has, all have, and nothing else has."""

import ast
import inspect
from collections.abc import Iterator
from typing import get_args

import pytest

from quizapp.authoring.unsourced_facts import RIGHT_TEXTS
from quizapp.authoring.unsourced_parts import PARTS
from quizapp.domain import answers
from quizapp.domain.answer_codec import decode_answer, encode_answer
from quizapp.domain.formats.shapes import QUESTION_ENTRIES
from quizapp.domain.questions import KINDS, Question, QuestionKind
from quizapp.web.authoring.kind_forms import FORMS
from tests.guards.source import ROOT

DOMAIN = "quizapp.domain.kinds"
FORM_MODULES = "quizapp.web.authoring.kinds"
PARTIALS = ROOT / "quizapp" / "web" / "templates" / "components" / "kinds"
STATED = ("rule", "answer_type", "shows_answer")
"""What each class says of itself, beside what the abstract methods of Question ask for."""


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_a_kind_has_everything_that_a_kind_has(kind):
    places = list(missing(kind))
    assert not places, "\n  ".join([f"{kind} lacks", *places])


def missing(kind: QuestionKind) -> Iterator[str]:
    """Name each place that does not know a kind yet, in the order of the recipe."""
    cls = KINDS.get(kind)
    if cls is None or cls.kind is not kind:
        yield f"a class with kind {kind.name} in KINDS (quizapp/domain/questions.py)"
    else:
        yield from missing_of_the_class(kind, cls)
        yield from missing_of_the_documents(kind, cls)
        yield from missing_of_the_tests(cls)
    if kind.value not in QUESTION_ENTRIES:
        yield "an entry of questions.yaml (quizapp/domain/formats/schema.py)"
    form = FORMS.get(kind)
    if form is None:
        yield "a form in FORMS (quizapp/web/authoring/kind_forms.py)"
    else:
        if form.__module__ != f"{FORM_MODULES}.{kind}":
            yield f"the form in a module of its own ({FORM_MODULES}.{kind})"
        yield from (
            f"{name} in {form.__name__}"
            for name in ("name", "filled", "read")
            if not any(name in vars(base) for base in form.__mro__ if kind in vars(base).values())
        )
    if not (PARTIALS / f"{kind}.html").is_file():
        yield f"a partial (quizapp/web/templates/components/kinds/{kind}.html)"


def missing_of_the_class(kind: QuestionKind, cls: type[Question]) -> Iterator[str]:
    if cls.__module__ != f"{DOMAIN}.{kind}":
        yield f"the class in a module of its own ({DOMAIN}.{kind})"
    yield from (f"{name} in {cls.__name__}" for name in sorted(cls.__abstractmethods__))
    yield from (f"{name} in {cls.__name__}" for name in STATED if name not in vars(cls))
    if getattr(cls, "answer_type", None) not in get_args(answers.Answer):
        yield f"the type of answer in Answer (quizapp/domain/answers.py) for {cls.__name__}"
    if "fact" in cls.__dataclass_fields__ and kind not in RIGHT_TEXTS:
        yield "the right answer of one fact in RIGHT_TEXTS (quizapp/authoring/unsourced_facts.py)"
    if "fact" not in cls.__dataclass_fields__ and kind not in PARTS:
        yield "what its parts say in PARTS (quizapp/authoring/unsourced_parts.py)"


def missing_of_the_documents(kind: QuestionKind, cls: type[Question]) -> Iterator[str]:
    if getattr(cls, "rule", "?") not in (ROOT / "docs" / "grading.md").read_text("utf-8"):
        yield "the rule of marking, word for word, in docs/grading.md"
    if f"kind: {kind}\n" not in (ROOT / "questions" / "README.md").read_text("utf-8"):
        yield "an example in questions/README.md"


def missing_of_the_tests(cls: type[Question]) -> Iterator[str]:
    tree = ast.parse((ROOT / "tests" / "filled_forms.py").read_text("utf-8"))
    for function in ("right_form", "wrong_forms"):
        body = next(each for each in tree.body if getattr(each, "name", "") == function)
        told_apart = {
            node.cls.id
            for node in ast.walk(body)
            if isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Name)
        }
        if cls.__name__ not in told_apart:
            yield f"how it is answered, in {function} (tests/answering.py)"


def test_nothing_stands_for_a_kind_that_there_is_not():
    kinds = {kind.value for kind in QuestionKind}
    assert {path.stem for path in PARTIALS.glob("*.html")} <= kinds
    assert set(QUESTION_ENTRIES) <= kinds
    # By name: a dataclass with slots is made twice, and both are subclasses for a while.
    names = {cls.__name__ for cls in Question.__subclasses__() if DOMAIN in cls.__module__}
    assert names <= {cls.__name__ for cls in KINDS.values()}


def test_a_class_that_leaves_something_out_is_named():
    class Essay(Question):
        kind = QuestionKind.FLASHCARD

        def judge(self, answer, lookalikes):
            raise NotImplementedError

    named = set(missing_of_the_class(QuestionKind.FLASHCARD, Essay))
    assert {"prompt in Essay", "read in Essay", "rule in Essay"} < named
    assert "judge in Essay" not in named
    assert inspect.isabstract(Essay)


def test_every_answer_can_be_stored():
    examples = {
        answers.Chosen: answers.Chosen(("a",)),
        answers.Verdict: answers.Verdict(value=True),
        answers.Typed: answers.Typed("x"),
        answers.Written: answers.Written("x\ny"),
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
