"""The app starts without what only reading an article needs."""

import subprocess
import sys

HEAVY = ("spacy", "thinc", "numpy", "trafilatura", "docx", "pypdf", "lxml", "httpx", "dateparser")


def imported_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_app_imports_nothing_that_only_articles_need():
    assert sorted(imported_by("import quizapp.app") & set(HEAVY)) == []


def test_the_app_imports_nothing_that_few_requests_need():
    code = "import quizapp.app, sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    late = {"email_validator", "sqlalchemy.dialects.postgresql"}
    assert sorted(set(done.stdout.split()) & late) == []


def test_the_commands_import_nothing_before_they_are_called():
    names = imported_by("import quizapp.cli, quizapp.cli.generate, quizapp.cli.serve")
    assert sorted(names & {*HEAVY, "flask", "sqlalchemy", "pydantic"}) == []


def test_the_modules_that_need_them_do_import_them():
    statement = "import quizapp.importers.html, quizapp.importers.docx, quizapp.importers.pdf"
    found = imported_by(f"{statement}, quizapp.language.model_endpoint")
    assert {"trafilatura", "docx", "pypdf", "lxml", "httpx"} <= found


def test_the_process_that_reads_a_file_imports_nothing_of_the_app():
    readers = ("sandbox_worker", "docx", "html", "markdown", "pdf")
    found = imported_by(f"import {', '.join(f'quizapp.importers.{name}' for name in readers)}")
    assert sorted(found & {"flask", "sqlalchemy", "pydantic", "spacy", "numpy", "httpx"}) == []
