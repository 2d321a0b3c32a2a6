"""The bank that ships: whole, proved, in our own words, and marked right by its own key."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
import yaml

from quizapp.cli.bank_files import read_files
from quizapp.domain.answer_forms import read_answer
from quizapp.domain.answers import Outcome
from quizapp.domain.banks import Bank
from quizapp.domain.facts import FactStatus, Source
from quizapp.domain.formats.native import read_bank
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.generation.pipeline import questions_for_bank
from quizapp.domain.questions import (
    Cloze,
    MultipleChoice,
    Question,
    QuestionKind,
    QuestionStatus,
    ShortAnswer,
)
from tests.filled_forms import right_form, wrong_forms
from tests.grading import grade
from tests.guards.source import ROOT

FOLDER = ROOT / "questions" / "us-japan-alliance"
REPORTS = ROOT.parent / "shared" / "articles"
AIMS = ROOT / "tests" / "data" / "shipped-aims.yaml"
PURPOSES = ROOT / "tests" / "data" / "shipped-purposes.yaml"
SEEDS = ("first", "second", "third")
RECOGNISED = {
    QuestionKind.MULTIPLE_CHOICE,
    QuestionKind.MULTIPLE_RESPONSE,
    QuestionKind.TRUE_FALSE,
    QuestionKind.MATCHING,
    QuestionKind.ORDERING,
}
"""Kinds whose answer stands on the page."""
LONGEST_SHARED_RUN = 8
BRIEF_WORDS = range(150, 751)
# A number with its marks and unit sign, or a word that begins with a capital letter.
CHECKABLE = re.compile(
    r"[$€£¥]?\d[\d,.]*\d(?:st|nd|rd|th|%)?|\d(?:st|nd|rd|th|%)?|[^\W\d_a-zà-ÿ][\w'’-]+"
)
SENTENCE_START = re.compile(r"(?:\A|[.!?:]['\"”’)]*\s+|\n\s*)[\"“'‘(]*\Z")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return read_files(FOLDER)


@pytest.fixture(scope="module")
def facts(files) -> Bank:
    """The bank without its questions, so that its texts are checked whatever becomes of those."""
    return read_bank(files | {"questions.yaml": b"questions: []\n"})


@pytest.fixture(scope="module")
def bank(files) -> Bank:
    if "questions.yaml" not in files:
        pytest.fail(f"{FOLDER.relative_to(ROOT)} has no questions.yaml: the bank asks nothing")
    return read_bank(files)


@pytest.fixture(scope="module")
def made(facts) -> Bank:
    """The same facts with what the engine writes, to try the guards themselves on."""
    drafts = questions_for_bank(facts).questions
    return replace(
        facts,
        questions=tuple(replace(each, status=QuestionStatus.PUBLISHED) for each in drafts),
    )


# The questions.


def published(bank: Bank) -> list[Question]:
    return [each for each in bank.questions if each.status is QuestionStatus.PUBLISHED]


def test_there_are_facts_and_questions_enough_of_every_kind(bank):
    approved = [fact for fact in bank.facts if fact.status is FactStatus.APPROVED]
    assert len(approved) >= 80
    assert len(published(bank)) >= 170
    # Nobody who practises alone has somebody to mark an essay.
    kinds = {question.kind for question in published(bank)}
    assert kinds == set(QuestionKind) - {QuestionKind.ESSAY}


def test_every_published_question_passes_every_check(bank):
    context = CheckContext.of(bank)
    found = {
        question.id: [f"{finding.check}: {finding}" for finding in findings]
        for question in published(bank)
        if (findings := check_question(question, context))
    }
    assert found == {}


def test_every_aim_of_the_bank_is_asked_for_in_two_forms_one_of_them_not_by_recognising(bank):
    kinds = {each.id: each.kind for each in published(bank)}
    aims = yaml.safe_load(AIMS.read_text("utf-8"))["aims"]
    assert len(aims) == 20
    for aim in aims:
        gone = [name for name in aim["questions"] if name not in kinds]
        assert gone == [], f"{aim['aim']} names questions that are not published"
        asked = {kinds[name] for name in aim["questions"]}
        assert len(asked) >= 2, aim["aim"]
        assert asked - RECOGNISED, aim["aim"]


def test_a_quarter_of_the_questions_ask_for_more_than_a_name_a_date_or_a_number(bank):
    asked = {each.id for each in published(bank)}
    named = [
        name for names in yaml.safe_load(PURPOSES.read_text("utf-8")).values() for name in names
    ]
    assert len(named) == len(set(named))
    assert set(named) <= asked, f"not published: {sorted(set(named) - asked)}"
    assert len(named) >= len(asked) / 4


def test_no_published_question_repeats_the_stem_of_another(bank):
    found: dict[str, list[str]] = defaultdict(list)
    for each in published(bank):
        if each.kind not in {QuestionKind.CLOZE, QuestionKind.MATCHING, QuestionKind.ORDERING}:
            found[" ".join(words(each.stem))].append(each.id)
    assert {stem: ids for stem, ids in found.items() if len(ids) > 1} == {}


def test_no_published_question_names_a_report_that_a_learner_cannot_know(bank):
    found = [each.id for each in published(bank) if "wire report" in str(each).casefold()]
    assert found == []


def test_every_published_question_asks_for_approved_facts_only(bank):
    approved = {fact.id for fact in bank.facts if fact.status is FactStatus.APPROVED}
    found = {each.id: set(each.facts) - approved for each in published(bank)}
    assert {name: facts for name, facts in found.items() if facts} == {}


def test_every_published_question_is_marked_right_by_its_own_key(bank):
    assert list(not_right_by_their_key(bank)) == []


def test_every_accepted_answer_of_every_question_is_read_and_right(bank):
    assert list(refused_though_accepted(bank)) == []


def refused_though_accepted(bank: Bank) -> Iterator[str]:
    """Yield the texts that a question lists as right and that its form or its mark refuses."""
    for question in bank.questions:
        for part, text in accepted_texts(question):
            form = right_form(question, SEEDS[0])
            name = next(iter(form)) if not part else f"gap-{part}"
            answer = read_answer(question, SEEDS[0], form | {name: [text]})
            if grade(question, answer).outcome is not Outcome.RIGHT:
                yield f"{question.id}: {text}"


def accepted_texts(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the number of each gap, empty for a question without, with each accepted text."""
    if isinstance(question, ShortAnswer):
        yield from (("", text) for text in question.accepted)
    if isinstance(question, Cloze):
        for number, gap in enumerate(question.shown_gaps, 1):
            yield from ((str(number), text) for text in gap.accepted)


def test_every_published_question_is_marked_wrong_by_every_distractor(bank):
    assert list(right_by_a_distractor(bank)) == []


def not_right_by_their_key(bank: Bank) -> Iterator[str]:
    """Yield what the key does not earn when it is sent as a learner's form would send it."""
    for question in published(bank):
        for seed in SEEDS:
            mark = grade(question, read_answer(question, seed, right_form(question, seed)))
            if mark.outcome is not Outcome.RIGHT or not all(part.right for part in mark.parts):
                yield f"{question.id}: {mark.outcome} {[part.given for part in mark.parts]}"


def right_by_a_distractor(bank: Bank) -> Iterator[str]:
    """Yield the wrong answers that earn everything."""
    wrong = wrong_texts(bank)
    for question in published(bank):
        others = sorted(set().union(*(wrong[fact] for fact in question.facts)))
        for form in wrong_forms(question, SEEDS[0], others):
            mark = grade(question, read_answer(question, SEEDS[0], form))
            if mark.outcome is Outcome.RIGHT:
                yield f"{question.id}: {form}"


def wrong_texts(bank: Bank) -> Mapping[str, set[str]]:
    """Return the wrong options of each fact's multiple choice: typed elsewhere, they are wrong."""
    found: dict[str, set[str]] = defaultdict(set)
    for question in published(bank):
        if isinstance(question, MultipleChoice):
            wrong = {option.text for option in question.options if option.id != question.key}
            found[question.fact] |= wrong
    return found


def test_what_the_engine_makes_is_marked_right_and_wrong_as_it_should(made):
    assert len(published(made)) > 100
    assert list(not_right_by_their_key(made)) == []
    assert list(right_by_a_distractor(made)) == []


def test_a_question_with_another_key_is_noticed(made):
    def turned(question: Question) -> Question:
        if not isinstance(question, MultipleChoice):
            return question
        other = next(option for option in question.options if option.id != question.key)
        return replace(question, key=other.id)

    good = next(each for each in made.questions if isinstance(each, MultipleChoice))
    context = CheckContext.of(made)
    assert check_question(good, context) == ()
    assert check_question(turned(good), context) != ()


# The briefs.


def words(text: str) -> list[str]:
    """Return the words between spaces without their marks: “U.S.-Japan” is one."""
    bare = (re.sub(r"\W", "", word) for word in text.casefold().split())
    return [word for word in bare if word]


def report_of(source: Source) -> str:
    path = REPORTS / f"{source.id}.txt"
    if not path.is_file():
        pytest.skip("the reports are not here; they are not ours to ship")
    return path.read_text("utf-8")


def test_every_brief_is_short_enough_to_read_and_long_enough_to_prove(facts):
    lengths = {source.id: len(source.text.split()) for source in facts.sources}
    assert {name: length for name, length in lengths.items() if length not in BRIEF_WORDS} == {}


def test_no_brief_is_longer_than_its_report(facts):
    found = {
        source.id: len(source.text.split())
        for source in facts.sources
        if len(source.text.split()) > len(report_of(source).split())
    }
    assert found == {}


def test_no_brief_takes_a_sentence_from_its_report(facts):
    found = {
        source.id: runs
        for source in facts.sources
        if (runs := shared_runs(source.text, report_of(source)))
    }
    assert found == {}


def shared_runs(brief: str, report: str) -> list[str]:
    """Return the runs of more than eight words that stand in both."""
    size = LONGEST_SHARED_RUN + 1
    theirs = words(report)
    known = {tuple(theirs[at : at + size]) for at in range(len(theirs) - size + 1)}
    ours = words(brief)
    runs = (tuple(ours[at : at + size]) for at in range(len(ours) - size + 1))
    return [" ".join(run) for run in runs if run in known]


def test_a_shared_run_is_found_whatever_its_marks():
    report = "He said: “one, two three four five six seven eight nine” and left."
    assert shared_runs("One two three four five six seven eight nine.", report)
    assert not shared_runs("One two three four five six seven eight. Nine", "one " * 9)


# Nothing in a brief is left unasked without a reason.


def test_every_number_date_and_name_of_the_briefs_is_in_a_fact_or_allowed(facts):
    allowed = {(gap["source"], gap["text"]) for gap in allowed_gaps()}
    found = [
        f"{source.id}: “{text}” in “{around}”"
        for source in facts.sources
        for text, around in unproved(facts, source)
        if (source.id, text) not in allowed
    ]
    assert found == [], "make a fact of each, or say in allowed-gaps.yaml why not"


def test_every_allowed_gap_has_a_reason_and_is_still_a_gap(facts):
    gaps = {source.id: {text for text, _ in unproved(facts, source)} for source in facts.sources}
    for gap in allowed_gaps():
        assert set(gap) == {"text", "source", "reason"}
        assert len(gap["reason"].split()) >= 3, f"say why {gap['text']} is left out"
        assert gap["text"] in gaps[gap["source"]], f"{gap['text']} stands in a fact by now"


def allowed_gaps() -> list[dict[str, str]]:
    content = yaml.safe_load((FOLDER / "allowed-gaps.yaml").read_text("utf-8"))
    gaps: list[dict[str, str]] = content["gaps"]
    return gaps


def unproved(bank: Bank, source: Source) -> Iterator[tuple[str, str]]:
    """Yield each number and name of a brief that stands in no evidence, and the words around it."""
    covered = bytearray(len(source.text))
    for fact in bank.facts:
        if fact.status in {FactStatus.APPROVED, FactStatus.DRAFT}:
            for evidence in fact.evidence:
                if evidence.source == source.id:
                    start, end = source.locate(evidence.quote)
                    covered[start:end] = b"\1" * (end - start)
    ordinary = set(re.findall(r"(?<!\w)[a-zà-ÿ][\w'’-]*", source.text))
    for match in CHECKABLE.finditer(source.text):
        start, end = match.span()
        begins = SENTENCE_START.search(source.text[:start]) is not None
        if begins and (match[0].casefold() in ordinary or match[0].casefold() in OPENERS):
            continue
        if not all(covered[start:end]):
            yield match[0], source.text[max(0, start - 30) : end + 30].replace("\n", " ")


OPENERS = frozenset(
    {"a", "according", "after", "all", "an", "as", "at", "before", "both", "but", "by", "during"}
    | {"for", "from", "he", "her", "his", "if", "in", "it", "its", "no", "of", "on", "one", "she"}
    | {"since", "some", "that", "the", "their", "these", "they", "this", "those", "to", "two"}
    | {"under", "until", "when", "where", "while", "who", "with"}
)
"""Words that begin sentences and are no names."""


def test_an_unproved_number_or_name_is_noticed(facts):
    source = facts.sources[0]
    longer = replace(source, text=f"{source.text}\n\nThe town of Springfield counted 4,711 cars.\n")
    assert [text for text, _ in unproved(facts, longer)][-2:] == ["Springfield", "4,711"]
