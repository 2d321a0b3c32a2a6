"""A learner with the tiny bank before them."""

from tests.studies import ana, bank, ben, every_kind

__all__ = ["ana", "bank", "ben", "every_kind"]
