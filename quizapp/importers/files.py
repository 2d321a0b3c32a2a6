"""Files to articles: what kind it is, its text, and whether facts can be found in it."""

from __future__ import annotations

from dataclasses import replace

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle, UnsupportedLanguage
from quizapp.importers.file_types import FileKind, kind_of
from quizapp.importers.hyphens import whole_words
from quizapp.importers.languages import language_of
from quizapp.importers.limits import endless_words, within_limit
from quizapp.importers.metadata import guess_published, guess_publisher, guess_title, titled
from quizapp.importers.plain import is_blank, visible, without_note_marks

FILE_LIMIT = 20_000_000
"""The largest file that is looked at, in bytes."""

FEWEST_WORDS = 5


def read_article(data: bytes, promised: FileKind | None = None) -> RawArticle:
    """Return the article that the bytes of a file hold; what kind of file it is, they say.

    What is ``promised`` by its name to be a PDF and is only text is refused as no PDF. Raises
    UnreadableArticle where there is no text, and UnsupportedLanguage (one of it) where the text is
    not English.
    """
    if len(data) > FILE_LIMIT:
        raise UnreadableArticle(
            f"The file has {len(data) / 1e6:.0f} MB; up to {FILE_LIMIT // 1_000_000} MB are read. "
            "Save the article alone, without pictures, and try again."
        )
    if not data.strip():
        raise UnreadableArticle("The file is empty. Choose one that holds the article's text.")
    return finished(_read(kind_of(data, promised), data))


def finished(article: RawArticle) -> RawArticle:
    """Return the article with its gaps guessed and its length and language checked.

    For articles that did not come as a file, such as text from a form, too. Raises
    UnreadableArticle and UnsupportedLanguage.
    """
    text, cut = within_limit(without_note_marks(article.text))
    if article.kind is FileKind.PLAIN:
        text = whole_words(text)
    notes = (*article.notes, *cut, *endless_words(text))
    article = replace(article, text=text, notes=notes)
    # Japanese and Chinese have no blanks between words: by their number such texts are short.
    language = language_of(article.text)
    if language != "English":
        raise UnsupportedLanguage(
            f"The text seems to be in {language}, which is not supported yet. "
            "Facts are found in English texts only."
        )
    words = article.text.split()
    if len(words) < FEWEST_WORDS:
        raise UnreadableArticle(
            f"The text has {_counted(len(words), 'word')}, too few to make a fact of. "
            "Paste the whole article."
        )
    title = titled(visible(article.title)[0])
    return replace(
        article,
        title=guess_title(article.text) if is_blank(title) else title,
        publisher=article.publisher or guess_publisher(article.text),
        published=article.published or guess_published(article.text),
    )


def _read(kind: FileKind, data: bytes) -> RawArticle:
    # Each reader is imported when it is needed: together they take half a second.
    match kind:
        case FileKind.PDF:
            from quizapp.importers.pdf import read_pdf

            return read_pdf(data)
        case FileKind.DOCX:
            from quizapp.importers.docx import read_docx

            return read_docx(data)
        case FileKind.HTML:
            from quizapp.importers.html import read_html

            return read_html(data)
        case FileKind.MARKDOWN:
            from quizapp.importers.markdown import read_markdown

            return read_markdown(data)
        case FileKind.MAIL:
            from quizapp.importers.mail_files import read_mail

            return read_mail(data)
        case FileKind.PLAIN:
            from quizapp.importers.mail import as_read
            from quizapp.importers.plain import decoded

            text, notes = decoded(data)
            return as_read(RawArticle(text, notes=notes))


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
