"""Which words are written with a hyphen: “left-wing”, “ex-minister”, but “experience”, “middle”.

There is no list of English words here, so a broken word is judged by its parts: what only ever
begins a compound, what does so before certain words, and what ends one. Everything else was
broken by a printer, as most words at the end of a line are.
"""

from __future__ import annotations

import re

_ALWAYS = frozenset(
    """
    anti cross half high low much non post quasi self semi ultra vice well
    first second third fourth fifth sixth seventh eighth ninth tenth last best better little lesser
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
