"""What a site says of itself between the paragraphs of an article, and what only sounds like it."""

import pytest

from quizapp.importers.furniture import is_call, is_label, leads_elsewhere
from quizapp.importers.html import read_html
from tests.importers.one_page import FILLING

LABELS = [
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Advertisement · Scroll to continue",
    "Story continues below advertisement",
    "SKIP ADVERTISEMENT",
    "skip past newsletter promotion",
    "after newsletter promotion",
    "Read more",
    "Read more...",
    "Read the full story",
    "Share this article",
    "Share on Facebook",
    "Subscribe",
    "Sign up now",
    "Related stories:",
    "More on this story",
    "Most read",
    "You may also like",
    "2 comments",
    "Leave a comment",
    "Our Standards: The Newswire Principles.",
    "4 min read",
    "Reading time: 5 minutes",
    "Accept all cookies",
    "© 2026 The Star. All rights reserved.",
    "14 views0 comments",
    "Categories: 1672 treaties",
    "From Wikipedia, the free encyclopedia",
    "Ad Feedback",
    "Page updated",
]
NO_LABELS = [
    "Advertisements were banned in 1971.",
    "Read more books, said the teacher.",
    "Related species live in Peru",
    "The most read book of the year",
    "4 min",
    "Subscribe to nothing, she said",
    "Latest figures from Marn",
    "Share of votes",
    "Join the navy",
    "Follow the river",
    "14 views of the bridge",
    "Copyright was the cause of the case.",
]


@pytest.mark.parametrize("words", LABELS)
def test_labels_are_furniture(words):
    assert is_label(words)


@pytest.mark.parametrize("words", [each for each in NO_LABELS if each != "4 min"])
def test_words_that_begin_like_labels_are_none(words):
    assert not is_label(words)


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        ("READ ALSO: Bear seen in village shop", False),
        ("Read more: Why rye is back on our tables", True),
        ("ALSO READ | The baker who feeds a village", True),
        ("Related: ‘We fed them toast’: the heads who could not wait", False),
        ("PREVIOUSLY: Union and city talk about pay", True),
        ("Main article: Period-luminosity relation", True),
    ],
)
def test_what_names_another_article_leads_elsewhere(words, linked):
    assert leads_elsewhere(words, linked=linked)


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        ("PREVIOUSLY: Union and city talk about pay", False),
        ("Winner: Ann Lee", True),
        ("Related: the two were cousins, as a letter shows.", False),
        ("The mayor said: the bridge stays closed.", True),
        ("Read more than one book on it", False),
    ],
)
def test_words_with_a_colon_are_no_lead_of_themselves(words, linked):
    assert not leads_elsewhere(words, linked=linked)


CALLS = [
    "Get our free newsletter with all the headlines you need. Sign up here.",
    "Sign up to First Edition, our morning newsletter.",
    "Thanks for reading Slow Water! Subscribe for free to receive new posts.",
    "Slow Water is a reader-supported publication. Consider becoming a subscriber.",
    "Follow us on Facebook, Instagram and X for more news.",
    "Never miss a story. Get the best of the desert in your inbox every Friday.",
    "The Daily Briefing newsletter brings you the news. Sign up here.",
    "You are receiving this email because you signed up at marn.example.",
    "If you enjoyed this story, sign up for my newsletter.",
    "Do you have a story? Email us at news@marn.example or on WhatsApp.",
    "We use cookies to improve your experience of this website.",
    "Support local journalism: become a subscriber today.",
    "While you are here: we round up the week. Sign up here for the weekly email newsletter.",
    "Is this email hard to read? View it in your browser",
    "You got this email because you asked for it. Unsubscribe | Privacy",
    "To view this video please enable JavaScript in your browser.",
    "Privacy Notice: Newsletters may contain information about charities.",
]
NO_CALLS = [
    "Subscribers to its newsletter, about 400,000 people, were told on Tuesday.",
    "“Subscribe to our newsletter,” the page told its visitors.",
    "We use 200 grams of butter for the cookies.",
    "We have been here before: in 2022 two firms were fined.",
    "If you have a fever, see a doctor.",
    "The website of the chain has to pay because it stored cookies without consent.",
    "Get the boat into the harbour before the storm, the keeper wrote.",
    "Join the navy and see the world, the poster of 1914 said.",
    "Our best friends were the dogs.",
    "Visit our town, wrote the mayor in 1905, and you will stay.",
    "It cost three ducats. Sign up, he wrote to a cousin, before the others do.",
    "The newsletter of 1538 had 14 readers. Sign up for the war, it said, and you will be rich.",
    "The newspaper had 9,000 subscribers. It closed in 1931.",
    "Download speeds rose to 90 megabits a second in the town.",
    "Share prices fell by 4 per cent after the post on Twitter.",
]


@pytest.mark.parametrize("words", CALLS)
def test_what_calls_upon_the_reader_is_furniture(words):
    assert is_call(words)


@pytest.mark.parametrize("words", NO_CALLS)
def test_sentences_of_an_article_are_no_calls(words):
    assert not is_call(words)


def lines(inside):
    body = f"<article><h1>The bridge</h1><p>{FILLING}</p>{inside}<p>The end is near, he said.</p>"
    return read_html(f"<html><body>{body}</article></body></html>".encode()).text.split("\n\n")[
        2:-1
    ]


LINK = '<a href="/bear">Bear seen in village shop</a>'
DROPPED = [
    "<div><span>ADVERTISEMENT</span></div>",
    f"<p><strong>Read more: {LINK}</strong></p>",
    f"<p>{LINK}</p>",
    f"<div><h3>Related stories</h3><ul><li>{LINK}</li><li>{LINK}</li></ul></div>",
    f'<div class="newsletter-box"><h3>News</h3><p>All of it, each Friday.</p>{LINK}</div>',
    '<div class="ArticleSignup"><p>All of it, each Friday.</p><input type="email"></div>',
    "<div><h3>Sign up for the newsletter</h3><p>Stories of the sea, each Friday.</p></div>",
    "<p>Follow us on <a href='/f'>Facebook</a> for more.</p>",
    "<div>💡</div>",
    "<section><h2>You might also like</h2><div><h3><a href='/c'>Corfe</a></h3>"
    "<p>A ruin on a hill.</p></div></section>",
    "<div class='hatnote'>Not to be confused with <a href='/h'>Treaty of Hall</a>.</div>",
    "<table class='ambox'><tr><td>It is short. <a href='/e'>Improve it</a>.</td></tr></table>",
    "<p><a href='/b'>Back</a> | <a href='/n'>Next</a></p>",
]
KEPT = [
    (
        f"<section><h2>Latest news</h2><p>{FILLING.replace('Marn', 'Lund')}</p></section>",
        FILLING.replace("Marn", "Lund"),
    ),
    ("<p>By <a rel='author' href='/a'>Our democracy reporter</a></p>", "By Our democracy reporter"),
    ("<p>It was dear. <a href='/x'>Read more</a></p>", "It was dear."),
    (
        "<p><a href='/x'>It was built by Ann Lee in 1874.</a></p>",
        "It was built by Ann Lee in 1874.",
    ),
    ("<p><a name='x'>The keepers of the bridge</a></p>", "The keepers of the bridge"),
    (
        '<div class="social-history"><p>Poor people paid nothing.</p></div>',
        "Poor people paid nothing.",
    ),
    (
        '<div class="promo"><p>It cost nine million crowns.</p></div>',
        "It cost nine million crowns.",
    ),
    (
        '<div class="newsletter"><p>It cost nine million crowns.</p></div>',
        "It cost nine million crowns.",
    ),
]


@pytest.mark.parametrize("inside", DROPPED)
def test_furniture_of_a_page_is_left_out(inside):
    assert lines(inside) == []


@pytest.mark.parametrize(("inside", "words"), KEPT)
def test_sentences_beside_furniture_stay(inside, words):
    assert lines(inside) == [words]


SAID = "<p>“We will not wait,” said Ann Lee. “We never wait for the river to rise.”</p>"
QUOTES = [
    "<blockquote>We never wait for the river to rise</blockquote>",
    '<figure class="pull-quote"><blockquote><p>“We never wait for the river to rise.”</p>'
    "<cite>Ann Lee, mayor</cite></blockquote></figure>",
    "<aside>We will not wait. We never wait for the river to rise.</aside>",
    '<div class="pullquote"><p>We never wait … for the river to rise</p></div>',
]


@pytest.mark.parametrize("quote", QUOTES)
def test_a_box_that_says_a_sentence_again_is_left_out(quote):
    assert lines(SAID + quote) == [SAID[3:-4]]


def test_a_quotation_that_stands_nowhere_else_stays():
    assert lines(SAID + "<blockquote>We always wait for the river to fall.</blockquote>") == [
        SAID[3:-4],
        "We always wait for the river to fall.",
    ]
