"""Check 3: words that only make sense elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import FOLLOWS
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import asks, facts_of, shown
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.licences import IN_ORDER
from quizapp.domain.generation.reading.teaching import teaches
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import STOP_WORDS, sentences, without_quotations
from quizapp.domain.questions import Ordering, Question

_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]hem|[Hh]im|[Hh]is|[Hh]ers?|[Ii]ts|[Tt]heirs?)\b"
)
_NOUNS = (
    r"accident|accord|agency|agreement|aircraft|airline|airport|airstrike|allies|ambassador"
    r"|announcement|army|arrest|attack|author|authority|authorities|award|bank|base"
    r"|battalion|battle|bid|bill|blast|board|boat|body|book|boy|bridge|brigade|budget|building|bus"
    r"|campaign|captain|case|centre|center|ceremony|chairman|chairwoman|change|charge"
    r"|charity|child|children|choice|church|city|cities|claim|club|coach|coalition|colleague"
    r"|college"
    r"|commander|commission|commitment|committee|community|companies|company|conference|conflict"
    r"|contract|council|councillor|countries|country|county|couple|court|crash|crew|crisis|crowd"
    r"|cup"
    r"|customer|dam|deal|death|debate|decision|defendant|delay|delegation|department|deployment"
    r"|director|disaster|disease|dispute|district|doctor|document|drought|drug|earthquake|effort"
    r"|election"
    r"|employee|engineer|event|exercise|exhibition|expert|explosion|factory|facility|family|farmer"
    r"|ferry|festival|film|final|finding|fire|firm|fleet|flight|flood|football|founder|fund"
    r"|game|general(?=\W*\Z|,|['’]s| (?:and|did|had|has|is|said|was|were|will|would)\b)|girl"
    r"|government|governor|group|guest|harvest|historian|hospital"
    r"|hotel|house|idea|incident|inquiry|institute|institution|investigation|investor|island"
    r"|issue|item|judge|judgment|jury|justice|lake|law|lawsuit|lawyer|leader|league|letter|library"
    r"|loan|loss|machine|maker|man|manager|march|match|mayor|measure|meeting|member|men|merger"
    r"|method|militant|mine|minister|ministry|mission|model|mother|mountain|move|movement|museum"
    r"|nation|neighbourhood|network|newspaper|novel|officer|official|operation|operator|opponent"
    r"|organisation|organization|owner|pact|pair|panel|paper|parade|park|party|patient|patrol"
    r"|pilot|plan|plane|planet|plant|player|pledge|poll|pond|port|practice|premier|price|prison"
    r"|prisoner"
    r"|prize|problem|process|product|professor|programme|program|project|proposal|prosecutor"
    r"|protest"
    r"|protester|province|race|railway|rally|rate|record|referee|referendum|reform|regiment"
    r"|regulator|report|request|researcher|resident|resolution|restaurant|result|retailer|review"
    r"|rival|river|road|rocket|route|rule|ruling|sale|sample|satellite|scandal|scheme|school"
    r"|scientist"
    r"|season|secretary|section|seller|sentence|service|settlement|ship|shop|show|side|singer|site"
    r"|society|soldier|solution|speaker|species|speech|spokesman|spokesperson|spokeswoman|square"
    r"|squad"
    r"|stadium|staff|station|statement|step|storm|strategy|strategies|street|strike|striker|student"
    r"|studies|study|subsidiary|substance|summit|supplier|survey|suspect|system|talks|target|task"
    r"|teacher"
    r"|team|technology|temple|tenant|term|test|testimony|theatre|title|tour|tournament|tower|town"
    r"|trade"
    r"|train|trainer|trawler|treatment|treaty|trial|tribunal|trip|troops|truce|trust|tunnel"
    r"|umbrella"
    r"|union|unit|university|vaccine|valley|vehicle|venture|verdict|vessel|victim|victory|video"
    r"|village"
    r"|virus|visit|visitor|volunteer|vote|voter|walkout|war|warning|weapon|win|winner|witness|woman"
    r"|women|work|worker|writer|yard"
)
_PLURAL = (
    r"(?:allies|authorities|children|cities|companies|countries|crew|men|people|police|staff"
    r"|strategies"
    r"|studies|talks|troops|women|trade|work|force|change|technology|football)\b"
)
_ALWAYS = re.compile(
    r"\b(?:I|[Ww]e|[Oo]urs?|you|your|us|[Tt]his|(?<!\b[Ww]hich of )(?<!\b[Oo]ne of )[Tt]hese"
    r"|[Ss]uch (?:an?|(?!as\b)\w+s)\b(?! as)"
    r"|[Tt]hose(?!\s+(?:who|of|that|in|which|from|with))|[Tt]he (?:former|latter)"
    r"|[Tt]he others|[Tt]he other (?:one|two|three)|[Tt]he (?:pair|duo|trio)|[Bb]oth of them"
    r"|[Aa]ll (?:two|three|four|five)(?! of\b| [A-Z]| (?!was\b|is\b|has\b)\w+s\b)|here|in (?:this"
    r"|that) way|aforementioned"
    r"|(?:as )?(?:mentioned|described|noted|explained) (?:above|earlier|before)"
    r"|as (?:described|mentioned|noted|explained)(?=\W*\Z|,)"
    r"|(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]im|[Hh]er|[Tt]hem) and(?= [A-Z])"
    r"|(?:of|from|with|by|to|in|on) (?:he|she|they)(?! who)\b"
    r"|the same [a-z]+(?<!same time)\b(?!.*\bas\b)"
    rf"|[Tt]hat (?:new |old |same )?(?!{_PLURAL})(?:{_NOUNS})\b)"
    r"(?![\w'])"
)
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Oo]urs?|[Yy]ou|[Yy]our|us)\b(?![\w'])")
"""Whoever speaks is never told by the sentences before."""
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bdid )(?<!\bwill )(?<!\bhas )"
    r"(?<!\bhave )\bthere\b(?! (?:is|are|was|were|be|been|will|has|have|had|would|could|may|might"
    r"|should|remains?|exists?)\b)",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:However|But|And|Meanwhile|Also|Still|In addition|Therefore|Moreover|Furthermore|Then|So"
    r"|Thus|Instead|Nevertheless|Nonetheless|As a result|As such|For (?:example|instance)"
    r"|For (?:that|this) reason|On the (?:other hand|contrary)|At the same time|(?:Because of"
    r"|Despite"
    r"|Besides|After|Before|Since|Like) (?:this|that)|(?:By|In) (?:contrast|comparison)"
    r"|In other words"
    r"|In turn|In (?:that|this) (?:case|way)|Accordingly|Consequently|Hence|Likewise"
    r"|(?:Similarly|Additionally|Afterwards?|Finally|Earlier|Later|Yet|Elsewhere|Of course|Indeed"
    r"|Besides"
    r"|Again|Overall|Now|Or)(?=,))\b"
)
_AFTER = (
    r"-|['’](?!s)|(?-i:\s+[\"“]?[A-Z])|\s+(?:announced|based|built|called|caused|founded|given"
    r"|held|issued"
    r"|killed|known|led|located|made|named|owned|planned|published|released|reported|run|signed"
    r"|taken"
    r"|unveiled|used|won|written)\s+(?:after|as|at|before|by|for|in|on|to|under|with)\b"
    r"|\s+(?:of|in|on|at|with|that|which|who|whose|where|when|for|between|by|held|made|to|from"
    r"|called"
    r"|named|under|against|over|about|near|before|after|behind|around|along|outside|inside"
    r"|within)\b"
    # A noun may stand before another: “the meeting place of ...” is judged by its last noun.
    rf"|\s+(?:{_NOUNS})s?\b"
)
_MODIFIER = (
    r"(?:(?:two|three|four|both|new|old|latest|large|small|big|young|former|current|proposed"
    r"|planned"
    r"|national|local|main|next|first|second|third|last|final|whole|entire|joint|recent|military"
    r"|political|annual|foreign)\s+)"
)
_BARE = re.compile(
    rf"\b(?:the|both|all)\s+{_MODIFIER}?{_MODIFIER}?({_NOUNS})(?:s|es)?\b(?!{_AFTER})",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:the two|the three|both|the other) (sides|men|women|parties|countries|nations|leaders"
    r"|teams"
    r"|companies|firms|ministers|groups)\b(?! of\b| (?:who|that|which)\b)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\A(?:According to [^,]*|(?:In|On|At|For|By|Since|After|Before|During) [^,?]*), ",
    re.IGNORECASE,
)
_ENDING_THERE = re.compile(r"\b(?:there|here)\W*\Z")
_POINTING_KEY = re.compile(
    r"(?:he|she|it|they|this|these|such|his|her|their|its|both of|both|the former|the latter"
    r"|the same"
    rf"|those(?! (?:who|of|that|in))|that (?:{_NOUNS})|here|there)\b",
    re.IGNORECASE,
)
# fmt: off
_OF_SOMEBODY = frozenset([
    "accident", "author", "captain", "chairman", "chairwoman", "coach", "commander", "crash",
    "death", "defendant", "family", "sentence", "trial", "victim", "wife", "director", "doctor",
    "engineer", "founder", "governor", "historian", "judge", "lawyer", "leader", "man", "manager",
    "mayor", "minister", "officer", "official", "owner", "pilot", "player", "premier",
    "professor", "prosecutor", "researcher", "scientist", "secretary", "singer", "soldier",
    "spokesman", "spokesperson", "spokeswoman", "striker", "student", "suspect", "teacher",
    "winner", "witness", "woman", "writer",
]
)
# fmt: on
_SOMEBODY = (
    rf"(?:{'|'.join(sorted(_OF_SOMEBODY - {'accident', 'crash', 'death', 'sentence', 'trial'}))}"
    r"|president|ambassador|spokesman|king|queen|boy|girl|man|woman|general|pope|senator|artist)"
)
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
# fmt: off
_OPENING = frozenset([
    "according", "after", "although", "among", "at", "because", "before", "besides", "between",
    "by", "despite", "during", "following", "near", "off", "over", "per", "since", "through",
    "throughout", "under", "until", "upon", "whether", "while", "within", "without",
]
)
# fmt: on
_MONTHS = frozenset(month.casefold() for month in MONTHS)


def references_are_resolved(question: Question, context: CheckContext) -> Iterator[Finding]:
    """3: no pronoun, “the bill” or “However” that leans on words the learner cannot see."""
    taught = _is_taught(question, context)
    for text in shown(question):
        found = _unresolved(text.text, context, question.context, taught=taught)
        if found and not _named_by_lead(question, found):
            yield Finding(
                "references",
                text.field,
                f"“{found}” points to something that is not named here.",
                "Name it: a learner sees only the question.",
            )
    for ask in asks(question, context):
        match = _POINTING_KEY.match(ask.keys[0])
        if _ENDING_THERE.search(ask.keys[0]):
            match = _ENDING_THERE.search(ask.keys[0])
        owned = match and match.group().casefold() in _POSSESSIVES and _names(ask.prompt)
        if match and match.group().casefold() in {"it", "they"} and ask.fact.relation == FOLLOWS:
            continue  # “When rock melts”, it rises: what is asked names it.
        if match and not owned:
            yield Finding(
                "references",
                ask.field,
                f"“{match.group()}” points to something that is not named here.",
                "Write the name in the answer.",
            )


def _named_by_lead(question: Question, found: str) -> bool:
    """Whether “it” in a step is what the line before all steps names."""
    if not isinstance(question, Ordering) or not question.stem.startswith(IN_ORDER):
        return False
    named = re.search(r"\b(?:the|an?) [a-z]+", question.stem.removeprefix(IN_ORDER), re.IGNORECASE)
    return named is not None and found.casefold() in {"it", "its"}


def _is_taught(question: Question, context: CheckContext) -> bool:
    """Whether all that is asked comes from lessons: there “you” is anybody, “the river” any one."""
    names = {each.source for fact in facts_of(question, context) for each in fact.evidence}
    return bool(names) and all(
        name in context.sources and teaches(context.sources[name]) for name in names
    )


def _unresolved(text: str, context: CheckContext, before: str = "", *, taught: bool = False) -> str:
    """Return the words of a text that lean on what stands neither in it nor ``before`` it."""
    own = without_quotations(f"{before} {text}".lstrip())
    opener = _OPENER.match(own)
    if opener:
        return opener.group()
    shown_first = next((own[start:end] for start, end in sentences(own)), own) if before else own
    for pattern, where in ((_ALWAYS, shown_first), (_THERE, shown_first), (_SPOKEN, own)):
        for each in pattern.finditer(where):
            said: str = each.group()
            if not (taught and said.casefold() in {"you", "your"}):
                return said
    for match in _PRONOUN.finditer(own):
        owner = match.group().casefold() in _POSSESSIVES and _names(_HEADING.sub("", own))
        if not owner and not _names_before(own, match):
            return match.group()
    bare = _BARE.finditer(own)
    if taught and not _tells_of_the_past(own):
        bare = iter(())
    for match in (*bare, *_BOTH.finditer(own)):
        if not _leads_on(match, own) and not _introduced(match, own, context):
            return match.group()
    return ""


_PASTS = word_set(
    """
    was were had did became began blew bore bought broke brought built came caught chose dealt drew
    drove dug fed
    fell fled flew fought froze gave got grew held hid hung kept knew laid lay led left lent lit
    lost made meant met paid ran rang rose said sang sank sat saw sent shook shot slept slid sold
    sought spent spoke stole stood stuck sued swam swore swept swung taught thought threw told took
    tore went won wore wrote
    """
)
_VERBS = _PASTS | word_set(
    """
    bent bet bled bred burnt burst cost cut felt found hit hurt let put quit read set shone shut
    split spread spun struck abroad after again ago alone already also always away back because
    before between during even ever except first here home just later less like near never nor now
    off once only out outside per second since soon still there though through throughout today
    together too until upon very well while yesterday yet
    """
)
"""What ends a noun that is read by its letters alone: pasts without “-ed”, and small words."""


_AUXILIARY = re.compile(r"\b(?:do|does|did|will|would|can|could|must|should)\b")


def _leads_on(match: re.Match[str], text: str) -> bool:
    """Whether another noun follows, which says of what kind: “the first paper mill in Ireland”."""
    after = re.match(r" ([a-z]{3,})\b", text[match.end() :])
    # “Did the court rule” ends in a verb that looks like a noun; “did the first court” seldom.
    if match.group(0).count(" ") == 1 and _AUXILIARY.search(text[: match.start()]):
        return False
    word = after[1] if after else ""
    verbal = word.endswith(("ed", "s", "ly", "ing"))
    return bool(word) and not verbal and word not in _VERBS | STOP_WORDS | _OPENING


def _tells_of_the_past(text: str) -> bool:
    """Whether words tell of something that happened, to somebody in some place."""
    said = [each.strip(".,;:?!()'\"").casefold() for each in text.split()]
    for before, word, after in zip(["", *said], said, [*said[1:], ""], strict=False):
        if word in _PASTS or re.fullmatch(r"(?:1\d|20)\d\d", word):
            return True
        verbal = word.endswith("ed") and not word.endswith("eed")
        if verbal and before not in _BEFORE_A_STATE and after not in _AFTER_A_STATE:
            return True
    return False


_BEFORE_A_STATE = word_set("is are be been get gets has have and or a an the being more less")
_AFTER_A_STATE = word_set("by with in to for from on at into of as")
"""What stands beside “heated” or “covered” where it tells how something is."""


def _names_before(text: str, pronoun: re.Match[str]) -> bool:
    """Whether a name, or a thing with its article, stands before the pronoun.

    “According to UPI” or “In Okinawa” in front names nobody whom “they” could be, and “the case”
    is nobody whom “she” could be.
    """
    head, word = text[: pronoun.start()], pronoun.group().casefold()
    head = head[match.end() :] if (match := _HEADING.match(head)) else head
    if _names(head) or (word[:2] == "th" and _ASKED_OF_MANY.search(head)):
        return True
    noun = r"\w*[^\Ws]" if word in {"it", "its"} else r"\w+s" if word[:2] == "th" else _SOMEBODY
    return bool(re.search(rf"\b(?:[Tt]he|[Aa]n?)\s+(?:\w+\s+)?{noun}\s", head))


_ASKED_OF_MANY = re.compile(
    r"\b(?:do|did|are|were|have|can|will|must) (?:[a-z]+ ){0,2}[a-z]+[^s\W]s\b"
)
"""“Why do birds puff up ...”: “their feathers” are those of the birds."""


def _names(text: str) -> set[str]:
    """Return the words that look like names; months and the small words of a start do not."""
    found = re.findall(r"\b[A-Z][A-Za-z]+", text)
    small = STOP_WORDS | _MONTHS | _OPENING
    return {word for word in found if word.casefold() not in small}


def _introduced(match: re.Match[str], text: str, context: CheckContext) -> bool:
    head, noun = text[: match.start()], match.group(1).casefold()
    singular = noun.removesuffix("s").removesuffix("ie")
    if re.search(rf"\b{singular}", head, re.IGNORECASE):
        return True
    if noun in _OF_SOMEBODY and re.search(r"[A-Z][\w.-]+ [A-Z]", head):
        return True
    several = noun.endswith("s") or noun in {"countries", "militaries", "allies", "two", "four"}
    if several and len(_names(head)) >= 2:
        return True
    named = context.index.named_by_type.get(noun)
    return named is not None and named.any_in(head)
