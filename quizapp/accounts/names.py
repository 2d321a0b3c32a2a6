"""Rules for names, passwords and addresses; pure, so that forms can ask before anything is sent."""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module

from quizapp.accounts.errors import BadEmail, BadName, BadPassword
from quizapp.accounts.guessing import is_easily_guessed

NAME_LENGTH = (2, 64)
# NIST SP 800-63B: length helps, and a list of what is guessed first; composition rules do harm.
PASSWORD_LENGTH = (8, 128)
_LONGEST_KEY = 128
# Letters and marks by Unicode's categories, yet drawn as nothing: fillers and variation selectors.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

# A stroke is no mark of its own in Unicode: “ł” and “ø” do not come apart, and neither does “æ”.
_MADE_OF = re.compile("LATIN SMALL (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .+)?")
_APOSTROPHES = "'\u2018\u2019\u02bc"


def checked_name(raw: str) -> str:
    """Return the name as it is kept and shown; raises BadName."""
    name = " ".join(unicodedata.normalize("NFKC", raw).split(" ")).strip()
    name = " ".join(part for part in name.split(" ") if part)
    shortest, longest = NAME_LENGTH
    if not shortest <= len(name) <= longest:
        raise BadName(f"Give a name of {shortest} to {longest} characters.")
    # Controls, invisible marks and line breaks would let two names look like one.
    hidden = (unicodedata.category(letter)[0] in "CZ" and letter != " " for letter in name)
    if any(hidden) or _UNSEEN.search(name):
        raise BadName("Leave out line breaks, tabs and invisible characters.")
    if len(name_key(name)) > _LONGEST_KEY:
        raise BadName("This name is too long.")
    return name


def name_key(name: str) -> str:
    """Return the form in which two names are compared: “Ana” and “ａｎａ” are one."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(folded.split())


def sort_key(name: str) -> str:
    """Return by what a name is sorted: “Ägäis”, “agais” and “AGAIS” stand together, before “Zoe”.

    Letters count as those that they are made of, without accents and strokes; other scripts keep
    their letters. A hyphen divides words as a space does, and an apostrophe does not.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = "".join(map(_plain, plain))
    return " ".join(letters.split())[:_LONGEST_KEY]


def family_key(name: str) -> str:
    """Return by what a name is sorted where nobody has said which part is the family’s: the last.

    A number behind it is none, as in “Ana Silva 2”. A name of one word is sorted by all of it.
    """
    words = [word for word in name.split() if not word.isdigit()]
    return sort_key(words[-1] if words else name)


def _plain(letter: str) -> str:
    if unicodedata.combining(letter) or letter in _APOSTROPHES:
        return ""
    if unicodedata.category(letter)[0] in "CPSZ":
        return " "
    if letter.isascii():
        return letter
    made_of = _MADE_OF.fullmatch(unicodedata.name(letter, ""))
    return made_of[1].lower() if made_of else letter


def checked_password(password: str, name: str = "") -> str:
    """Return the password, or raise BadPassword."""
    shortest, longest = PASSWORD_LENGTH
    if len(password) < shortest:
        raise BadPassword(f"Use at least {shortest} characters. A short sentence works well.")
    if len(password) > longest:
        raise BadPassword(f"Use at most {longest} characters.")
    if name and name_key(password) == name_key(name):
        raise BadPassword("Use something other than your name.")
    if is_easily_guessed(password, name):
        raise BadPassword(
            "This is among the passwords that are guessed first. A short sentence works well."
        )
    return password


def checked_email(raw: str) -> str | None:
    """Return the address in normal form, None for none; raises BadEmail. Nothing is looked up."""
    if not raw.strip():
        return None
    # Its patterns take 35 ms to compile, and few who start a server ever type an address.
    validator = import_module("email_validator")
    try:
        address: str = validator.validate_email(raw.strip(), check_deliverability=False).normalized
        return address
    except validator.EmailNotValidError as error:
        raise BadEmail("This is not an e-mail address.") from error


def ascii_email(address: str) -> str:
    """Return a checked address as every mail server takes it, its domain in ASCII (IDNA).

    Raises BadEmail where what stands before the @ is not ASCII: few servers take such a one.
    """
    validator = import_module("email_validator")
    try:
        found = validator.validate_email(
            address, check_deliverability=False, allow_smtputf8=False, allow_quoted_local=True
        )
    except validator.EmailNotValidError as error:
        raise BadEmail(
            "No mail can be sent to this address: before the @, use only letters without accents "
            "(a to z), digits and signs."
        ) from error
    return str(found.ascii_email)


def mailbox(address: str) -> str:
    """Return the form in which two addresses are compared: “+tag” and capitals do not count."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
