"""Articles as Markdown, HTML, DOCX and PDF give the text that the plain article has."""

from pathlib import Path

import pytest
import yaml

from quizapp.importers.file_types import FileKind
from quizapp.importers.files import read_article

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
NAMES = ("local-council-tram", "science-lake-cores", "technology-satellite-phone")
KINDS = {
    "md": FileKind.MARKDOWN,
    "html": FileKind.HTML,
    "docx": FileKind.DOCX,
    "pdf": FileKind.PDF,
}
FURNITURE = (
    "cookies",
    "Subscribe",
    "Share on",
    "Also read",
    "Most read",
    "Comments (",
    "Reader_77",
    "All rights reserved",
    "dataLayer",
    "Page 2",
    "Log in",
    "min read",
)


def document(name, suffix):
    return read_article((ARTICLES / "documents" / f"{name}.{suffix}").read_bytes())


def plain_lines(name):
    text = (ARTICLES / "development" / f"{name}.txt").read_text("utf-8")
    return [normal(line) for line in text.split("\n") if line.strip()]


def normal(line):
    return " ".join(line.replace("\xa0", " ").removeprefix("- ").removeprefix("• ").split())


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_the_article_is_read_whole_and_in_order(name, suffix):
    article = document(name, suffix)
    read = [normal(line) for line in article.text.split("\n")]
    lines = [line for line in plain_lines(name) if not line.startswith("By ")]
    # In HTML the credit of the photograph stands in the caption's element.
    places = [next((n for n, got in enumerate(read) if got.startswith(line)), -1) for line in lines]
    missing = [line for line, place in zip(lines, places, strict=True) if place == -1]
    assert missing == []
    assert places == sorted(places)
    assert article.kind is KINDS[suffix]


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_surrounds_the_article_is_read(name, suffix):
    text = document(name, suffix).text
    assert [words for words in FURNITURE if words in text] == []
    assert len(text.split("\n\n")) <= len(plain_lines(name)) + 3


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_title_publisher_and_date_are_guessed(name, suffix):
    known = yaml.safe_load((ARTICLES / "development" / f"{name}.yaml").read_text("utf-8"))
    article = document(name, suffix)
    assert article.title == known["title"]
    assert article.publisher == known["publisher"]
    assert article.published == str(known["published"])


def test_the_head_of_a_markdown_file_is_not_part_of_its_text():
    article = document("science-lake-cores", "md")
    assert (article.publisher, article.published) == ("Strata Weekly", "2024-10-24")
    assert article.text.startswith("Mud from a mountain lake")


@pytest.mark.parametrize("name", ["local-council-tram", "science-lake-cores"])
def test_a_byline_in_a_page_is_kept(name):
    assert "\nBy " in document(name, "html").text


@pytest.mark.parametrize("name", ["diplomacy-lake-talks.de", "technology-satellite-phone.fr"])
def test_articles_in_other_languages_are_refused_by_name(name):
    data = (ARTICLES / "development" / "other-languages" / f"{name}.txt").read_bytes()
    with pytest.raises(ValueError, match=r"(German|French), which is not supported yet"):
        read_article(data)


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("development/*.txt")), ids=lambda p: p.stem)
def test_plain_articles_are_read_unchanged_and_their_title_is_found(path):
    article = read_article(path.read_bytes())
    known = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    assert article.text == path.read_text("utf-8")
    assert article.title == known["title"]
    assert article.published in ("", str(known["published"]))
