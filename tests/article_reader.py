"""A worker that reads articles in the process of the test, or that is told what is in them."""

import json

from flask import Flask

from quizapp.domain.facts import Source
from quizapp.jobs import running
from quizapp.jobs.process import Computed
from quizapp.jobs.registry import HANDLERS
from quizapp.jobs.worker import Worker
from quizapp.language.article_drafting import draft_article
from quizapp.language.cached_parser import CachedParser
from quizapp.language.draft_records import drafts_to_record, known_from_record
from quizapp.language.spacy_parser import load_parser


def read(source, known):
    """Read an article; tests put something else in the place of this function."""
    return draft_article(source, known, CachedParser(load_parser()))


class InThisProcess:
    """Computes what a process of its own would, and what it says crosses as JSON all the same."""

    def __init__(self, _module, given, **_limits):
        self._given = given

    def message(self, _seconds):
        source, known = Source(**self._given["source"]), known_from_record(self._given["known"])
        made = drafts_to_record(read(source, known))
        said = {"made": made, "left_out": self._given["left_out"]}
        return Computed(json.loads(json.dumps(said)))

    def close(self):
        """There is no process to be ended."""


def work_off(app: Flask) -> None:
    """Do all the jobs that are due, as a worker does."""
    worker = Worker(app, handlers=HANDLERS, daily=())
    own, running.JobProcess = running.JobProcess, InThisProcess
    try:
        while worker.work_once():
            continue
    finally:
        running.JobProcess = own
