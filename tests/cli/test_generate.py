"""`quizapp generate`: an article in, facts and questions out, the same every time."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.cli.bank_checking import bank_faults

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
PORT = ARTICLES / "development" / "wire-port-strike.txt"
DATED = ("--published", "2023-01-10", "--publisher", "The Wire")
TEXT = """The bridge opens

The new bridge over the Elm cost 12 million euros, Mayor Ann Lee said on 3 May 2024.

Ann Lee opened the Elm bridge on 3 May 2024. The bridge is 340 metres long.
"""


def run(*words, **more):
    return CliRunner().invoke(main, ["generate", *map(str, words)], **more)


def output(*words, **more):
    result = run(*words, "--json", **more)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def port():
    return output(PORT, *DATED)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_source_is_the_text_unchanged(port):
    assert port["source"]["text"] == PORT.read_text("utf-8")
    assert port["source"]["publisher"] == "The Wire"
    assert port["source"]["published"] == "2023-01-10"
    assert port["source"]["title"].startswith("Uruguay dockworkers")


def test_every_fact_has_the_place_of_its_words(port):
    assert len(port["facts"]) >= 4
    text = port["source"]["text"]
    for fact in port["facts"]:
        evidence = fact["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["value"] in evidence["quote"]
        assert {"id", "kind", "statement", "value", "flags"} <= set(fact)


def test_every_question_names_its_fact_and_has_a_rank_and_a_status(port):
    questions = port["questions"]
    assert [each["rank"] for each in questions] == list(range(1, len(questions) + 1))
    facts = {fact["id"] for fact in port["facts"]}
    for each in questions:
        assert each["fact"] in facts
        assert each["status"] in {"draft", "filtered"}
        assert bool(each["reasons"]) == (each["status"] == "filtered")
        assert each["stem"]
        assert each["key"] not in ("", None, [])
        if each["kind"] == "multiple_choice":
            assert each["key"] in each["options"]
    assert {"draft", "filtered"} <= {each["status"] for each in questions}
    assert len({each["id"] for each in questions}) == len(questions)


def test_the_same_article_gives_the_same_bytes_in_every_process(article):
    command = [sys.executable, "-c", "from quizapp.cli import main; main()", "generate", "--json"]
    runs = [
        subprocess.run(
            [*command, str(article)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert json.loads(runs[0].stdout)["facts"]
    assert runs[0].stderr == b""


def test_another_seed_changes_the_order_of_options_and_nothing_else():
    first, second = (output(PORT, *DATED, "--seed", seed) for seed in (0, 7))
    plain = [
        {**each, "options": sorted(each["options"])}
        for made in (first, second)
        for each in made["questions"]
    ]
    half = len(plain) // 2
    assert plain[:half] == plain[half:]


def test_a_bank_is_written_that_passes_its_check(tmp_path, port):
    out = tmp_path / "port"
    result = run(PORT, *DATED, "--out", out)
    assert result.exit_code == 0, result.output
    assert bank_faults(out) == []
    assert {path.name for path in out.iterdir()} == {
        "bank.yaml",
        "facts.yaml",
        "questions.yaml",
        "sources",
    }
    text = (out / "questions.yaml").read_text("utf-8")
    drafts = sum(each["status"] == "draft" for each in port["questions"])
    assert text.count("\n  - id:") == drafts
    assert "published" not in text
    before = {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
    assert "0 files written" in run(PORT, *DATED, "--out", out).stderr
    assert {path: path.read_bytes() for path in before} == before


def test_a_written_bank_can_be_read_again_as_several_sources(tmp_path):
    run(PORT, *DATED, "--out", tmp_path / "port")
    again = output("--bank", tmp_path / "port")
    assert [source["id"] for source in again["sources"]] == ["wire-port-strike"]
    assert again["facts"]


def test_articles_of_one_folder_are_compared():
    made = output("--bank", ARTICLES / "conflicts" / "ferry-rescue")
    assert [source["id"] for source in made["sources"]] == ["a", "b"]
    kinds = {(each["kind"], each["a"]["quote"]) for each in made["conflicts"]}
    assert ("spelling", "Stelios Vamvakas") in kinds
    texts = {source["id"]: source["text"] for source in made["sources"]}
    for conflict in made["conflicts"]:
        for side in (conflict["a"], conflict["b"]):
            assert texts[side["source"]][side["start"] : side["end"]] == side["quote"]
        assert conflict["explanation"].endswith(".")


def test_the_listing_shows_facts_beside_their_words(article):
    result = run(article)
    assert result.exit_code == 0
    assert "The bridge opens" in result.stdout
    assert "each with the words that prove it" in result.stdout
    assert "“Ann Lee opened the Elm bridge on 3 May 2024.”" in result.stdout
    assert "held back, and why" in result.stdout
    assert result.stderr == ""


def test_what_is_given_replaces_what_is_guessed(article):
    made = output(article, "--title", " Elm  bridge ", "--published", "2024-05")
    assert made["source"]["title"] == "Elm bridge"
    assert made["source"]["published"] == "2024-05"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"Hello", "1 word"),
        (bytes(range(256)) * 9, "not text"),
        ("Der Rat sagte am Montag, dass die Brücke nicht gebaut wird.".encode(), "German"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path, data, words):
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    result = run(path)
    assert result.exit_code == 1
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "- apples\n- pears\n- plums and figs\n- nuts",
        "Name | Age\nAnn | 34\nBo | 41\nCy | 20",
        "Nothing much happened. It was all right. They went away again.",
        "word " * 3000,
        "((((( ]]]] *** --- ... ??? !!! ,,, ;;; ::: “”",
        "\u200d\u0301 a\u0301 b c d e f 👩‍👩‍👧 g",
    ],
)
def test_a_text_with_nothing_to_ask_gives_an_empty_answer_and_says_so(tmp_path, text):
    path = tmp_path / "thin.txt"
    path.write_text(text, "utf-8")
    result = run(path, "--json")
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    # Letters with their accents are composed, as they are wherever a text is read.
    assert made["source"]["text"].strip() == normalize("NFC", text.strip())
    assert bool(made["facts"]) != ("No fact was found" in result.stderr)


@pytest.mark.usefixtures("article")
def test_unreadable_files_of_a_folder_are_named_and_left_out(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "notes.yaml").write_text("title: x", "utf-8")
    (tmp_path / ".hidden").write_text(TEXT, "utf-8")
    result = run("--bank", tmp_path, "--json")
    assert [each["id"] for each in json.loads(result.stdout)["sources"]] == ["bridge"]
    assert "Left out" in result.stderr
    assert "picture.png" in result.stderr
    assert "notes" not in result.stderr


@pytest.mark.usefixtures("article")
def test_two_files_of_one_name_get_two_ids(tmp_path):
    (tmp_path / "bridge.md").write_text(f"# {TEXT}", "utf-8")
    made = output("--bank", tmp_path)
    assert sorted(source["id"] for source in made["sources"]) == ["bridge", "bridge-txt"]


def test_articles_without_a_date_are_named_because_changes_need_one(tmp_path):
    for name, head in (("a", "---\ndate: 2024-05-03\n---\n"), ("b", "")):
        (tmp_path / f"{name}.md").write_text(f"{head}# {TEXT}", "utf-8")
    result = run("--bank", tmp_path, "--json")
    (line,) = [line for line in result.stderr.splitlines() if "date" in line]
    assert line.startswith("b: no date was found")


def test_a_folder_without_articles_is_refused(tmp_path):
    result = run("--bank", tmp_path)
    assert result.exit_code == 1
    assert "holds no article" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["x.txt", "--bank", "."],
        ["--bank", ".", "--title", "T"],
        ["x.txt", "--published", "May"],
    ],
)
def test_options_that_do_not_go_together_are_refused(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(TEXT, "utf-8")
    assert run(*words).exit_code == 2


def test_a_model_that_is_not_installed_is_said(article, monkeypatch):
    monkeypatch.setenv("QUIZAPP_LANGUAGE_MODEL", "en_no_such_model")
    result = run(article)
    assert result.exit_code == 1
    assert "en_no_such_model" in result.stderr
