"""Words that a comparison must know: short names, ways to say one thing, empty words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

# fmt: off
_SHORT_NAMES = (
    "abigail abby abbie gail", "abraham abe", "albert al bert",
    "alexander alexandra alex sandy sasha", "alfred alf fred", "andrew andy drew",
    "anthony antony tony", "archibald archie", "arthur art", "barbara barb", "benjamin ben benny",
    "bernard bernie", "catherine katherine kate kathy cathy katie", "charles charlie chuck",
    "christopher chris", "christine christina chris tina", "daniel dan danny", "david dave davy",
    "deborah debbie deb", "donald don donnie", "dorothy dot dolly", "edward ed eddie ted ned",
    "eleanor ellie nell", "elizabeth liz beth betty lizzie eliza", "emily em", "eugene gene",
    "francis frank", "frances fran", "franklin frank", "frederick fred freddie", "gabriel gabe",
    "geoffrey geoff", "gerald gerry jerry", "gregory greg", "harold harry hal", "henry harry hank",
    "herbert herb bert", "isabella bella", "jacob jake", "james jim jimmy jamie",
    "jacqueline jackie", "jeffrey jeff", "jennifer jen jenny", "jessica jess", "john jack johnny",
    "jonathan jon", "joseph joe joey", "joshua josh", "kenneth ken kenny",
    "lawrence laurence larry", "leonard len lenny leo", "lewis lew", "margaret maggie meg peggy",
    "martin marty", "matthew matt", "maximilian max", "michael mike mick mickey", "mitchell mitch",
    "nathaniel nathan nat nate", "nicholas nick nicky", "oliver ollie", "pamela pam",
    "patricia pat patty trish", "patrick pat paddy", "peter pete", "philip phillip phil",
    "raymond ray", "rebecca becky", "reginald reg", "richard rick dick richie ricky",
    "robert bob rob bobby robbie bert", "roderick rod", "ronald ron ronnie", "samuel samantha sam",
    "stephen steven steve", "susan sue susie", "terence terry", "theodore ted theo",
    "thomas tom tommy", "timothy tim", "valerie val", "victoria vicky", "vincent vince",
    "walter walt", "william bill will billy willie liam", "zachary zach",
)
_WAYS_TO_SAY = (
    "die kill perish death dead fatality victim", "injure hurt wound treat injury casualty",
    "force leave flee evacuate displace", "rescue save", "arrest detain", "cost bill price",
    "burn destroy scorch", "employ workforce staff headcount payroll", "cut shed slash axe",
    "stop stoppage halt", "begin start launch", "build construct construction", "hire recruit",
    "rise increase climb grow growth", "fall drop decline decrease", "worth value", "join enrol",
    "show display exhibit", "open opening inaugurate", "found establish set", "earn profit",
    "revenue sales turnover", "visit visitor attendance attend",
)
_COUNTED_ALIKE = (
    "people person resident inhabitant", "soldier troop", "job position post", "worker employee",
    "aircraft plane airplane aeroplane", "ship vessel boat", "home house household", "truck lorry",
    "pupil student", "woman women", "child kid",
)
_SPELT_ALIKE = {
    "defence": "defense", "labour": "labor", "centre": "center", "theatre": "theater",
    "harbour": "harbor", "programme": "program", "offence": "offense", "honour": "honor",
    "organisation": "organization", "colour": "color", "grey": "gray", "jewellery": "jewelry",
    "licence": "license", "tyre": "tire", "metre": "meter", "litre": "liter",
    "kilometre": "kilometer",
}
LIGHT = frozenset((
    "be", "have", "do", "say", "tell", "add", "come", "get", "make", "take", "include",
    "consist", "comprise", "contain", "there", "this", "that", "total", "it", "they", "he",
    "she", "we", "which", "who", "all", "some", "one", "its", "their", "our", "report", "announce",
    "accord", "use", "also", "then", "last", "next", "first", "year", "month", "week", "day",
    "time", "part", "number", "figure", "about", "more", "than", "least", "most", "many", "other",
    "new", "however", "only", "just", "still", "already", "official", "reporter",
))
STOCK = frozenset(("be", "have", "include", "consist", "comprise", "number", "contain", "total"))
ANAPHORS = frozenset((
    "company", "firm", "group", "carrier", "airline", "maker", "operator", "yard", "plant", "unit",
    "club", "team", "university", "school", "hospital", "centre", "center", "agency", "ministry",
    "government", "country", "city", "town", "village", "project", "festival", "museum", "bank",
    "force", "ship", "ferry", "vessel", "building", "bridge", "tunnel", "line", "route", "union",
    "bill", "price", "cost", "figure", "number", "total", "toll",
))
# fmt: on


def _grouped(groups: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for group in groups:
        first, *rest = group.split()
        for word in (first, *rest):
            found.setdefault(word, first)
    return found


_SENSES = _grouped(_WAYS_TO_SAY)
_COUNTED = _grouped(_COUNTED_ALIKE)
_GIVEN = {
    word: frozenset(i for i, group in enumerate(_SHORT_NAMES) if word in group.split())
    for word in " ".join(_SHORT_NAMES).split()
}

_LETTERS = str.maketrans("øłđıð", "oldid")


def folded(word: str) -> str:
    """Return a word in small letters without accents, one way of spelling chosen."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(each for each in letters if not unicodedata.combining(each))
    bare = bare.translate(_LETTERS)
    return _SPELT_ALIKE.get(bare, bare)


def sense(lemma: str) -> str:
    """Return one word for all the ways to say the same thing."""
    word = folded(lemma)
    if word.endswith("ly") and len(word) > 6:
        word = word[:-2]
    return _SENSES.get(word, word)


def counted_as(lemma: str) -> str:
    """Return one word for things that reports count under several names."""
    word = folded(lemma)
    return _COUNTED.get(word, word)


def short_for(one: str, other: str) -> bool:
    """Whether two folded given names are usual forms of one: Bill and William."""
    return bool(_GIVEN.get(one, frozenset()) & _GIVEN.get(other, frozenset()))
