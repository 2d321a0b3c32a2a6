"""The pages on which a teacher chooses facts for a course to study, and a student studies them."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from lxml import html
from sqlalchemy import select, update

from quizapp.accounts.models import Role
from quizapp.assignments.models import AssignedFact, Assignment
from quizapp.banks.models import Bank, Fact, Visibility
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.domain.facts import Text
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner
from tests import builders
from tests.databases import both_databases
from tests.studies import Studies
from tests.web.assignments.conftest import biology, desk, text_of

__all__ = ["biology", "desk", "text_of"]

pytestmark = both_databases


@pytest.fixture
def names(app, load_bank, desk):
    """The public ids of all facts by their names; no question asks for the one called spare."""
    assert desk
    said = builders.fact("spare", Text("tar"), "Its door is of tar.", evidence=())
    load_bank(builders.bank(facts=(*builders.FACTS, said)))
    with app.app_context():
        rows = db.session.execute(select(Fact.slug, Fact.public_id))
        return {slug: str(each) for slug, each in rows}


@pytest.fixture
def learned(study, desk):
    """Let Ana learn two facts of the bank, and half a week pass."""
    for question in ("place-short", "keeper-choice"):
        study().study(question)
    desk.clock.advance(days=4)


@pytest.fixture
def study(app, cast, clock):
    """What Ana does with the bank."""

    def of_ana():
        bank = db.session.scalars(select(Bank.id)).one()
        return Studies(Learner(cast.student.id, learner_calendar("UTC")), bank, clock)

    with app.app_context():
        yield of_ana


def query(*facts, bank="arnholm"):
    return "&".join([f"bank={bank}", "chosen=1", *(f"fact={each}" for each in facts)])


def given_facts(app):
    with app.app_context():
        wanted = select(Fact.slug).join(AssignedFact, AssignedFact.fact_id == Fact.id)
        return set(db.session.scalars(wanted))


def boxes(page):
    found = html.fromstring(page)
    return found.xpath("//input[@type='checkbox'][@name='fact']"), found


def retire(app, *slugs):
    with app.app_context(), transaction() as session:
        session.execute(update(Fact).where(Fact.slug.in_(slugs)).values(status="retired"))


@pytest.mark.usefixtures("learned")
def test_the_weakest_lead_to_a_form_with_all_of_them_ticked(app, desk, names):
    page = desk.lesson.teacher.get(f"{desk.lesson.path}/memory").text
    ticks, found = boxes(page)
    assert {each.get("value") for each in ticks} == set(names.values()) - {names["spare"]}
    there = found.xpath("//a[starts-with(normalize-space(), 'Assign the 2 weakest')]/@href")[0]
    form = html.fromstring(desk.lesson.teacher.get(there).text)
    sent = form.xpath("//input[@name='facts'][@checked]/@value")
    assert set(sent) == {names["place"], names["keeper"]}
    answer = desk.assign(urlsplit(there).query, facts=sent)
    assert answer.status_code == 303, answer.text
    assert given_facts(app) == {"place", "keeper"}


def test_what_is_unticked_is_not_given(app, desk, names):
    answer = desk.assign(query(names["place"], names["keeper"]), facts=[names["keeper"]])
    assert answer.status_code == 303, answer.text
    assert given_facts(app) == {"keeper"}
    page = desk.lesson.teacher.get(answer.location).text
    assert "1 chosen fact of a bank" in page
    assert "Its keeper was Ida Berg." in page


def test_what_no_question_asks_for_is_left_out_and_said_to_be(desk, names):
    there = query(names["place"], names["spare"])
    page = desk.lesson.teacher.get(f"{desk.path}/new?{there}").text
    assert "1 more that was chosen is left out" in page
    assert "Its door is of tar." not in page


def test_the_same_form_again_gives_nothing_more(app, desk, names):
    sent = {"form_id": str(uuid4()), "facts": [names["place"]]}
    first = desk.assign(query(names["place"]), **sent)
    assert desk.assign(query(names["place"]), **sent).location == first.location
    assert len(given_facts(app)) == 1


@pytest.mark.usefixtures("learned")
def test_a_pair_that_is_mixed_up_is_given_together(desk, names, study):
    asked, answer_id = study().asked("keeper-choice"), uuid4()
    shown = [option.id for option in asked.question.shown(str(answer_id))]
    study().send(asked, answer_id, {"choice": [str(shown.index("place") + 1)]})
    page = html.fromstring(desk.lesson.teacher.get(f"{desk.lesson.path}/memory").text)
    (there,) = page.xpath("//section[@aria-labelledby='pairs']//a[contains(., 'Assign')]/@href")
    assert set(parse_qs(urlsplit(there).query)["fact"]) == {names["place"], names["keeper"]}


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([], "Nothing is chosen yet"),
        (["spare"], "no published question asks"),
        (["closed"], "no published question asks"),
        (["not an id"], "no published question asks"),
        (["\0"], "no published question asks"),
        ([str(uuid4())], "no published question asks"),
    ],
    ids=["none", "not asked for", "withdrawn", "no id", "no text", "unknown"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_to_study_leads_back_and_never_gives_all(app, desk, names, chosen, words, method):
    retire(app, "closed")
    there = query(*(names.get(each, each) for each in chosen))
    if method == "post":
        answer = desk.assign(there)
    else:
        answer = desk.lesson.teacher.get(f"{desk.path}/new?{there}")
    assert answer.status_code == 303
    assert urlsplit(answer.location).path == f"{desk.lesson.path}/memory"
    assert words in desk.lesson.teacher.get(answer.location).text
    with app.app_context():
        assert db.session.scalars(select(Assignment)).all() == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ([], "Tick at least one fact."),
        (["x"], "A fact was withdrawn meanwhile."),
        (["keeper"], "A fact was withdrawn meanwhile."),
        (["place", "closed"], "A fact was withdrawn meanwhile."),
    ],
    ids=["none", "no id", "not offered", "withdrawn meanwhile"],
)
def test_what_was_not_offered_is_refused(app, desk, names, sent, words):
    retire(app, "closed")
    there = query(names["place"], names["closed"])
    answer = desk.assign(there, facts=[names.get(each, each) for each in sent])
    assert answer.status_code == 422
    assert words in answer.text
    assert given_facts(app) == set()


def test_facts_of_a_bank_that_is_closed_to_the_teacher_are_not_there(
    app, desk, names, log_in, make_user
):
    other = make_user("Otto", Role.TEACHER)
    desk.enrol(other, CourseRole.CO_TEACHER)
    with app.app_context(), transaction() as session:
        session.execute(update(Bank).values(visibility=Visibility.PRIVATE.value))
    answer = log_in(other).get(f"{desk.path}/new?{query(names['place'])}")
    assert answer.status_code == 200
    assert "What shall they do?" in answer.text or "Nothing to assign yet" in answer.text
    sent = desk.fields(facts=[names["place"]])
    assert (
        log_in(other).post(f"{desk.path}/new?{query(names['place'])}", data=sent).status_code == 404
    )


@pytest.mark.usefixtures("learned")
def test_an_assistant_sees_what_is_weak_and_gives_nothing(desk, names, log_in, make_user):
    helper = make_user("Hana")
    desk.enrol(helper, CourseRole.ASSISTANT)
    browser = log_in(helper)
    page = browser.get(f"{desk.lesson.path}/memory").text
    assert boxes(page)[0] == []
    assert "to study" not in "".join(html.fromstring(page).xpath("//main")[0].itertext())
    assert browser.get(f"{desk.path}/new?{query(names['place'])}").status_code == 403
    sent = desk.fields(facts=[names["place"]])
    assert browser.post(f"{desk.path}/new?{query(names['place'])}", data=sent).status_code == 403


@pytest.mark.usefixtures("learned")
def test_an_archived_course_is_given_nothing(desk):
    desk.lesson.teacher.post(f"{desk.lesson.path}/archive")
    page = desk.lesson.teacher.get(f"{desk.lesson.path}/memory").text
    assert boxes(page)[0] == []


def test_what_is_withdrawn_later_is_shown_so(app, desk, names):
    there = desk.assign(
        query(names["place"], names["keeper"]), facts=[names["place"], names["keeper"]]
    ).location
    retire(app, "place")
    page = "".join(
        html.fromstring(desk.lesson.teacher.get(there).text).xpath("//main")[0].itertext()
    )
    assert "1 of them is withdrawn" in page
    assert "0 of 1 facts known" in page
    retire(app, "keeper")
    assert "2 of them are withdrawn" in desk.lesson.teacher.get(there).text


class Pupil:
    """Ana's browser, and what it is shown."""

    def __init__(self, client):
        self.client = client

    def main(self, there):
        answer = self.client.get(there)
        assert answer.status_code == 200, answer.text
        return html.fromstring(answer.text).xpath("//main")[0]

    def words(self, there):
        return " ".join("".join(self.main(there).itertext()).split())


@pytest.fixture
def pupil(as_student):
    return Pupil(as_student)


def test_today_leads_to_exactly_these_facts_until_they_are_done(desk, names, pupil):
    desk.assign(query(names["place"]), facts=[names["place"]])
    assert "Arnholm: 1 chosen fact" in pupil.words("/")
    (there,) = pupil.main("/").xpath(
        "//a[contains(., 'Study') and contains(@href, 'assignment=')]/@href"
    )
    new = pupil.main(there)
    assert "The lighthouse stands on Arnholm." in "".join(new.itertext())
    assert "1 new" in " ".join("".join(new.itertext()).split())
    (met,) = new.xpath(".//form//input[@name='met']/@value")
    assert new.xpath(".//form//input[@name='assignment']")
    card = pupil.main(f"{there}&met={met}")
    sent = {
        each.get("name"): each.get("value")
        for each in card.xpath(".//form[@method='post']//input[@type='hidden']")
    }
    (action,) = card.xpath(".//form[@data-once]/@action")
    answer = pupil.client.post(action, data=sent | {"text": "Arnholm"})
    assert answer.status_code == 303
    after = pupil.main(answer.location)
    assert "Right" in "".join(after.itertext())
    (following,) = after.xpath(".//a[contains(., 'Next card')]/@href")
    done = pupil.words(following)
    assert "Done for now" in done
    assert "facts known by then" in done
    assert "Study the whole bank" in done
    # Taken back, the card comes again, and among these facts.
    (undo,) = pupil.main(following).xpath(".//form[contains(@action, 'undo')]/@action")
    back = pupil.client.post(undo)
    assert "assignment=" in back.location
    assert "chosen fact" in pupil.words(back.location)


def test_more_new_facts_today_go_on_among_the_assigned(desk, names, pupil):
    row = desk.assign(query(names["place"]), facts=[names["place"]]).location.rpartition("/")[2]
    answer = pupil.client.post(f"/banks/arnholm/study/more?assignment={row}", data={"new": "20"})
    assert answer.location == f"/banks/arnholm/study?assignment={row}"


@pytest.mark.parametrize("whose", ["another's", "unknown", "no id"])
def test_what_is_not_assigned_to_somebody_is_the_whole_bank(desk, names, as_stranger, whose):
    row = desk.assign(query(names["place"]), facts=[names["place"]]).location.rpartition("/")[2]
    named = {"another's": row, "unknown": str(uuid4()), "no id": "x%00"}[whose]
    answer = as_stranger.get(f"/banks/arnholm/study?assignment={named}")
    assert (answer.status_code, answer.location) == (303, "/banks/arnholm/study")
    assert "not assigned to you any more" in as_stranger.get(answer.location).text


def test_a_copied_course_says_that_assignments_stay_behind(desk):
    page = desk.lesson.teacher.get(f"{desk.lesson.path}/copy").text
    assert "Nothing that was assigned is copied" in page
