"""Questions for numbers."""

from decimal import Decimal

from quizapp.domain.questions import Numeric


def number(value, **more):
    return Numeric(id="q", topic="t", stem="How many?", fact="f", value=Decimal(value), **more)


def asking(stem, value, **more):
    return Numeric(id="q", topic="t", stem=stem, fact="f", value=Decimal(value), **more)
