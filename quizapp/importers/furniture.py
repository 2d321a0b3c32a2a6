"""Furniture: words that a site says of itself between the paragraphs of an article.

They are labels (“Advertisement”), what leads elsewhere (“Read more: ...”), and calls upon the
reader (“Sign up for our newsletter”).
"""

from __future__ import annotations

import re

_LONGEST_LABEL = 120
_FEWEST_TITLE_WORDS = 3
_MOST_WORDS_OF_CALL = 70
_STORIES = r"(?:articles?|stor(?:y|ies)|posts?|page|videos?|content|coverage|reading|links|news)"


def _any_of(phrases: str) -> re.Pattern[str]:
    """Return a pattern for any of these phrases, one to a line."""
    listed = phrases.strip().replace("STORIES", _STORIES).split("\n")
    return re.compile(f"(?:{'|'.join(listed)})", re.IGNORECASE)


_LABEL = _any_of(r"""
advert(?:isements?|orial)?(?:\W+(?:continue reading below|scroll (?:down )?to continue))?
skip advertisement
ads?(?: by \w+)?
sponsored(?: content| by .{1,30})?
promoted(?: content)?
paid (?:content|post|partnership)
STORIES continues (?:below|after)(?: (?:the |this )?(?:advertisement|ad|promotion))?
continue reading(?: (?:below|the main story|this STORIES))?
scroll (?:down )?to continue(?: reading)?
(?:skip (?:past|to end of)|after) (?:the )?(?:newsletter )?(?:promotion|sign-?up|form|newsletter)
(?:skip (?:past|to end of)|after) (?:the )?ad(?:vertisement)?
allow .{1,30} content\??
loading(?: comments?)?(?:\.\.\.|…)?
back to top
(?:page updated|report abuse)
(?:read|see|view|show|load|watch|learn|find out) (?:more|all|less)(?: (?:here|on this|about this))?
(?:read|see|view|show) (?:the )?full STORIES
(?:click )?(?:here|to) (?:read|see|find out) more
(?:also read|read also|see also|read next|up next|keep reading)
(?:print|e-?mail|bookmark|save|copy link|listen)(?: (?:to )?(?:this )?STORIES)?
(?:please )?share(?: (?:this|full|the))?(?: STORIES)?(?: (?:on|via|with) .{1,40})?
click to share on .{1,40}
(?:tweet|pin it)
(?:subscribe|sign up|sign in|log in|register|donate|join)(?: (?:now|here|today|for free|free))?
related(?: STORIES| topics| tags)?
more STORIES
more (?:on|about) this(?: STORIES| topic)?
most (?:read|popular|viewed|shared)
trending(?: now)?
top STORIES
latest(?: STORIES)?
recommended(?: for you| STORIES)?
editor[’']?s['’]? picks?
don[’']t miss
you (?:may|might) also (?:like|be interested in|enjoy)
in case you missed it
(?:leave|post|add|write) a (?:comment|reply)
(?:view|show|\d+|no) comments?(?: \(\d+\))?
(?:\d+ ?(?:views?|likes?|shares?|claps?|comments?|reactions?|followers?)[ ·|,]*)+
(?:©|\(c\)|copyright\b).{0,60}\d{4}.{0,60}|.{0,60}\ball rights reserved
ad feedback
from wikipedia, the free encyclopedia
categor(?:y|ies): .{0,60}
follow(?: us)?(?: on .{1,60})?
explore more(?: on these topics)?
(?:topics|tags|filed under|image source|getty images)
(?:reuse this content|report an? (?:error|typo|ad))
our standards\b.{0,60}
terms (?:of (?:use|service)|and conditions)
(?:privacy|cookie) (?:policy|notice|settings)
accept(?: all)?(?: cookies)?
manage (?:cookies|preferences)
(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?
""")
_ELSEWHERE = _any_of(r"""
(?:also|must)[ -]read
read (?:also|more|next|this(?: next)?|on|the full story)
(?:see|watch) also
related(?: STORIES)?
recommended(?: for you)?
(?:up next|don[’']t miss|in case you missed it)
more (?:on this(?: story)?|from .{1,30})
you (?:may|might) also like
further (?:reading|information)
main articles?
""")
_BEHIND_LEAD = re.compile(r"\s*(?:[:|–—>»→]|-\s)[\s:|–—>»→-]*(?P<rest>\S.*)")
# Whatever stands before a title that is a link: “PREVIOUSLY: Council debates the bridge”.
_LINKED_LEAD = re.compile(r"(?:[\w’'&]+ ){0,4}[\w’'&]+\s?[:|–—>»→]+\s*(?P<rest>\S.*)")
_SENTENCE_END = re.compile(r"[.…][”\"’)]?\Z")
# Who speaks so means the reader, and no one of whom an article tells.
_CALL = _any_of(r"""
(?:please )?(?:sign (?:up|in)|log in|subscribe|unsubscribe|enter your)\b
(?:please )?(?:follow|like|contact|write to|add|visit|support) (?:us|our)\b
support (?:local|independent|quality)\b
(?:download|visit|see) our\b
thank(?:s| you) for (?:reading|subscribing|being)\b
(?:click here|click on|tap here|let us know)\b
(?:please )?share (?:this|on|via)\b
stay (?:up to date|informed|ahead|connected|in the know)\b
(?:never|don[’']t) miss\b
by (?:signing|subscribing|entering|clicking|submitting|providing|continuing)\b
you(?:[’']re| are) (?:receiving|getting)\b
you (?:have )?received this\b
our (?:morning|evening|daily|weekly|free|flagship|best|other)\b
privacy notice\b
(?:is this e-?mail|having trouble|can[’']t see|trouble viewing)\b
(?:you (?:got|get)|we sent you) this\b
(?:to view|your browser|please enable)\b
this (?:e-?mail|newsletter|message) (?:was|is)\b
this STORIES is (?:free|for)\b
""")
_MEDIUM = _any_of(r"""
\b(?:newsletters?|inbox|subscri(?:be|bes|bers?|bing|ptions?)|unsubscribe|mailing list)\b
\b(?:sign(?:ed|ing)? up|log in|privacy (?:policy|notice)|recaptcha|e-?mail(?:s|ed)?|browser)\b
\b(?:whats ?app|telegram|facebook|instagram|twitter|tik ?tok|linkedin|youtube|threads|bluesky)\b
\b(?:our app|podcast|notifications?|comments?|supporters?|membership|journalism|channel|website)\b
""")
# A sentence of an article may begin so as well; these media leave no doubt.
_MAYBE_CALL = _any_of(r"""
(?:get|join|become|want|enjoy(?:ing|ed)?|got a|already an?)\b
(?:if you|you can|do you|have you|did you)\b
your (?:daily|weekly|morning)\b
for (?:more|all|the latest)\b
to (?:get|receive)\b
(?:listen to|read more|see our|check out)\b
(?:newsletters? may|all \w+ newsletters)\b
every (?:morning|week|day)\b
""")
_SURE_MEDIUM = _any_of(r"""
\b(?:our|free|the|this|daily|weekly) (?:\w+ )?newsletters?\b
\b(?:inbox|subscri(?:be|bing)|sign up|unsubscribe|mailing list|contact us|get in touch)\b
\b(?:our|the) \w* ?app\b
\bour (?:\w+ )?(?:channel|podcast)\b
\bon (?:whats ?app|telegram|facebook|instagram)\b
\b(?:e-?mail|write to|call) us\b
""")
_LAST_CALL = re.compile(
    r"[.!?][”\"]?\s+(?:sign up|subscribe|register|click|join us)(?: (?:here|now|today|below|free))*"
    r"(?: for [^,.]{1,40})?[.!]?\Z",
    re.IGNORECASE,
)
_BY_POST = re.compile(r"\b(?:newsletters?|inbox|mailing list|e-?mails?)\b", re.IGNORECASE)
_ASKS_FOR_CONSENT = _any_of(r"""
(?:we|our|this (?:web)?site)\b
by (?:clicking|continuing|using)\b
you can (?:accept|change|manage)\b
""")
# Cookies are baked, too.
_COOKIES = re.compile(r"\b(?:cookies|on (?:a|your) device)\b", re.IGNORECASE)
_OF_A_SITE = re.compile(
    r"\b(?:(?:web)?site|consent|preferences|settings|experience|partners|browser|device)\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(r".{1,60} is a reader-supported publication\b", re.IGNORECASE)
_QUOTED = ("“", '"', "‘", "'")
_SIGNS = " \t\n*•·|–—-:>»→…[]()"


def is_label(words: str) -> bool:
    """Whether a block of a page says nothing but what stands beside it: “Advertisement”."""
    bare = words.strip(f"{_SIGNS}.")
    return len(bare) <= _LONGEST_LABEL and bool(_LABEL.fullmatch(bare))


def leads_elsewhere(words: str, *, linked: bool) -> bool:
    """Whether a block of a page only names another article: “Read more: How bees find home”.

    ``linked`` says that most of it is a link.
    """
    bare = words.strip(_SIGNS)
    lead = _ELSEWHERE.match(bare)
    if lead and (behind := _BEHIND_LEAD.fullmatch(bare, lead.end())):
        return linked or not _SENTENCE_END.search(behind["rest"])
    titled = _LINKED_LEAD.fullmatch(bare) if linked else None
    if titled is None or _SENTENCE_END.search(bare):
        return False
    return len(titled["rest"].split()) >= _FEWEST_TITLE_WORDS


def is_call(words: str) -> bool:
    """Whether a paragraph calls upon its reader to subscribe, to follow or to agree."""
    bare = words.strip()
    if bare.startswith(_QUOTED) or len(bare.split()) > _MOST_WORDS_OF_CALL:
        return False
    if _OF_ITSELF.match(bare):
        return True
    if _ASKS_FOR_CONSENT.match(bare) and _COOKIES.search(bare) and _OF_A_SITE.search(bare):
        return True
    if _CALL.match(bare) and _MEDIUM.search(bare):
        return True
    if _LAST_CALL.search(bare) and _BY_POST.search(bare):
        return True
    return bool(_MAYBE_CALL.match(bare) and _SURE_MEDIUM.search(bare))
