"""Text from people is shown as text, whatever it looks like."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from quizapp.domain.banks import Topic
from quizapp.domain.facts import Evidence, Text
from quizapp.domain.questions import Gap, Item, Option, Pair
from tests import builders

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}</textarea></title>"


class Reader(HTMLParser):
    """Notes every tag and attribute that could run something."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in {"img", "iframe", "object", "embed", "base"}:
            self.found.append(tag)
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.found.append(f"script {given}")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}")
            if name in {"href", "src", "action"} and not value.startswith(
                ("/", "#", "https://", "?")
            ):
                self.found.append(f"{tag} {name}={value}")


def dangers(page):
    reader = Reader()
    reader.feed(page)
    return reader.found


def evil(question):
    """Return the question with hostile text wherever a text may stand."""
    common = {"stem": f"Stem {question.id} {EVIL}", "explanation": f"Why {EVIL}"}
    match question.kind:
        case "multiple_choice" | "multiple_response":
            options = tuple(
                Option(each.id, f"{each.text} {EVIL}", each.fact) for each in question.options
            )
            return replace(question, **common, options=options)
        case "true_false":
            return replace(question, **common, correction=EVIL)
        case "short_answer":
            return replace(question, **common, accepted=(EVIL,))
        case "numeric":
            return replace(question, **common, units=(EVIL,))
        case "cloze":
            gaps = tuple(Gap(gap.id, (f"{gap.id} {EVIL}",), gap.fact) for gap in question.gaps)
            text = question.text + EVIL.replace("{{ 7*7 }}", "")
            return replace(question, **common, gaps=gaps, text=text)
        case "matching":
            pairs = tuple(
                Pair(each.id, each.left + EVIL, each.right + EVIL, each.fact)
                for each in question.pairs
            )
            return replace(question, **common, pairs=pairs, extra=(EVIL,))
        case "ordering":
            items = tuple(Item(each.id, each.text + EVIL, each.fact) for each in question.items)
            return replace(question, **common, items=items)
    return replace(question, **common, back=EVIL)


FIRST = builders.fact(
    "place",
    Text(EVIL),
    f"It stands on {EVIL}.",
    evidence=(Evidence("brief", f"stands on {EVIL}", EVIL),),
)


@pytest.fixture
def hostile(walk, load_bank):
    source = builders.retitled(
        title=f"Title {EVIL}",
        publisher=f"Publisher {EVIL}",
        url="javascript:alert(1)",
        note=f"Note {EVIL}",
        text=f"{builders.BRIEF.text}\nIt stands on {EVIL}.",
    )
    load_bank(
        builders.bank(
            title=f"Bank {EVIL}",
            description=f"About {EVIL}",
            license=f"Licence {EVIL}",
            topics=(Topic("tower", f"Tower {EVIL}"), Topic("history", f"History {EVIL}")),
            sources=(source,),
            facts=(FIRST, *builders.FACTS[1:], *builders.TOLD_AGAIN),
            questions=tuple(evil(builders.apart(each)) for each in builders.QUESTIONS),
        )
    )
    return walk


def test_hostile_text_runs_on_no_page(hostile):
    attempt_id, single = hostile.start(), hostile.start(layout="single")
    hostile.hand_in(attempt_id, hostile.answers(attempt_id, builders.wrong_fields))
    feedback = hostile.study(hostile.card_of("place-short"), forgot="1").location
    pages = hostile.crawl("/", f"/attempts/{single}", feedback, "/progress", "/study")
    pages |= hostile.crawl(f"/attempts/{attempt_id}/results")
    assert len(pages) > 25
    assert sum("&lt;script&gt;alert(1)" in page for page in pages.values()) > 20
    for path, page in pages.items():
        assert dangers(page) == [], path
        assert "49</textarea>" not in page, path


def test_hostile_answers_run_on_no_page(hostile):
    attempt_id = hostile.start()
    kinds = hostile.kinds(attempt_id)
    typed = {
        kinds["short_answer"]: {"text": [EVIL]},
        kinds["numeric"]: {"text": [f"12 {EVIL}"]},
        kinds["cloze"]: {"gap-1": [EVIL], "gap-2": ["x" * 501]},
        kinds["multiple_choice"]: {"choice": [EVIL]},
    }
    refused = hostile.hand_in(attempt_id, typed)
    assert refused.status_code == 422
    assert dangers(refused.text) == []
    del typed[kinds["multiple_choice"]], typed[kinds["cloze"]]["gap-2"]
    hostile.hand_in(attempt_id, typed)
    results = hostile.page(f"/attempts/{attempt_id}/results")
    assert dangers(results) == []
    assert "&lt;script&gt;alert(1)" in results
