"""What authoring refuses."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.banks.models import FactVersion, QuestionVersion, Source
from quizapp.domain.generation.checks import Finding


class AuthoringError(Exception):
    """The base of what this feature raises on purpose."""


class EditConflict(AuthoringError):
    """Somebody saved a version after the one that was edited; ``current`` is theirs."""

    def __init__(self, current: QuestionVersion) -> None:
        self.current = current
        super().__init__(f"version {current.number} was saved meanwhile")


class FactConflict(AuthoringError):
    """Somebody worded the fact anew after the version that was edited; ``current`` is theirs."""

    def __init__(self, current: FactVersion) -> None:
        self.current = current
        super().__init__(f"version {current.number} was saved meanwhile")


class MoreChanges(AuthoringError):
    """Wording a fact anew changes questions that whoever saved it has not been shown."""

    def __init__(self, effects: Sequence[object]) -> None:
        self.effects = tuple(effects)
        super().__init__(f"{len(self.effects)} questions name the fact")


class ChecksFailed(AuthoringError):
    """A question may not be published as it is; ``findings`` say why and how to mend it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(str(finding) for finding in self.findings))


class AuthorGone(AuthoringError):
    """Whoever sent an article may not teach any more, or their account is closed."""


class NotWaiting(AuthoringError):
    """The question is no draft of an article that waits: it was decided on, or never was one."""


class EditedMeanwhile(AuthoringError):
    """A draft is not as it was when somebody decided to publish it."""


class NothingChosen(AuthoringError):
    """None of the forms of a sentence was chosen to be published."""


class NotAccepted(AuthoringError):
    """The question is no draft of an article that was accepted."""


class StillNeeded(AuthoringError):
    """An article or a bank cannot be removed; ``blocker`` names why."""

    def __init__(self, blocker: str) -> None:
        self.blocker = blocker
        super().__init__(blocker)


class UnknownFacts(AuthoringError):
    """A question names facts that its bank does not have."""

    def __init__(self, slugs: Sequence[str]) -> None:
        self.slugs = tuple(slugs)
        super().__init__(f"no such facts: {', '.join(self.slugs)}")


class FactSetAside(AuthoringError):
    """The fact is retired or superseded: only its bank's files can bring it back."""


class AlreadyInBank(AuthoringError):
    """The bank has an article with this very text from its files."""

    def __init__(self, source: Source) -> None:
        self.source = source
        super().__init__(f"it is the source {source.slug}")


class ArticleGone(AuthoringError):
    """The article that was to be read was removed, or forgotten, meanwhile."""


class BankGone(AuthoringError):
    """The bank that an article was meant for is not there, or no longer for whoever sent it."""
