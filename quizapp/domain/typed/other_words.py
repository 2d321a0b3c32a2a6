"""Words that look like a slip of each other and mean another thing: no slip turns one into one.

The lists are data of English. They name what a dictionary does not know of, or not that it is
another thing: sides, numbers, prefixes that turn a word around, countries and other places, and
whoever comes from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from quizapp.domain.typed.dates import MONTHS, WEEKDAYS
from quizapp.domain.typed.number_words import NUMBER_WORDS, ORDINALS, SCALES

_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_DIRECTIONS = frozenset(
    side + end for side in _SIDES for end in ("", "ern", "erner", "ward", "wards", "erly", "bound")
)
_PREFIXES = (
    ("hyper", "hypo"),
    ("inter", "intra", "intro", "infra"),
    ("in", "ex", "en"),
    ("im", "ex", "em"),
    ("pre", "post", "pro", "per"),
    ("anti", "ante", "auto"),
    ("macro", "micro"),
    ("over", "under"),
    ("endo", "exo", "ecto", "meso", "epi"),
    ("ab", "ad"),
    ("sub", "super", "supra", "sur"),
    ("homo", "hetero"),
    ("mono", "multi", "meta", "mega", "milli", "micro"),
    ("poly", "pan", "para", "peri"),
    ("con", "contra", "com", "counter"),
    ("de", "di", "dis", "dys"),
    ("up", "un", "uni"),
    ("trans", "tri"),
    ("kilo", "giga", "nano", "pico", "tera"),
)
"""Families of prefixes; with the same end, words with two of one family are two words."""
_PAIRS = """
axiom axion, baroque barque, butane butene, cerium curium, chloride chlorite, concave conclave
ethane ethene, ethene ethyne, glacier glazier, ileum ilium, ketone ketose, patrician patricide
perineal peroneal, phosphate phosphite, populism populist, propane propene, referenda referendum
stalactite stalagmite, sulfate sulfite, sulphate sulphite, tendon tenon, vertebra vertebrae
viola viole, wheal wheat
"""
_PLACES = """
afghanistan africa alabama alaska albania algeria america amman andorra angola ankara antarctica
arctic argentina arizona arkansas armenia asia athens australia austria azerbaijan baghdad
bahamas bahrain balkans baltic bangladesh barbados beirut belarus belfast belgium belgrade
belize bengal benin bergen berlin bern bhutan bogota bolivia borneo bosnia bosporus botswana
brasilia bratislava brazil britain brittany brunei brussels bucharest budapest bulgaria burkina
burundi caledonia california cambodia cameroon canada canberra caracas carolina catalonia chad
chile china colombia colorado columbia comoros congo connecticut copenhagen croatia cuba cyprus
czechia dakar dakota damascus delaware denmark dhaka djibouti dominica dominican dublin earth
ecuador edinburgh egypt england eritrea estonia eswatini ethiopia europe fiji finland flanders
florence florida france gabon galicia galilee gambia gdansk geneva genoa georgia germany ghana
glasgow granada greece grenada guam guatemala guiana guinea guyana haiti hamburg hanoi havana
helsinki hokkaido homburg honduras honshu hungary iceland idaho illinois india indiana indonesia
iowa iran iraq ireland israel istanbul italy jakarta jamaica japan java jerusalem jordan jupiter
kabul kansas karachi kashmir kathmandu kazakhstan kentucky kenya khartoum kinshasa kiribati
kolkata kosovo kuwait kyiv kyoto kyrgyzstan kyushu lagos lahore laos latvia lebanon leipzig
lesotho liberia libya liechtenstein lima lisbon lithuania liverpool london londonderry louisiana
lubeck lublin luxembourg lyon macedonia madagascar madrid maine malawi malaysia maldives mali
malta manila mariana marrakesh mars marseille maryland massachusetts mauritania mauritius
melanesia melbourne mercury mexico michigan micronesia minnesota minsk mississippi missouri
mogadishu moldova mombasa monaco mongolia montana montenegro montreal morocco moscow mozambique
mumbai munich muscat myanmar nablus nagasaki nairobi namibia naples nauru nebraska nepal neptune
netherlands nevada nicaragua nicosia niger nigeria normandy norway nuremberg oceania odessa ohio
okinawa oklahoma oman oregon osaka oslo ottawa pakistan palau palermo panama paraguay paris
patagonia pennsylvania peru philippines pinsk pluto poland polynesia portugal prague punjab
qatar quebec quito rabat reykjavik riga romania rome rotterdam russia rwanda saipan salzburg
samoa santiago santos sarajevo saturn savannah saxony scotland senegal seoul serbia seville
seychelles shanghai shikoku siberia silesia singapore slavonia slovakia slovenia sofia solomon
somalia spain stockholm strasbourg sudan sumatra suriname sweden switzerland sydney syria taiwan
tajikistan tallinn tanzania tasmania tbilisi tehran tennessee texas thailand timor tinian tirana
togo tokyo tonga toronto toulouse trinidad tripoli tunis tunisia turin turkey turkmenistan
tuvalu uganda ukraine ulster uranus uruguay utah utrecht uzbekistan vanuatu venezuela venice
venus vermont verona vienna vietnam vilnius virginia volgograd wales warsaw washington wisconsin
wyoming yangon yemen yerevan zagreb zambia zimbabwe zurich
"""
PLACES = frozenset(_PLACES.split())
"""Countries, cities, planets and other places, each by one name."""
# A place, and how it is spelt as well: as older maps have it, or nearer to its own language.
_SPELLINGS = """
antarctica antarctic, azerbaijan azerbaidjan, baghdad bagdad, belarus byelarus, bosporus bosphorus
cameroon cameroun, dhaka dacca, jakarta djakarta, kathmandu katmandu, kazakhstan kazakstan
khartoum khartum, kosovo kosova, kyiv kiev, kyrgyzstan kirghizstan, kyrgyzstan kirgizstan
luxembourg luxemburg, lyon lyons, marrakesh marrakech, marseille marseilles, muscat masqat
odessa odesa, punjab panjab, romania roumania, romania rumania, strasbourg strasburg
suriname surinam, tajikistan tadjikistan, tallinn tallin, tehran teheran
tirana tirane, turkey turkiye, yerevan erevan
"""
_OF_PEOPLE = ("n", "an", "ian", "i", "ese", "ish", "ic", "er", "ite")


def _pairs(text: str) -> Iterator[list[str]]:
    return (pair.split() for line in text.split("\n") for pair in line.split(",") if pair)


_LISTED_AS = {other: place for place, other in _pairs(_SPELLINGS)}
OFTEN_CONFUSED = frozenset(map(frozenset, _pairs(_PAIRS)))
"""Pairs of words that a class mixes up, where a dictionary has one not at all or as a rare one."""
_NUMBERS = (
    frozenset(NUMBER_WORDS)
    | frozenset(ORDINALS)
    | frozenset(word for word in SCALES if len(word) > 4)
)
_DAYS = frozenset((*WEEKDAYS, *MONTHS))
_SETS = (_DIRECTIONS, PLACES, _NUMBERS, _DAYS)


@lru_cache(maxsize=8192)
def is_another_word(given: str, right: str) -> bool:
    """Whether a folded word is no slip of the right one, but means another thing."""
    if is_one_place(given, right):
        return False
    if any(given in words and given != right for words in _SETS):
        return True
    if frozenset({given, right}) in OFTEN_CONFUSED or _is_between_places(given, right):
        return True
    return _is_of_people(given, right) or _is_of_people(right, given) or _is_turned(given, right)


def _is_between_places(given: str, right: str) -> bool:
    """Whether a slip is as near to another place as to the right one: “Slovania”."""
    if right not in PLACES:
        return False
    slips = OSA.distance(given, right)
    return any(
        not is_one_place(place, right)
        and place[0] == given[0]
        and OSA.distance(given, place, score_cutoff=slips) <= slips
        for place in PLACES
    )


def is_one_place(one: str, other: str) -> bool:
    """Whether two folded words are one place, spelt in one way or in two: “kyiv” and “kiev”."""
    return _LISTED_AS.get(one, one) == _LISTED_AS.get(other, other)


def _is_of_people(word: str, place: str) -> bool:
    """Whether a word is a place with the ending of its people: Georgian, Iraqi."""
    stems = (place, place.removesuffix("a"), place.removesuffix("y"), place.removesuffix("e"))
    return any(
        len(stem) > 2 and word == stem + end
        for stem in stems
        for end in _OF_PEOPLE
        # A letter that is typed twice is a slip: Japann.
        if not stem.endswith(end)
    )


def _is_turned(given: str, right: str) -> bool:
    return any(
        first != second
        and given.startswith(first)
        and right.startswith(second)
        and given[len(first) :] == right[len(second) :]
        and len(given) - len(first) > 2
        for family in _PREFIXES
        for first in family
        for second in family
    )
