"""Editing in the browser, without one: what the pages say and what they save."""

import pytest

from quizapp.db import transaction
from quizapp.domain.questions import QuestionKind
from tests.teaching import question_row, questions, version_numbers
from tests.web.authoring.pages import fields

QUESTIONS = questions()
EVIL = "<script>alert(1)</script><b onclick='x'>\"'{{ 12345679 * 8 }}"


def edit(client, url, **changed):
    """Open a question's page, change fields, and send the form."""
    sent = fields(client.get(url).text)
    sent.update({name.replace("__", "-"): value for name, value in changed.items()})
    return client.post(url, data=sent)


@pytest.mark.parametrize("kind", QuestionKind)
def test_the_page_of_every_kind_sent_back_untouched_saves_nothing(app, rivers, as_teacher, kind):
    slug = QUESTIONS[kind].id
    url = f"{rivers}/questions/{slug}"
    answer = edit(as_teacher, url)
    assert answer.status_code == 303
    assert "Nothing to save" in as_teacher.get(url).text
    with app.app_context():
        assert version_numbers(slug) == [1]


def test_the_sentences_before_are_saved_and_shown_in_the_preview(app, rivers, as_teacher):
    url = f"{rivers}/questions/choice"
    assert edit(as_teacher, url, context="It freezes over in hard winters.").status_code == 303
    html = as_teacher.get(url).text
    # In its field, in the preview, and in what the version changed.
    assert html.count("It freezes over in hard winters.") == 3
    edit(as_teacher, url)
    with app.app_context():
        assert version_numbers("choice") == [1, 2]


@pytest.mark.parametrize("kind", [each for each in QuestionKind if each != "essay"])
def test_every_kind_shows_its_evidence_and_its_preview(rivers, as_teacher, kind):
    html = as_teacher.get(f"{rivers}/questions/{QUESTIONS[kind].id}").text
    assert "<mark>" in html
    assert "As a learner sees it" in html
    assert 'id="preview-question"' in html


def test_a_change_is_saved_once_however_often_it_is_sent(app, rivers, as_teacher):
    url = f"{rivers}/questions/choice"
    sent = fields(as_teacher.get(url).text) | {"stem": "In which city does the Elbe end?"}
    assert [as_teacher.post(url, data=sent).status_code for _ in range(3)] == [303, 303, 303]
    html = as_teacher.get(url).text
    assert "Saved as version 2" in html
    assert "Clara" in html
    with app.app_context():
        assert version_numbers("choice") == [1, 2]


def test_a_failed_check_stands_beside_its_field_and_the_question_is_a_draft(
    app, rivers, as_teacher
):
    url = f"{rivers}/questions/choice"
    edit(as_teacher, url, stem="Does the Elbe not end at Cuxhaven?")
    html = as_teacher.get(url).text
    assert "it is a draft now" in html
    assert 'id="stem-error"' in html
    assert 'href="#stem"' in html
    assert "gives away its answer" in html
    with app.app_context():
        assert question_row("choice").status == "draft"


def test_what_cannot_be_saved_comes_back_with_all_that_was_typed(app, rivers, as_teacher):
    url = f"{rivers}/questions/number"
    answer = edit(as_teacher, url, value="very long", explanation="Half a thought")
    assert answer.status_code == 422
    assert 'value="very long"' in answer.text
    assert "Half a thought" in answer.text
    assert "is not a number" in answer.text
    with app.app_context():
        assert version_numbers("number") == [1]


def test_checking_saves_nothing_and_shows_the_new_words(app, rivers, as_teacher):
    url = f"{rivers}/questions/choice"
    answer = edit(as_teacher, url, stem="In which city does the Elbe end?", action="check")
    assert "Every check passes. It is not saved yet." in answer.text
    assert answer.text.count("In which city does the Elbe end?") == 2
    with app.app_context():
        assert version_numbers("choice") == [1]


def test_adding_a_row_keeps_what_was_typed(app, rivers, as_teacher):
    url = f"{rivers}/questions/choice"
    answer = edit(as_teacher, url, stem="Half a qu", action="add-options")
    assert answer.status_code == 422
    assert "Half a qu" in answer.text
    assert 'name="options-4-text"' in answer.text
    with app.app_context():
        assert version_numbers("choice") == [1]


def test_two_teachers_at_once_lose_nothing(app, rivers, as_teacher, as_admin):
    url = f"{rivers}/questions/choice"
    mine = fields(as_teacher.get(url).text) | {"stem": "In which city does the Elbe end?"}
    edit(as_admin, url, stem="Which city stands at the mouth of the Elbe?")
    answer = as_teacher.post(url, data=mine)
    assert answer.status_code == 409
    assert "Version 2, by Dora, was saved while you wrote" in answer.text
    assert "Which city stands at the mouth of the Elbe?" in answer.text
    assert fields(answer.text)["stem"] == ["In which city does the Elbe end?"]
    assert as_teacher.post(url, data=fields(answer.text)).status_code == 303
    with app.app_context():
        assert version_numbers("choice") == [1, 2, 3]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"stem": ""},
        {"action": "add-"},
        {"action": "add-nothing"},
        {"action": ["save", "check"]},
        {"action": "unknown", "options-0-text": "x" * 100_000},
        {"based_on": "²", "options-²-text": "x"},
        {"stem": "\x00", "topic": "\x00", "key": "\x00", "fact": "\x00"},
        {"options": "x", "options-0": "x", "options-0-text-0": "x"},
    ],
)
@pytest.mark.parametrize("slug", ["choice", "gaps", "order", "number"])
def test_a_form_full_of_nonsense_is_answered_with_a_page(app, rivers, as_teacher, slug, sent):
    answer = as_teacher.post(f"{rivers}/questions/{slug}", data=sent)
    assert answer.status_code in (200, 422)
    with app.app_context():
        assert version_numbers(slug) == [1]


def test_words_that_look_like_html_stay_words(rivers, as_teacher):
    url = f"{rivers}/questions/choice"
    edit(as_teacher, url, stem=EVIL, explanation=EVIL, options__1__text=EVIL)
    for page in (url, f"{rivers}/questions", f"{rivers}/questions?text=script"):
        html = as_teacher.get(page).text
        assert "alert(1)" in html
        assert "<script>alert" not in html
        assert "<b onclick" not in html
        assert "98765432" not in html.split("<main", 1)[1]


def test_searching_for_html_shows_it_as_words(rivers, as_teacher):
    for list_name in ("questions", "facts"):
        html = as_teacher.get(f"{rivers}/{list_name}", query_string={"text": EVIL}).text
        assert "Nothing fits" in html
        assert "<script>alert" not in html


def test_publishing_keeps_what_was_typed_and_twice_is_once(app, rivers, as_teacher):
    make_draft(app, "choice")
    url = f"{rivers}/questions/choice"
    html = as_teacher.get(url).text
    assert f'action="{url}/publish"' not in html
    sent = fields(html) | {"stem": "In which city does the Elbe end?", "action": "publish"}
    for _ in range(2):
        assert as_teacher.post(url, data=sent).location == url
    html = as_teacher.get(url).text
    assert "Published. Learners can be asked it" in html
    assert fields(html)["stem"] == ["In which city does the Elbe end?"]
    with app.app_context():
        assert question_row("choice").status == "published"
        assert version_numbers("choice") == [1, 2]


def test_what_fails_a_check_is_saved_and_not_published(app, rivers, as_teacher):
    make_draft(app, "choice")
    url = f"{rivers}/questions/choice"
    typed = "Does the Elbe not end at Cuxhaven?"
    assert edit(as_teacher, url, stem=typed, action="publish").location == url
    html = as_teacher.get(url).text
    assert "Saved as version 2, not published." in html
    assert 'id="stem-error"' in html
    assert fields(html)["stem"] == [typed]
    with app.app_context():
        assert question_row("choice").status == "draft"


def test_what_cannot_be_saved_is_not_published_and_comes_back(app, rivers, as_teacher):
    make_draft(app, "number")
    answer = edit(as_teacher, f"{rivers}/questions/number", value="very long", action="publish")
    assert answer.status_code == 422
    assert 'value="very long"' in answer.text
    with app.app_context():
        assert question_row("number").status == "draft"


@pytest.mark.parametrize("stem", ["In which city does the Elbe end?", ""])
def test_retiring_keeps_what_was_typed_and_says_that_it_is_not_saved(app, rivers, as_teacher, stem):
    url = f"{rivers}/questions/choice"
    assert f'action="{url}/retire"' not in as_teacher.get(url).text
    answer = edit(as_teacher, url, stem=stem, action="retire")
    assert "What you typed is below, not saved yet." in answer.text
    assert fields(answer.text)["stem"] == [stem]
    with app.app_context():
        assert question_row("choice").status == "retired"
        assert version_numbers("choice") == [1]
    answer = as_teacher.post(url, data=fields(answer.text) | {"action": "reopen"})
    assert fields(answer.text)["stem"] == [stem]
    with app.app_context():
        assert question_row("choice").status == "draft"


def test_retiring_what_is_saved_is_taken_back_on_the_next_page(app, rivers, as_teacher):
    url = f"{rivers}/questions/choice"
    sent = fields(as_teacher.get(url).text) | {"action": "retire"}
    for _ in range(2):
        assert as_teacher.post(url, data=sent).location == url
    html = as_teacher.get(url).text
    assert ">Undo" in html
    as_teacher.post(f"{url}/publish")
    with app.app_context():
        assert question_row("choice").status == "published"


def make_draft(app, slug):
    with app.app_context(), transaction():
        question_row(slug).status = "draft"
