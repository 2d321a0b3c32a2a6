"""Pages of a list of students and of sign-in cards, as a teacher meets them."""

import html
import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart

from quizapp.accounts import throttle
from quizapp.accounts.models import PasswordCode, Role, User
from quizapp.audit.models import AuditEntry, Event
from quizapp.courses.models import RosterList
from quizapp.db import db, transaction
from tests.databases import both_databases

NAMES = "name;number;group\r\nAna Müller;7;Red\r\nBo Li;8;\r\n"


def send(biology, text="", data=None, name="class.csv", form_id=None):
    given = {"form_id": str(form_id or uuid4()), "text": text}
    if data is not None:
        given["file"] = FileStorage(io.BytesIO(data), name)
    # The client itself would leave the file open in which it packs what is large.
    packed, length, boundary = stream_encode_multipart(MultiDict(given), use_tempfile=False)
    return biology.teacher.post(
        f"{biology.path}/roster",
        input_stream=packed,
        content_length=length,
        content_type=f'multipart/form-data; boundary="{boundary}"',
    )


def read(biology, answer, text_of):
    return text_of(biology.teacher.get(answer.location).text)


def people(biology):
    with biology.app.app_context():
        return set(db.session.scalars(select(User.name).where(User.name.like("% %"))))


def test_a_column_that_is_left_out_is_named_with_the_headings_it_may_have(biology, text_of):
    page = read(biology, send(biology, "name;Foo;group\nAna Müller;7;Red\n"), text_of)
    assert "Left out: “ Foo ”" in page
    assert "For the number write Number, Nr, Nummer, ID" in page
    assert "For the group" not in page
    page = read(biology, send(biology, "name;Foo;number;mail;group\nAna Müller;7;;;\n"), text_of)
    assert "Nothing is done with it." in page
    assert "For the" not in page


@both_databases
def test_a_list_is_looked_through_then_imported_and_cards_are_printed(biology, app, text_of):
    answer = send(biology, NAMES)
    page = read(biology, answer, text_of)
    assert "2 students to import" in page
    assert people(biology) == set()
    assert biology.teacher.post(f"{answer.location}/import").status_code == 303
    page = read(biology, answer, text_of)
    assert "2 students came into the course" in page
    assert people(biology) == {"Ana Müller", "Bo Li"}

    chosen = biology.teacher.get(f"{biology.path}/cards").text
    ticked = re.findall(r'name="person" value="(\d+)" checked', chosen)
    assert len(ticked) == 2
    made = biology.teacher.post(f"{biology.path}/cards", data={"person": ticked})
    sheet = biology.teacher.get(made.location).text
    codes = re.findall(r"<code>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</code>", sheet)
    assert len(set(codes)) == 2
    assert "This address only works on this computer: localhost" in sheet
    # The sheet is there until it is put away, and then nowhere.
    assert (
        re.findall(r"<code>([A-Z0-9-]{14})</code>", biology.teacher.get(made.location).text)
        == codes
    )

    # What stands on a card lets its owner choose a password, once.
    student = app.test_client()
    given = {"name": "Ana Müller", "code": codes[0], "password": "a long sentence of mine"}
    assert student.post("/forgot", data=given).status_code == 303
    assert student.get("/courses").status_code == 200
    assert "Biology 7b" in student.get("/courses").text
    assert app.test_client().post("/forgot", data=given).status_code == 422

    assert biology.teacher.post(f"{biology.path}/cards/away").status_code == 303
    away = biology.teacher.get(made.location)
    assert away.location == f"{biology.path}/cards"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252", "mac_roman"]
)
def test_a_file_is_read_in_any_usual_encoding(biology, text_of, encoding):
    answer = send(biology, data=NAMES.encode(encoding))
    assert "Ana Müller" in read(biology, answer, text_of)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "There is nobody in this list yet"),
        ({"text": "a,b\n1,2"}, "The first line must name the columns"),
        ({"text": "name,name\nAna,Bo"}, "More than one column holds the name"),
        ({"text": "name,e-mail"}, "There is nobody below the line"),
        ({"text": "Ana", "data": b"Bo"}, "There is a list above as well"),
        ({"data": b""}, "There is nobody in this list yet"),
        ({"data": b"PK\x03\x04rest"}, "This is a workbook"),
        ({"data": b"\x89PNG\r\n\x1a\n\x00\x01\x02"}, "cannot be read as text"),
        ({"data": b"name\n" + b"Ana Silva\n" * 50_000}, "letters; up to"),
        ({"data": b"name\n" + b"Ana Silva\n" * 90_000}, "larger than a list"),
    ],
)
def test_a_list_that_cannot_be_read_comes_back_with_what_to_do(biology, sent, said):
    answer = send(biology, **sent)
    assert answer.status_code == 422
    assert said in answer.text
    with biology.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(RosterList)) == 0


def test_a_file_beyond_what_is_taken_is_refused_before_it_is_read(biology):
    assert send(biology, data=b"x" * 3_000_000).status_code == 413


def test_each_line_that_is_left_out_says_why_and_can_be_mended(biology, text_of):
    answer = send(biology, "name,e-mail\nAna Silva,nowhere\n=1,\nBo Li,\n")
    page = read(biology, answer, text_of)
    assert "1 student to import" in page
    assert "Line 2 Ana Silva nowhere: This is not an e-mail address." in page
    assert "Line 3" in page
    kept = html.unescape(biology.teacher.get(answer.location).text)
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', kept)[1]
    given = {"text": "Ana Silva\nBo Li\n", "seen": seen}
    mended = biology.teacher.post(answer.location, data=given)
    assert "2 students to import" in read(biology, mended, text_of)
    # Sent again it is the same; what stands there now was not seen by another form.
    assert biology.teacher.post(answer.location, data=given).status_code == 303
    late = biology.teacher.post(answer.location, data={"text": "Cem Ak", "seen": seen})
    assert late.status_code == 409
    assert "Cem Ak" in late.text
    assert "What somebody else has saved" in late.text
    assert "Bo Li" in late.text
    assert "2 students to import" in read(biology, mended, text_of)
    refused = biology.teacher.post(answer.location, data={"text": "a,b\n1,2"})
    assert refused.status_code == 422
    assert "2 students to import" in read(biology, mended, text_of)


def test_the_same_form_twice_is_one_list_and_the_same_button_twice_one_import(biology):
    form_id = uuid4()
    first, second = (send(biology, NAMES, form_id=form_id) for _ in range(2))
    assert first.location == second.location
    for _ in range(2):
        assert biology.teacher.post(f"{first.location}/import").status_code == 303
    assert len(people(biology)) == 2
    # Neither can it be changed any more.
    biology.teacher.post(first.location, data={"text": "Cem Ak"})
    biology.teacher.post(f"{first.location}/import")
    assert len(people(biology)) == 2


def test_an_import_is_undone_with_one_click(biology, text_of):
    answer = send(biology, NAMES)
    biology.teacher.post(f"{answer.location}/import")
    biology.teacher.post(f"{answer.location}/undo")
    assert "Taken back" in read(biology, answer, text_of)
    assert {state for _, state in biology.states().values()} == {"active", "removed"}


def test_a_name_that_somebody_took_meanwhile_imports_nobody(biology, make_user, text_of):
    answer = send(biology, "Ana Silva\nBo Li\n")
    make_user("Ana Silva")
    biology.teacher.post(f"{answer.location}/import")
    # The plan is made again: what is left is imported, and the page has said so before.
    assert people(biology) == {"Ana Silva", "Bo Li"}
    assert "1 student came into the course" in read(biology, answer, text_of)


@pytest.mark.parametrize("ticked", [[], [str(number) for number in range(1, 42)], ["x"]])
def test_a_sheet_has_one_card_at_least_and_forty_at_most(biology, ticked):
    answer = biology.teacher.post(f"{biology.path}/cards", data={"person": ticked})
    assert answer.location == f"{biology.path}/cards"
    assert "No card was made" in biology.teacher.get(answer.location).text


def test_each_card_of_a_sheet_counts(biology, app, monkeypatch):
    answer = send(biology, "\n".join(f"Ana {letter}" for letter in "ABCDEF"))
    biology.teacher.post(f"{answer.location}/import")
    with app.app_context():
        ids = db.session.scalars(select(User.id).where(User.name.like("Ana _"))).all()
    limit = throttle.Limit(6, timedelta(minutes=15), timedelta(minutes=1))
    monkeypatch.setattr(throttle, "CARDS_MADE", limit)
    path = f"{biology.path}/cards"
    statuses = [
        biology.teacher.post(path, data={"person": some}).status_code
        for some in (ids[:3], ids[3:], ids[:1])
    ]
    assert statuses == [303, 303, 429]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(PasswordCode)) == len(ids)
        # The log has each of them by itself, too.
        noted = select(func.count()).where(AuditEntry.event == Event.CODE_MADE.value)
        assert db.session.scalar(noted) == len(ids)


def test_no_card_opens_the_account_of_somebody_who_is_no_student_of_the_course(biology, cast):
    ids = [str(each.id) for each in (cast.stranger, cast.teacher, cast.admin)]
    answer = biology.teacher.post(f"{biology.path}/cards", data={"person": ids})
    assert "<code>" not in biology.teacher.get(answer.location, follow_redirects=True).text


def test_the_cards_of_one_course_are_not_the_page_of_another(biology, app, cast, as_teacher):
    answer = send(biology, "Ana Silva\nBo Li\n")
    biology.teacher.post(f"{answer.location}/import")
    with app.app_context():
        ana = db.session.scalars(select(User.id).where(User.name == "Ana Silva")).one()
    biology.teacher.post(f"{biology.path}/cards", data={"person": [str(ana)]})
    given = {"form_id": str(uuid4()), "title": "Choir", "time_zone": "UTC"}
    other = as_teacher.post("/courses/new", data=given).location
    assert as_teacher.get(f"{other}/cards/sheet").location == f"{other}/cards"
    # Whoever teaches here no longer reads them either.
    with app.app_context(), transaction() as session:
        session.execute(
            update(User).where(User.id == cast.teacher.id).values(role=Role.STUDENT.value)
        )
    assert as_teacher.get(f"{biology.path}/cards/sheet").status_code == 403


def test_an_archived_course_imports_nobody_and_makes_no_cards(biology):
    answer = send(biology, NAMES)
    biology.send("/archive")
    biology.teacher.post(f"{answer.location}/import")
    assert people(biology) == set()
    assert send(biology, NAMES).status_code == 422
