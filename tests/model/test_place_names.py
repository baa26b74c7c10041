"""What places are called, written by hand in three languages; and what is wrong with a template that cannot be one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from referral.model.dataset import Dataset
from referral.model.place_names import is_sound, said, wrong_in
from referral.model.rows import Area
from referral.model.texts import Texts, texts_in
from referral.sentences.named_places import named
from referral.words.languages import language
from tests.edits import lines, replaced

ROWS = list(csv.DictReader((Path(__file__).parent / "place_names.csv").open(encoding="utf-8")))


def texts(dataset: Dataset, code: str) -> Texts:
    return texts_in(dataset, language(code))


def test_enough_places_are_written_by_hand() -> None:
    assert len({row["region_id"] for row in ROWS}) == len(ROWS) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["region_id"])
def test_a_place_with_its_side(real_dataset: Dataset, row: dict[str, str]) -> None:
    region_id = row["region_id"]
    english, spanish, creole = (texts(real_dataset, code) for code in ("en", "es", "ht"))
    right = Area(region_id, "right")
    assert english.area_name(right) == row["right_en"]
    assert english.place(region_id, "left", "your") == row["yours_left_en"]
    assert spanish.area_name(right) == row["right_es"]
    assert spanish.place(region_id, "left") == row["in_left_es"]
    assert creole.area_name(right) == row["right_ht"]
    assert creole.area_name(Area(region_id, "left")) == row["right_ht"].replace("dwat", "goch")


@pytest.mark.parametrize(("region_id", "name", "yours"), [
    ("breastbone", "breastbone", "your breastbone"),
    ("palate", "roof of the mouth", "the roof of your mouth"),
    ("pubic_area", "area above the pubic bone", "the area above your pubic bone"),
])  # fmt: skip
def test_a_place_of_the_midline_keeps_its_name(real_dataset: Dataset, region_id: str, name: str, yours: str) -> None:
    english = texts(real_dataset, "en")
    assert english.area_name(Area(region_id)) == name
    assert english.place(region_id, None, "your") == yours


def test_no_name_has_a_bracket_or_two_spaces_left(real_dataset: Dataset) -> None:
    for code in ("en", "es", "ht"):
        told = texts(real_dataset, code)
        for area in real_dataset.areas:
            for name in (
                told.area_name(area),
                *(told.place(area.region_id, area.side, form) for form in ("the", "your")),
            ):
                assert not set(name) & set("[]{}") and "  " not in name and name.strip() == name, name


def test_several_places_in_a_sentence(real_dataset: Dataset) -> None:
    shoulder, temple, heel = (
        real_dataset.area(one) for one in ("right-front_of_shoulder", "right-temple", "left-heel")
    )
    english, spanish, creole = (texts(real_dataset, code) for code in ("en", "es", "ht"))
    assert named([shoulder], english, "your") == "the front of your right shoulder"
    assert named([shoulder, heel], english, "your") == "the front of your right shoulder and your left heel"
    assert named([shoulder, temple], english, "your") == "the front of your shoulder and your temple on the right side"
    assert named([shoulder, temple, heel], spanish) == (
        "la parte delantera del hombro y la sien del lado derecho, y el talón izquierdo"
    )
    assert named([shoulder, heel], creole) == "devan zepòl dwat ak talon pye goch"


def test_both_halves_are_named_as_one_place(real_dataset: Dataset) -> None:
    thigh = [real_dataset.area(f"right-back_thigh_{half}") for half in ("high", "low")]
    assert named(thigh, texts(real_dataset, "en"), "your") == "the back of your right thigh"
    assert named(thigh, texts(real_dataset, "es")) == "la parte de atrás del muslo derecho"
    assert named(thigh, texts(real_dataset, "ht")) == "dèyè kwis dwat"


@pytest.mark.parametrize(("template", "sided", "message"), [
    ("[the] front of {your} shoulder", True, "no {side}, but the region is on both sides: write {side} once"),
    ("{side} heel of the {side} foot", True, "more than one {side}"),
    ("[{your}] {side} nose", False, "{side}, but the region is on the midline: take it away"),
    ("[{your}] {sidde} temple", True, "{sidde}: nothing fills that in; only {side} and {your} are known"),
    ("[the front of {your} {side} shoulder", True, "a square bracket is alone"),
    ("[the] front of {your} {side shoulder", True, "a curly bracket is alone"),
])  # fmt: skip
def test_a_template_that_cannot_be_filled_in(template: str, sided: bool, message: str) -> None:
    assert any(fault.startswith(message) for fault in wrong_in(template, sided=sided)), [
        *wrong_in(template, sided=sided)
    ]


def test_the_check_says_file_row_column_and_remedy(folder: Path) -> None:
    replaced(folder, "regions.csv", "[{your}] {side} temple", "[{your}] temple")
    replaced(folder, "regions.csv", "[{your}] breastbone", "[{your}] {side} breastbone")
    replaced(folder, "regions.csv", "[{your}] {side} palm", "[{your}] {side} {hand}")
    assert [line for line in lines(folder) if "place:" in line] == [
        "regions.csv:4: place: no {side}, but the region is on both sides: "
        "write {side} once, where right or left belongs",
        "regions.csv:19: place: {hand}: nothing fills that in; only {side} and {your} are known",
        "regions.csv:20: place: {side}, but the region is on the midline: take it away",
    ]


def test_a_whole_is_named_by_its_two_halves(folder: Path) -> None:
    replaced(folder, "regions.csv", "[{your}] {side} calf", "[{your}] {side} lower leg")
    told = [line for line in lines(folder) if "whole:" in line]
    assert len(told) == 2 and all(
        "1 of the rows name this whole: write the same in its two halves" in one for one in told
    )


@pytest.mark.parametrize(("translation", "sound"), [
    ("[la] sien {side_f}", True),
    ("[la] sien", False),
    ("[la] sien {side} {side_f}", False),
    ("[la] sien {lado}", False),
    ("[la sien {side_f}", False),
])  # fmt: skip
def test_a_translation_has_its_side_once(translation: str, sound: bool) -> None:
    assert is_sound(translation, "[{your}] {side} temple") == sound


def test_words_agree_and_brackets_go_with_the_side() -> None:
    spanish = language("es")
    assert said("[las] costillas {sides_f}", spanish, "left", "the") == "las costillas izquierdas"
    assert said("[la] frente (del lado {side})", spanish, None, "label") == "frente"
