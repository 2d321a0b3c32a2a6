"""Which words are written with a hyphen: “left-wing”, “ex-minister”, but “experience”, “middle”.

A broken word is judged by its parts first: what only ever begins a compound, what does so before
certain words, and what ends one. Then by the words that there are: two of them that are none
together were joined by a hyphen. Everything else was broken by a printer, as most words at the end
of a line are.
"""

from __future__ import annotations

import re

from quizapp.importers.lexicon import is_word, is_written_with_hyphen

_ALWAYS = frozenset(
    """
    anti cross half high low much non post quasi self semi ultra vice well
    first second third fourth fifth sixth seventh eighth ninth tenth last best better little lesser
    eleven thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth thirtieth hundred thousand million
    twenty thirty forty fifty sixty seventy eighty ninety
    one two three four five six seven eight nine twelve
    """.split()  # noqa: SIM905 - reads as a list of words
)
"""First parts that are followed by a hyphen, unless the whole is one of the words below."""

_SUFFIX = re.compile(
    r"(?:ly|ness(?:es)?|e[rs]s?|est|en(?:s|ed|ing)?|ed|ings?|ish\w*|ful\w*|less\w*|dom|hood"
    r"|wards?|ment|ages?|ary|aries|ies?|y|teens?|teenth|ty|ties|tieth|ths?|fold|some|score|pence"
    r"|eous|rous\w*|self|een|ism|ists?)\b"
)
"""Endings of words: “low-er” and “six-teen” are one word."""

_CLOSED = re.compile(
    r"(?:anti(?:biotic|bod|cipat|climax|dote|gen|matter|och|oxid|podes|qu|septic|social|thesis"
    r"|trust|tox|vir)|cross(?:road|word|over|bow|fire|fit|bar)|half(?:way|time|back|penn)"
    r"|high(?:way|light|land|brow|chair|tower)|low(?:land|ercase|ell|er)"
    r"|non(?:e|sens|descript|chal|agen)|semi(?:colon|conduc|circ|nal|nar|nole|tic)"
    r"|post(?:al|er|pon|ur|card|code|man|men|master|mark|grad|hum|script|ul)"
    r"|selfie|ultra(?:so|vio|mar)|viceroy|well(?:ington|come)|firsthand|lasting"
    r"|(?:new|still|stub|un|re)born|(?:spell|home|(?:north|south|east|west))bound|world(?:wide"
    r"|class)"
    r"|(?:hand|home|every)made|(?:film|match|rain)making|backfired|carefree|masterclass|handheld"
    r"|(?:empha|synthe|hypothe|cap|criti|reali|organi)si?zed|threshold|heartbreaking|(?:life|free"
    r"|hair)style|everlasting|longstanding|lifelong|peacekeeping|bookkeeping|godspeed|watershed)"
)
"""Words that begin or end like compounds, and are written as one."""

_BEFORE = {
    first: re.compile(rf"(?:{rests})")
    for first, rests in {
        "all": r"time\b|out\b|star|party|round|(?:fe)?male\b|night|day\b|white\b|black\b|power"
        r"|weather|inclusive|important|purpose|american",
        "by": r"elections?|laws?\b|products?",
        "air": r"condition|tight\b",
        "check": r"in\b|ins\b|up\b|ups\b|out\b",
        "co": r"auth|found|pilot|own|star|chair|host|work|defend|writ|produc|direct|exist|ed\b"
        r"|sponsor",
        "counter": r"terror|attack|strik|insurg|offens|protest|claim|intuit|espion",
        "ex": r"president|minister|prime|wi(?:fe|ves)|husband|soldier|chief|leader|boss|partner"
        r"|police"
        r"|(?:boy|girl)friend|mayor|manager|play|champion|head|king|convict|offend|service|combat"
        r"|employ|lawyer|colleague|captain|teach|student|member|offic|director|senator|govern"
        r"|chancellor|bank|model|premier|slave|communist|rebel|spy",
        "far": r"right|left|reach|flung|off\b|fetched|sighted",
        "free": r"kick|trade|market|range",
        "full": r"time|scale|length|size|page|back",
        "great": r"uncle|aunt|grand|niece|nephew",
        "hard": r"line|hit|fought|work|won|core|pressed|earned",
        "late": r"night|stage",
        "left": r"wing|hand|foot|lean|back|arm|back",
        "long": r"term|time|range|haul|stand|last|run|distance|await|lost|serv|lived|held|legged"
        r"|necked",
        "mid": r"season|air|afternoon|morning|century|sentence|career|range|level|size|table|market"
        r"|flight|game|off|sized|twent|thirt|fort|fift|sixt|sevent|eight|ninet",
        "off": r"peak|dut|limits|road|season|stage|screen|guard|shoots?\b",
        "open": r"ended|air|top|mind|source|heart|plan",
        "part": r"time|owned|fund",
        "pre": r"war|election|dawn|match|tax|trial|exist|industrial|empt|coloni|pandemic|season"
        r"|independ"
        r"|revolution|school|teen|recorded|approved|arranged|internet|cooked|owned|dates?\b|dated",
        "pro": r"democra|war|choice|life\b|government|independ|business|market|union|abortion"
        r"|reform"
        r"|immigra|gun|slave|labou?r|regime|opposition|europe|russia|western|feder|royal|monarch",
        "quarter": r"final|mile|cent",
        "re": r"e[a-z]{2}",
        "right": r"wing|hand|foot|lean|back|arm|angled",
        "short": r"term|lived|range|haul|sighted|list|handed|tempered|stay",
        "so": r"called|so\b|far\b",
        "state": r"owned|run|led|fund|back|spons|control|of\b",
        "world": r"famous|record|leading|renown|weary",
    }.items()
}
"""First parts that also begin other words, and what makes a compound of them."""

_ENDINGS = re.compile(
    r"(?:based|backed|born|bound|breaking|controlled|driven|earning|fired|free|funded|growing"
    r"|cutting"
    r"|sharing|moving|standing|running|reaching|held|in-|level|made|making|minded|owned|party"
    r"|related|scale|sized|speaking|speed|style|term|tonne|winning|year)(?:-|\b)"
)
_PREFIXES = frozenset(
    """
    a after ar be com con cor de dis down en fore im in inter mis misunder notwith ob off on out
    over pro re sub super sur trans un under up with
    """.split()  # noqa: SIM905 - reads as a list of words
)
"""These begin words of one piece, however they go on: “re-made”, “un-controlled”, “with-held”."""

_LED = frozenset({"church", "family", "government", "majority", "minority", "student", "party"})
_SPANS = frozenset({"day", "week", "month", "year", "decade", "century", "hour", "mile", "season"})
_SIDES = frozenset({"left", "right", "far"})


def is_compound(first: str, rest: str) -> bool:
    """Whether two parts of a word, both in small letters, are written with a hyphen between."""
    whole = first + rest
    if _CLOSED.match(whole):
        return False
    if first in _ALWAYS:
        return not _SUFFIX.match(rest)
    if (before := _BEFORE.get(first)) is not None and before.match(rest):
        return True
    if rest in ("old", "long") or rest.startswith("long-"):
        return first in _SPANS
    if rest == "led":
        return first in _LED
    if rest in ("wing", "winger", "wingers"):
        return first in _SIDES
    return first not in _PREFIXES and len(first) > 2 and bool(_ENDINGS.match(rest))


def is_british_compound(first: str, rest: str) -> bool:
    """Whether only Britain writes a word with a hyphen: “south-eastern”, “co-operation”."""
    if first in ("north", "south"):
        return rest.startswith(("east", "west"))
    return first == "co" and rest.startswith(("op", "ord"))


_BEGINNINGS = frozenset(
    """
    be bio cyber de dis down electro em en ex extra fore fort geo hydro hyper infra inter intra
    macro mega micro mid mini mono multi neo neuro non off on out over para per photo poly post pre
    pro proto pseudo psycho retro semi sub super sur tele thermo trans tri ultra under up with
    """.split()  # noqa: SIM905 - reads as a list of words
)
"""Words of their own that more often begin one of one piece: “micro-plastic”, “over-turning”."""

_CLOSING = re.compile(
    r"(?:m[ae]n|wom[ae]n|folk|like|proof|worthy|wise|wards?|ships?|hoods?|able|ible|age|ages|ant|ate"
    r"|ates|ion|ions|ten|son|ton|ham|ford|burg|bury|one|some|ism|works?|houses?|lands?|sides?|times?"
    r"|ways?|yards?|fields?|rooms?|stones?|woods?|berry|berries|birds?|fish|boats?|books?|keepers?"
    r"|makers?|making|masters?|smiths?|weeds?|worms?|flowers?|lights?|heads?|backs?|ware|kind"
    r"|down|ups?)\Z"
)
"""Words of their own that more often end one of one piece: “toll-house”, “reed-like”."""

_FEWEST_LETTERS = 3


def joins_two_words(first: str, rest: str) -> bool:
    """Whether two words, both in small letters, are none without a hyphen between: “drain-cover”.

    Further hyphens may follow: “ground-to-air”.
    """
    second = rest.partition("-")[0]
    if is_word(first + second):
        return False
    if is_written_with_hyphen(f"{first}-{rest}"):
        return True
    if first in _BEGINNINGS or first in _PREFIXES or _CLOSING.match(second):
        return False
    are_long = len(first) >= _FEWEST_LETTERS and len(second) >= _FEWEST_LETTERS
    return are_long and is_word(first) and is_word(second)


def is_torn(first: str, rest: str) -> bool:
    """Whether a program broke a word between two parts in small letters, beyond doubt."""
    second = rest.partition("-")[0]
    if not is_word(second):
        return True
    ends = bool(_SUFFIX.fullmatch(second)) or len(first) < _FEWEST_LETTERS or not is_word(first)
    begins = first in _BEGINNINGS or first in _PREFIXES
    return (ends or (begins and not is_compound(first, second))) and is_word(first + second)
