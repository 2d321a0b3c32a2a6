"""Words of offices: their heads, what they are about, which of them one person holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.domain.generation.conflicts.lexicon import folded

# fmt: off
HEADS = frozenset((
    "minister", "secretary", "president", "premier", "chancellor", "mayor", "governor", "king",
    "queen", "pope", "emperor", "executive", "chairman", "chairwoman", "chair", "chairperson",
    "director", "head", "chief", "ambassador", "commissioner", "captain", "coach", "manager",
    "officer", "leader", "regulator", "rector", "dean", "editor", "owner", "founder", "conductor",
    "principal", "treasurer", "speaker", "ceo", "attorney", "prosecutor", "spokesman",
    "spokeswoman", "senator", "congressman", "general", "admiral", "colonel", "judge", "justice",
    "professor", "lawmaker", "analyst", "scientist", "engineer", "steward", "winner", "champion",
    "commander", "superintendent", "sheriff", "bishop", "archbishop", "prince", "princess",
    "headteacher",
))
HELD_BY_ONE = frozenset((
    "minister", "secretary", "president", "premier", "chancellor", "mayor", "governor", "king",
    "queen", "pope", "emperor", "executive", "chairman", "director", "chief", "ceo", "head",
    "coach", "captain", "rector", "speaker", "commander", "headteacher",
))
ABOUT = frozenset((
    "prime", "foreign", "affairs", "defense", "state", "finance", "interior", "home", "health",
    "energy", "economy", "economic", "trade", "justice", "education", "culture", "transport",
    "environment", "agriculture", "labor", "treasury", "welfare", "science", "industry", "housing",
    "climate", "fisheries", "tourism", "sports", "works", "public", "security", "national",
    "commerce", "exterior", "planning", "water", "digital", "communications", "development",
    "infrastructure", "regional", "social", "immigration", "veterans", "navy", "army", "jury",
    "club", "police", "fire", "coast", "guard", "civil", "protection", "chief", "financial",
    "operating", "technology", "medical", "executive", "general", "research", "head", "band",
    "team", "union", "bank", "central", "city", "village", "port", "museum", "school", "festival",
))
TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof", "professor", "gen",
    "general", "lt", "lieutenant", "col", "colonel", "sgt", "sergeant", "capt", "captain", "adm",
    "admiral", "maj", "major", "rev", "reverend", "father", "sister", "brother", "sen", "senator",
    "rep", "gov", "grandmaster", "judge", "justice", "saint", "st", "cardinal", "count", "baron",
    "cmdr", "commander", "cpl", "corporal", "pte", "private", "sheikh", "ayatollah", "imam",
    "rabbi",
))
NOT_NOW = frozenset((
    "former", "ex", "late", "then", "onetime", "outgoing", "incoming", "retired", "deputy", "vice",
    "assistant", "acting", "interim", "honorary", "junior", "under", "shadow", "previous",
    "nominee",
))
# fmt: on
ALIKE = {
    "ceo": "executive",
    "chairwoman": "chairman",
    "chair": "chairman",
    "chairperson": "chairman",
    "premier": "minister",
}
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Office:
    """An office as it is named: “Japanese Defense Minister” is a minister, of defense, of Japan."""

    head: str
    about: frozenset[str]
    words: str
    now: bool = True
    country: str = ""

    @property
    def held_by_one(self) -> bool:
        """Whether two people cannot hold it on one day."""
        return self.now and self.head in HELD_BY_ONE and (self.head != "minister" or self.precise)

    @property
    def precise(self) -> bool:
        """Whether its words say which office of its sort it is."""
        return bool(self.about)


def is_head(word: str) -> bool:
    """Whether a word names an office: “Minister”, “chief”."""
    return folded(word) in HEADS


def is_about(word: str) -> bool:
    """Whether a word says what an office is about: “Defense”, “Prime”."""
    return folded(word) in ABOUT


def office_of(words: str, country: str = "") -> Office | None:
    """Return the office that these words name, if they do."""
    found = [folded(word) for word in _WORD.findall(words)]
    heads = [word for word in found if word in HEADS]
    if not heads:
        return None
    head = heads[-1]
    if "secretary" in heads or "minister" in heads:
        head = "secretary" if "secretary" in heads else "minister"
    about = {word for word in found if word in ABOUT and word != head}
    if "premier" in heads:
        about.add("prime")
    now = not any(word in NOT_NOW for word in found)
    # “Minister for Foreign Affairs” and “Foreign Minister” are one office.
    about -= {"affairs"} if "foreign" in about else set()
    if head in {"executive", "officer"} and "chief" in about | {head}:
        about -= {"executive"}
        head = "executive" if not about - {"chief"} else head
    return Office(ALIKE.get(head, head), frozenset(about), words.strip(" ,"), now, country)
