"""What learners and teachers press where somebody objects to a mark."""

import re

from tests.web.quizzes.making import Maker

GIVEN = "Hoek van Holland"
OBJECTION = re.compile(r'action="(/answers/[^"]+/objection)"[^>]*>(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'name="([^"]+)" value="([^"]*)"')


def tap(browser, results):
    """Press “My answer is right”; return the address of the objection."""
    [(url, form)] = OBJECTION.findall(browser.get(results).text)
    sent = dict(HIDDEN.findall(form)) | {"kind": "answer"}
    response = browser.post(url, data=sent)
    assert response.status_code == 303
    assert response.location.startswith(results)
    return url


def forms(page):
    """The forms of the queue: the address of each, and its hidden fields."""
    found = re.findall(r'action="([^"]+/accept)"(.*?)</form>', page, re.DOTALL)
    return [(url, dict(HIDDEN.findall(form))) for url, form in found]


def decide(browser, queue, reason="", which=0, act="accept", **more):
    url, hidden = forms(browser.get(queue).text)[which]
    sent = hidden | {"reason": reason} | more
    return browser.post(url.replace("/accept", f"/{act}"), data=sent)


def city_quiz(app, teacher, **settings):
    """Publish a quiz of the one question of the rivers."""
    quiz = Maker.begin(app, teacher, banks="rivers")
    assert quiz.pick("typed", bank="rivers").status_code == 303
    assert quiz.set(banks="rivers", **settings).status_code == 303
    assert quiz.send("publish").status_code == 303
    return quiz
