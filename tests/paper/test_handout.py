"""The hand-out, read back from its PDF: one page with all its words, tagged, and a QR code that a phone can read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader

from referral.answers.red_flags import whole_body
from referral.body.atlas import Atlas
from referral.clinic.file import load_clinic
from referral.drawing.map_labels import words_in
from referral.drawing.scene import scene
from referral.drawing.shown import Shown
from referral.folders import CLINIC_FILE
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.model.rows import Advice
from referral.model.sign_rows import MOST_LINES
from referral.model.texts import texts_in
from referral.paper.handout import (
    LONGEST_NOTES,
    MOST_ADVICE,
    HandOut,
    advice_for,
    content,
    file_name,
    handout_pdf,
    signs_for_page,
)
from referral.paper.typesetting import png, qr_svg
from referral.sentences.pattern_words import EDUCATION, before_needling, in_words
from referral.words.languages import ENGLISH, codes, language
from tests.english import english

LINK = "https://pain.example.org/consult?muscle=infraspinatus&side=right"
NOVEMBER = date(2026, 11, 24)


@pytest.fixture(scope="module")
def handout(real_dataset: Dataset, marked_atlas: Atlas) -> HandOut:
    return made(real_dataset, marked_atlas, ["infraspinatus"])


def made(dataset: Dataset, atlas: Atlas, muscles: list[str], **changes: Any) -> HandOut:
    """A hand-out of some muscles of the right side, with three lines of advice."""
    patterns = tuple(pattern_of(dataset, muscle, "right") for muscle in muscles)
    whole = HandOut(
        load_clinic(CLINIC_FILE),
        scene(atlas, Shown("body", (), tuple(patterns), words=words_in(english(dataset)))),
        patterns,
        advice_for(dataset, muscles)[:3],
        signs_for_page(dataset, (), patterns),
        "",
        LINK,
        NOVEMBER,
    )
    return replace(whole, **changes)


def read(pdf: bytes) -> tuple[PdfReader, str]:
    """The document and its words, white space folded."""
    reader = PdfReader(io.BytesIO(pdf))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def seen(pdf: bytes, dpi: int = 150) -> Image.Image:
    """The page as a reader shows it."""
    document = pypdfium2.PdfDocument(pdf)
    return document[0].render(scale=dpi / 72).to_pil().convert("RGB")


def pixels(picture: Image.Image) -> NDArray[np.int32]:
    return np.asarray(picture, np.int32)


def test_one_page_holds_muscle_telephone_link_date_and_safety(real_dataset: Dataset, handout: HandOut) -> None:
    notes = "Two times a day. Señora Peña, kè a fè mal."
    reader, words = read(handout_pdf(english(real_dataset), replace(handout, notes=notes)))
    muscle = real_dataset.muscles["infraspinatus"]
    assert len(reader.pages) == 1
    for text in (
        muscle.name,
        muscle.where_it_is,
        muscle.often_strained_by,
        in_words(english(real_dataset), handout.patterns[0]),
        *(line.text for line in handout.advice),
        *(line.caution for line in handout.advice),
        *(sign.statement for sign in handout.signs),
        before_needling(ENGLISH),
        EDUCATION,
        "305.967.8976",
        "Integrated Physical Therapy & Wellness",
        "November 24, 2026",
        notes,
    ):
        assert text.replace(" ", "") in words.replace(" ", ""), text
    assert LINK in words.replace(" ", "")


def test_it_can_be_dialled_and_followed(real_dataset: Dataset, handout: HandOut) -> None:
    page: Any = read(handout_pdf(english(real_dataset), handout))[0].pages[0]
    links = {note.get_object()["/A"]["/URI"] for note in page["/Annots"]}
    assert links == {"tel:+13059678976", LINK}


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_paper_is_the_clinic_s(real_dataset: Dataset, handout: HandOut, paper: str, size: tuple[int, int]) -> None:
    ours = replace(handout, clinic=replace(handout.clinic, paper=paper))
    box = read(handout_pdf(english(real_dataset), ours))[0].pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_screen_readers_get_headings_lists_and_words_for_pictures(real_dataset: Dataset, handout: HandOut) -> None:
    reader, _ = read(handout_pdf(english(real_dataset), handout))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Rear rotator cuff muscle - Integrated Physical Therapy & Wellness"
    kinds = [kind for kind, _ in tags(root["/StructTreeRoot"])]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/L", "/LI", "/P", "/Link", "/Figure"} <= set(kinds)
    told = [alt for kind, alt in tags(root["/StructTreeRoot"]) if kind == "/Figure"]
    assert told == [in_words(english(real_dataset), handout.patterns[0]), f"QR code of {LINK}"]


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("muscles", [["infraspinatus"], ["infraspinatus", "supraspinatus", "subscapularis"]], ids=len)
def test_it_speaks_the_language_of_the_dataset(
    real_dataset: Dataset, marked_atlas: Atlas, code: str, muscles: list[str]
) -> None:
    """On one page, with every letter in our fonts (PDF/UA-1 holds only then)."""
    texts = texts_in(real_dataset, language(code))
    ours = made(real_dataset, marked_atlas, muscles)
    reader, words = read(handout_pdf(texts, ours))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == code
    assert len(reader.pages) == 1 and b"pdfuaid" in root["/Metadata"].get_data()
    for text in (
        *(texts.muscles[muscle].name for muscle in muscles),
        *(in_words(texts, pattern) for pattern in ours.patterns),
        *(texts.red_flags[sign.flag_id].statement for sign in ours.signs),
        *(texts.advice[line.advice_id].text for line in ours.advice),
        before_needling(texts.language),
        texts.language.gettext(EDUCATION),
        texts.language.day(NOVEMBER),
    ):
        assert text.replace(" ", "") in words.replace(" ", ""), text


def tags(node: Any) -> Iterator[tuple[str, str]]:
    """Every tag below a node with its words for a picture, in reading order."""
    children = node.get("/K", []) if hasattr(node, "get") else []
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(found, "get"):
            if "/S" in found:
                yield str(found["/S"]), str(found.get("/Alt", ""))
            yield from tags(found)


@pytest.mark.parametrize("dpi", [110, 200])
def test_a_phone_reads_the_code_from_paper(real_dataset: Dataset, handout: HandOut, dpi: int) -> None:
    (code,) = zxingcpp.read_barcodes(seen(handout_pdf(english(real_dataset), handout), dpi))
    assert code.text == LINK


def test_a_long_link_is_still_read(real_dataset: Dataset, handout: HandOut) -> None:
    link = f"{LINK}&{'&'.join(f'off=quadratus_lumborum_trp{number}' for number in range(12))}"
    (code,) = zxingcpp.read_barcodes(seen(handout_pdf(english(real_dataset), replace(handout, link=link)), 200))
    assert code.text == link


def test_pain_and_body_are_on_the_page_and_left_is_not_right(real_dataset: Dataset, handout: HandOut) -> None:
    page = pixels(seen(handout_pdf(english(real_dataset), handout)))
    red, green, blue = page[..., 0], page[..., 1], page[..., 2]
    pain = (red > 150) & (red - green > 70) & (red - blue > 50)
    body = page[: len(page) // 2]
    columns = np.flatnonzero(pain[: len(body)].any(axis=0))
    clay = (abs(red - green) < 25) & (red < 240) & (red > 120)
    middle_of_front = np.flatnonzero(clay[: len(body)].any(axis=0)).mean() / 2
    assert pain.sum() > 500
    assert columns.min() < middle_of_front  # the right shoulder, on the left of the front view


def test_marks_are_vectors(real_dataset: Dataset, handout: HandOut) -> None:
    """Pictures on the page are the two bodies, the muscle and its pain: everything else stays sharp at any size."""
    page = read(handout_pdf(english(real_dataset), handout))[0].pages[0]
    assert len(list(page.images)) == len(handout.scene.pictures)
    assert handout.scene.muscles


def test_grey_print_keeps_what_everyone_feels_apart_from_what_some_feel(
    real_dataset: Dataset, marked_atlas: Atlas
) -> None:
    three = made(real_dataset, marked_atlas, ["infraspinatus", "supraspinatus", "subscapularis"])
    legend = content(english(real_dataset), three)["figure"]["legend"]
    looks = [(entry["kind"], entry["texture"]) for entry in legend if entry["texture"]]
    assert len(looks) == len(set(looks)) == 6
    assert {entry["kind"] for entry in legend} == {"essential", "spillover", "shared"}


def test_nothing_falls_off_the_fullest_page_and_its_notes_go_overleaf(
    real_dataset: Dataset, marked_atlas: Atlas
) -> None:
    def length(muscle: str) -> int:
        told = real_dataset.muscles[muscle]
        points = sum(len(point.location) for point in real_dataset.trigger_points_of(muscle))
        words = in_words(english(real_dataset), pattern_of(real_dataset, muscle, "right"))
        return len(words) + len(told.where_it_is) + len(told.often_strained_by) + points

    longest = sorted(real_dataset.muscles, key=length)[-3:]
    advice = sorted(real_dataset.advice.values(), key=lambda line: len(line.text + line.caution))[-MOST_ADVICE:]
    notes = "Walk. " * (LONGEST_NOTES // 6)
    full = made(real_dataset, marked_atlas, longest, advice=tuple(advice), notes=notes)
    for paper in ("letter", "a4"):
        pdf = handout_pdf(english(real_dataset), replace(full, clinic=replace(full.clinic, paper=paper)))
        reader, words = read(pdf)
        assert len(reader.pages) == 2
        assert words.count("Walk.") == LONGEST_NOTES // 6
        assert zxingcpp.read_barcodes(seen(pdf, 200))[0].text == LINK
        assert smallest_letters(pdf) >= 6.5
        assert lowest_letter(pdf) > 20


NOTES = {
    "long": "Swim twice a day, slowly. " * 70,
    "many lines": "Swim.\n" * 330,
    "empty lines": "Swim." + "\n" * 400 + "Rest.",
    "one word": "Swim" * 480,
    "an address": f"https://example.org/{'exercise/' * 120}?x=1",
}


@pytest.mark.parametrize("muscles", [["infraspinatus"], ["infraspinatus", "supraspinatus", "subscapularis"]], ids=len)
@pytest.mark.parametrize("notes", NOTES.values(), ids=NOTES)
def test_notes_of_any_length_keep_the_code_and_the_size_of_the_letters(
    real_dataset: Dataset, marked_atlas: Atlas, muscles: list[str], notes: str
) -> None:
    ours = made(real_dataset, marked_atlas, muscles)
    bare, noted = (
        handout_pdf(english(real_dataset), replace(ours, notes=text)) for text in ("", notes[:LONGEST_NOTES])
    )
    reader, words = read(noted)
    assert words.replace(" ", "").count("Swim") == notes[:LONGEST_NOTES].count("Swim")
    assert len(reader.pages) <= 1 + len(notes.splitlines()) / 50 + 1
    assert zxingcpp.read_barcodes(seen(noted, 200))[0].text == LINK
    assert smallest_letters(noted) >= min(9.0, smallest_letters(bare)) * 0.93 - 0.01
    assert all(left > 0 and right < 612 for left, right in edges_of(noted))


def test_a_long_word_of_the_clinic_breaks(real_dataset: Dataset, handout: HandOut) -> None:
    clinic = replace(handout.clinic, name="Physiotherapiegemeinschaftspraxis" * 3, city="x" * 120)
    pdf = handout_pdf(english(real_dataset), replace(handout, clinic=clinic))
    assert all(left > 0 and right < 612 for left, right in edges_of(pdf))
    assert zxingcpp.read_barcodes(seen(pdf, 200))[0].text == LINK


def edges_of(pdf: bytes) -> Iterator[tuple[float, float]]:
    """Where the outermost letters of each page stand, from its left edge, pt."""
    for page in pypdfium2.PdfDocument(pdf):
        letters = page.get_textpage()
        boxes = [letters.get_charbox(number) for number in range(letters.count_chars())]
        yield min(box[0] for box in boxes if box[2] > box[0]), max(box[2] for box in boxes)


def smallest_letters(pdf: bytes) -> float:
    """The smallest size of running text, pt; sources and the map's own letters are smaller."""
    sizes: list[float] = []

    def visit(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        if any(one in text for one in ("Before any needling", "Walk.", "Swim")):
            sizes.append(abs(size * matrix[3]))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return min(sizes)


def lowest_letter(pdf: bytes) -> float:
    """How far the lowest letter stands above the page's lower edge, pt."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return min(page.get_charbox(number)[1] for number in range(page.count_chars()))


def test_notes_that_hold_markup_or_signs_without_a_letter_are_printed_as_they_are(
    real_dataset: Dataset, handout: HandOut
) -> None:
    notes = '#set page(width: 1mm) *bold* $x$ "quoted" <tag> \\ `code` // comment 😀 end'
    reader, words = read(handout_pdf(english(real_dataset), replace(handout, notes=notes)))
    assert len(reader.pages) == 1
    for part in ("#set page(width: 1mm) *bold* $x$", '"quoted" <tag> \\ `code` // comment', "end"):
        assert part in words


def test_notes_are_cut_at_their_longest(real_dataset: Dataset, handout: HandOut) -> None:
    told = content(english(real_dataset), replace(handout, notes="x" * (LONGEST_NOTES + 50)))["notes"]["text"]
    assert len(told) == LONGEST_NOTES


def test_same_content_same_words_and_no_name_in_the_file(real_dataset: Dataset, handout: HandOut) -> None:
    assert file_name(handout.patterns) == "infraspinatus.pdf"
    assert "Maria" not in json.dumps(content(english(real_dataset), handout))


# --- advice and signs


def test_advice_for_few_muscles_comes_before_advice_for_all(real_dataset: Dataset) -> None:
    offered = advice_for(real_dataset, ["temporalis"])
    assert offered[0].advice_id == "jaw_rest"
    assert {line.advice_id for line in offered} >= {"keep_moving", "warm_pack"}
    assert "calf_stretch_wall" not in {line.advice_id for line in offered}
    assert advice_for(real_dataset, []) == ()


def test_every_muscle_has_advice_of_its_body_part(real_dataset: Dataset) -> None:
    everywhere = {one.advice_id for one in real_dataset.advice.values() if one.body_parts == ("all",)}
    of_parts = {part for one in real_dataset.advice.values() for part in one.body_parts} - {"all"}
    assert of_parts == {muscle.body_part for muscle in real_dataset.muscles.values()}
    assert len(everywhere) >= 3


def test_a_line_fits_by_part_and_by_muscle(dataset: Dataset) -> None:
    line = Advice("x", "t", "c", ("neck", "hip"), ("gluteus_minimus",), "s", "l")
    fitting = [muscle for muscle in dataset.muscles.values() if line.fits(muscle)]
    assert [muscle.muscle_id for muscle in fitting] == ["gluteus_minimus"]


def test_signs_are_those_of_the_chosen_areas_else_of_the_pain(real_dataset: Dataset) -> None:
    calf = [real_dataset.area("right-inner_calf")]
    pattern = [pattern_of(real_dataset, "temporalis", "right")]
    for signs in (signs_for_page(real_dataset, calf, pattern), signs_for_page(real_dataset, (), pattern)):
        assert signs[: len(whole_body(real_dataset))] == whole_body(real_dataset)
        assert 0 < len(signs) - len(whole_body(real_dataset)) <= MOST_LINES
    ids = {sign.flag_id for sign in signs_for_page(real_dataset, calf, pattern)}
    assert ids - {sign.flag_id for sign in signs_for_page(real_dataset, (), pattern)}


# --- pictures and codes


def test_a_picture_has_the_proportions_of_its_scene(handout: HandOut) -> None:
    drawn = handout.scene
    size = f"0 0 {drawn.width_mm} {drawn.height_mm}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><path d="M0 0h9v9z"/></svg>'
    with Image.open(io.BytesIO(png(svg, drawn.width_mm, drawn.height_mm, 700))) as picture:
        assert abs(picture.width - 700) <= 1
        assert picture.height / picture.width == pytest.approx(drawn.height_mm / drawn.width_mm, rel=0.01)


def test_a_code_is_drawn_without_asking_anyone(handout: HandOut) -> None:
    svg = qr_svg(LINK)
    assert svg.startswith("<svg")
    with Image.open(io.BytesIO(png(svg, 40, 40, 400))) as picture:
        assert zxingcpp.read_barcodes(picture.convert("RGB"))[0].text == LINK
    assert handout.link == LINK
