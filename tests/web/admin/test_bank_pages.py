"""The page on which an administrator sees every bank."""

from tests import builders
from tests.databases import both_databases


@both_databases
def test_an_administrator_sees_every_bank_and_whose_it_is(as_admin, load_bank):
    assert "No bank yet" in as_admin.get("/admin/banks").text
    load_bank(builders.bank())
    page = as_admin.get("/admin/banks").text
    assert builders.bank().title in page
    assert "This site" in page
    for path in ("/teach/banks/arnholm/questions", "/teach/banks/arnholm/sharing"):
        assert f'href="{path}"' in page
        assert as_admin.get(path).status_code == 200


def test_both_sections_lead_to_each_other(as_admin):
    for path in ("/admin/people", "/admin/banks"):
        page = as_admin.get(path).text
        assert 'href="/admin/people"' in page
        assert 'href="/admin/banks"' in page


def test_a_teacher_has_no_such_page(as_teacher):
    assert as_teacher.get("/admin/banks").status_code == 403
