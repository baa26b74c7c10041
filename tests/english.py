"""What a dataset says in its own words, for tests of sentences."""

from referral.model.dataset import Dataset
from referral.model.texts import Texts, texts_in
from referral.words.languages import ENGLISH


def english(dataset: Dataset) -> Texts:
    """The texts of a dataset as its tables have them."""
    return texts_in(dataset, ENGLISH)
