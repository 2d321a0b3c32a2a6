"""A teacher makes a quiz: questions, draws, settings, publishing, removing."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.banks.models import Bank, Question, Visibility
from quizapp.db import db, transaction
from quizapp.quizzes.models import Quiz
from tests import builders
from tests.web.quizzes.making import BANK, SETTINGS, Maker, start


def is_published(maker):
    with maker.app.app_context():
        return db.session.get_one(Quiz, maker.quiz_id).published_at is not None


def test_a_new_quiz_is_in_the_list_as_a_draft(maker, as_teacher):
    page = as_teacher.get("/teach/quizzes").text
    assert "Light" in page
    assert "draft" in page
    assert f"/teach/quizzes/{maker.quiz_id}" in page


def test_the_form_sent_twice_makes_one_quiz(maker, as_teacher):
    again = {"form_id": str(maker.quiz_id), "title": "Other", "banks": BANK}
    assert as_teacher.post("/teach/quizzes/new", data=again).status_code == 303
    assert maker.now.design.title == "Light"


def test_the_list_is_empty_and_says_what_to_do(as_teacher, load_bank):
    load_bank(builders.bank())
    page = as_teacher.get("/teach/quizzes").text
    assert "No quiz yet" in page
    assert "/teach/quizzes/new" in page


def test_a_bank_offers_to_make_a_quiz_of_it(as_teacher, load_bank):
    load_bank(builders.bank())
    assert f"/teach/quizzes/new?bank={BANK}" in as_teacher.get("/teach").text
    page = as_teacher.get(f"/teach/quizzes/new?bank={BANK}").text
    assert f'checked id="banks-0" name="banks" type="checkbox" value="{BANK}"' in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": ""}, "Give the quiz a title."),
        ({"title": "x" * 201}, "Stay within 200 letters."),
        ({"banks": []}, "Choose a bank at least."),
        ({"banks": "nowhere"}, "There is no such bank."),
    ],
)
def test_a_quiz_is_not_made_of_bad_input(as_teacher, load_bank, given, said):
    load_bank(builders.bank())
    sent = {"form_id": str(uuid4()), "title": "Light", "banks": BANK} | given
    response = as_teacher.post("/teach/quizzes/new", data=sent)
    assert response.status_code == 422
    assert said in response.text


def test_a_bank_whose_keys_one_may_not_see_is_not_offered(app, as_teacher, load_bank):
    load_bank(builders.bank())
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
    assert "No questions to ask yet" in as_teacher.get("/teach/quizzes/new").text
    sent = {"form_id": str(uuid4()), "title": "Light", "banks": BANK}
    assert as_teacher.post("/teach/quizzes/new", data=sent).status_code == 422


def test_the_id_of_anothers_quiz_makes_none(maker, log_in, make_user):
    other = log_in(make_user("Tom", Role.TEACHER))
    sent = {"form_id": str(maker.quiz_id), "title": "Mine", "banks": BANK}
    response = other.post("/teach/quizzes/new", data=sent)
    assert response.status_code == 422
    assert "Press the button again" in response.text


def test_questions_are_chosen_from_the_published_ones(maker, app):
    with app.app_context(), transaction() as session:
        session.scalars(
            select(Question).where(Question.slug == "place-short")
        ).one().status = "draft"
    page = maker.page("/questions")
    assert "Who kept the lighthouse?" in page
    assert "On which island" not in page
    assert "A card is for Study" in page
    assert maker.pick("keeper-choice", "height-number").status_code == 303
    assert maker.slugs == ["keeper-choice", "height-number"]
    assert "In the quiz" in maker.page("/questions")


def test_the_list_of_questions_can_be_narrowed(maker):
    page = maker.page("/questions?text=island")
    assert "On which island" in page
    assert "Who kept the lighthouse?" not in page
    assert "Nothing fits" in maker.page("/questions?text=nothing-of-this")


def test_choosing_twice_adds_once(maker):
    version = str(maker.now.number)
    maker.pick("keeper-choice", version=version)
    maker.pick("keeper-choice", version=version)
    assert maker.slugs == ["keeper-choice"]


@pytest.mark.parametrize("names", [[], ["nowhere"], ["\0"]])
def test_nothing_ticked_adds_nothing(maker, names):
    assert maker.pick(*names).status_code == 303
    assert maker.now.number == 1
    assert "Tick the questions" in maker.page()


def test_a_bank_that_is_none_of_the_quiz_is_not_there(maker):
    assert maker.send("questions", bank="nowhere").status_code == 404
    assert maker.send("draws", bank="nowhere").status_code == 404
    assert maker.browser.get(f"{maker.home}/questions?bank=nowhere").status_code == 404


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ({3: "1"}, "height-number keeper-choice place-short"),
        ({1: "3"}, "place-short height-number keeper-choice"),
        ({1: "2", 2: "1"}, "place-short keeper-choice height-number"),
        ({1: "9999"}, "place-short height-number keeper-choice"),
        ({1: "x", 2: ""}, "keeper-choice place-short height-number"),
        ({}, "keeper-choice place-short height-number"),
    ],
)
def test_questions_go_to_the_places_that_are_typed(maker, typed, after):
    for name in ("keeper-choice", "place-short", "height-number"):
        maker.pick(name)
    sent = {f"place-{each}": str(each) for each in (1, 2, 3)}
    maker.send("items", **sent | {f"place-{each}": text for each, text in typed.items()})
    assert maker.slugs == after.split()


def test_a_question_is_taken_out(maker):
    maker.pick("keeper-choice", "place-short")
    maker.send("items", remove="1")
    assert maker.slugs == ["place-short"]
    maker.send("items", remove="7")
    assert maker.slugs == ["place-short"]


def test_an_older_page_changes_nothing(maker):
    maker.pick("keeper-choice", "place-short")
    maker.send("items", remove="1", version="1")
    assert "changed in another tab" in maker.told()
    for version in ("", "x", "99"):
        maker.send("items", remove="1", version=version)
    assert maker.slugs == ["keeper-choice", "place-short"]


def draw_of(maker, count, version):
    """Let so many be drawn, from the page of a version."""
    return maker.send("draws", version=version, **{f"{BANK}-count": str(count)})


# The second number is all that there is to draw: what was added leaves nothing for the same again.
@pytest.mark.parametrize("count", [1, 5])
def test_a_draw_that_is_sent_twice_is_added_once(maker, count):
    version = str(maker.now.number)
    for _ in range(2):
        assert draw_of(maker, count, version).status_code == 303
        assert maker.told() == "Added."
    assert maker.now.design.length == count
    assert maker.now.number == int(version) + 1


def test_another_draw_from_the_same_page_is_refused(maker):
    version = str(maker.now.number)
    draw_of(maker, 1, version)
    draw_of(maker, 2, version)
    assert "changed in another tab" in maker.told()
    assert maker.now.design.length == 1


def test_the_same_draw_from_a_newer_page_is_another_one(maker):
    maker.draw(1)
    maker.draw(1)
    assert maker.now.design.length == 2


def test_a_draw_sent_again_after_another_change_stays_added_once(maker):
    version = str(maker.now.number)
    draw_of(maker, 1, version)
    maker.pick("keeper-choice")
    draw_of(maker, 1, version)
    assert maker.told().endswith("Added.")
    assert maker.now.design.length == 2


def test_a_question_that_is_taken_out_twice_takes_no_other_along(maker):
    maker.pick("place-short", "keeper-choice", "height-number")
    version = str(maker.now.number)
    for _ in range(2):
        maker.send("items", remove="1", version=version)
        assert "another tab" not in maker.told()
    assert len(maker.now.design.items) == 2


def test_a_draw_is_added_with_what_it_is_about(maker):
    maker.draw(1, topic="history")
    page = maker.page()
    assert "1 drawn at random" in page
    assert "Its history" in page


@pytest.mark.parametrize(
    ("count", "more", "said"),
    [
        ("0", {}, "Give a number from 1 to 200."),
        ("", {}, "Give a number from 1 to 200."),
        ("many", {}, "Give a number from 1 to 200."),
        ("201", {}, "Give a number from 1 to 200."),
        ("6", {}, "There are only 5 to draw"),
        ("2", {"topic": "history"}, "There is only 1 to draw"),
        ("1", {"topic": "sea"}, "Not a valid choice"),
        ("1", {"kind": "flashcard"}, "Not a valid choice"),
    ],
)
def test_a_draw_that_cannot_be_made_is_refused(maker, count, more, said):
    response = maker.draw(count, **more)
    assert response.status_code == 422
    assert said in response.text
    assert maker.now.number == 1


@pytest.mark.parametrize("count", ["9" * 400, "9" * 5_000, "1e9", "-1", "0", "201", ""])
def test_a_count_that_no_quiz_has_is_refused(maker, count):
    response = maker.draw(count)
    assert response.status_code == 422
    assert "Give a number from 1 to 200." in response.text


def test_a_bank_that_is_not_shared_any_more_shows_nothing_of_it(app, maker):
    maker.pick("keeper-choice")
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
    page = maker.page()
    assert "not shared with whoever made this quiz any more" in page
    assert "Who kept the lighthouse?" not in page
    assert maker.browser.get(f"{maker.home}/questions").status_code == 404
    assert maker.pick("place-short").status_code == 404
    assert maker.draw(1).status_code == 404
    maker.send("publish")
    assert "some of it cannot be asked" in maker.told()
    assert not is_published(maker)
    assert BANK not in maker.page("/settings")
    maker.send("items", remove="1")
    assert maker.now.design.length == 0


def test_an_admin_sees_what_the_maker_of_a_quiz_may_not_use_and_does_not_publish_it(
    app, maker, as_admin
):
    maker.pick("keeper-choice")
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
    keeper = Maker(app, as_admin, maker.quiz_id)
    page = keeper.page()
    assert "Who kept the lighthouse?" in page
    assert "not shared with whoever made this quiz any more" in page
    keeper.send("publish")
    assert not is_published(maker)


def test_publishing_after_the_closing_time_says_that_nobody_can_begin(maker):
    maker.pick("keeper-choice")
    maker.set(closes_at="2026-03-01T12:00")
    maker.send("publish")
    assert "its closing time is over" in maker.told()


def test_publishing_shows_the_link_and_taking_it_back_hides_the_quiz(maker, as_student):
    maker.pick("keeper-choice")
    assert as_student.get(maker.front).status_code == 404
    maker.send("publish")
    assert "Published." in maker.told()
    assert f"http://localhost{maker.front}" in maker.page()
    assert as_student.get(maker.front).status_code == 200
    maker.send("withdraw")
    assert as_student.get(maker.front).status_code == 404


def test_a_quiz_without_a_question_is_not_published(maker):
    maker.send("publish")
    assert "it has no question yet" in maker.told()
    assert not is_published(maker)


def test_what_cannot_be_asked_any_more_is_marked_and_not_published(maker, app):
    maker.pick("keeper-choice")
    with app.app_context(), transaction() as session:
        session.scalars(
            select(Question).where(Question.slug == "keeper-choice")
        ).one().status = "retired"
    maker.send("publish")
    assert "some of it cannot be asked" in maker.told()
    assert "Not published any more" in maker.page()


def test_a_published_quiz_keeps_a_question(maker):
    maker.pick("keeper-choice")
    maker.send("publish")
    maker.send("items", remove="1")
    assert "keeps a question" in maker.told()


def test_changes_of_a_published_quiz_say_whom_they_are_for(maker, as_student):
    maker.pick("keeper-choice")
    assert "counts for attempts that begin from now on" not in maker.page()
    maker.send("publish")
    start(as_student, maker)
    for path in ("", "/settings"):
        page = maker.page(path)
        assert "counts for attempts that begin from now on; 1 under way keeps" in page


def test_a_quiz_that_nobody_took_is_removed(maker):
    assert "Remove this quiz?" in maker.page("/remove")
    assert maker.send("remove").location == "/teach/quizzes"
    assert maker.browser.get(maker.home).status_code == 404


def test_a_quiz_that_somebody_took_is_not_removed(maker, as_student):
    maker.pick("keeper-choice")
    maker.send("publish")
    start(as_student, maker)
    maker.send("remove")
    assert "somebody has taken it" in maker.told()


def test_another_teachers_quiz_is_not_there_and_admins_look_after_it(maker, log_in, make_user):
    other = log_in(make_user("Tom", Role.TEACHER))
    admin = log_in(make_user("Eva", Role.ADMIN))
    assert other.get(maker.home).status_code == 404
    assert other.post(f"{maker.home}/settings", data=SETTINGS).status_code == 404
    assert Maker(maker.app, admin, maker.quiz_id).page()


def test_a_bank_is_added_to_a_quiz(maker, load_bank):
    load_bank(builders.bank(id="second", title="Second"))
    maker.set(banks=[BANK, "second"])
    page = maker.page()
    assert "Choose from" in page
    assert "bank=second" in page
    assert maker.send("questions", bank="second", question="keeper-choice").status_code == 303
    assert maker.now.design.length == 1


def test_words_of_a_quiz_are_text_and_not_markup(maker, as_student):
    maker.set(title="<b>Light</b>", instructions="<script>alert(1)</script>")
    maker.pick("keeper-choice")
    maker.send("publish")
    for browser, path in ((maker.browser, maker.home), (as_student, maker.front)):
        page = browser.get(path).text
        assert "<b>Light" not in page
        assert "<script>alert" not in page
