"""Which warning signs are asked of whom, who may go on, what a yes leads to; no dataset runs without its rules."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral.answers.red_flags import (
    ORDER,
    TELL_FIRST,
    Answers,
    Cleared,
    Waiting,
    about_me,
    belongs,
    flag_for_words,
    nobody_asks,
    none_of_these,
    signs_for,
    step,
    whole_body,
)
from referral.answers.under_place import answer
from referral.data.editor_rules import MOST_WHOLE_BODY, MOST_WORDS, PLAIN_TEXTS
from referral.data.load import DEFAULT_FOLDER, DatasetError, load_dataset
from referral.data.reading_grade import grades
from referral.model.dataset import Dataset
from referral.model.rows import Area
from referral.model.sign_rows import MOST_LINES
from referral.sentences.pattern_words import before_needling, summary
from referral.words.languages import ENGLISH
from tests.edits import lines, replaced
from tests.english import english

RANDOM_SETS = 5_000
MOST_AREAS = 12
"""As many as a link may hold (referral.state.MAX_AREAS)."""

BY_NAME = {
    "left-breast": {"breathe", "sudden", "effort"},
    "breastbone": {"breathe", "sudden", "effort"},
    "left-jaw": {"effort_any", "airway", "mouth_shut"},
    "left-jaw_joint": {"effort_any"},
    "left-upper_teeth": {"effort_any"},
    "left-lower_teeth": {"effort_any"},
    "left-side_of_neck": {"effort"},
    "left-inner_upper_arm": {"effort", "swollen", "limb_cold", "cord"},
    "left-shoulder_tip": {"effort", "breathe"},
    "left-side_of_shoulder": {"effort"},
    "left-back_of_shoulder": {"effort"},
    "left-inner_border_of_shoulder_blade": {"effort", "sudden"},
    "right-side_of_neck": {"neck_artery", "speech_sight_walk", "effort"},
    "right-eyebrow": {"neck_artery", "red_eye"},
    "right-forehead": {"neck_artery", "speech_sight_walk", "headache_new"},
    "right-between_shoulder_blades": {"sudden", "breathe"},
    "pit_of_stomach": {"effort", "sudden", "deep_pain", "gut_blood"},
    "right-temple": {"neck_artery", "speech_sight_walk", "red_eye", "headache_new"},
    "right-eye": {"neck_artery", "red_eye", "rash"},
    "right-low_back": {"both_legs", "weaker"},
    "upper_spine": {"cord", "sudden", "breathe"},
    "left-mid_buttock": {"both_legs", "sudden"},
    "left-outer_hip": {"sudden", "stand"},
    "genitals": {"sudden", "torsion", "genital_grows"},
    "left-front_thigh_high": {"stand", "worse_fast", "swollen"},
    "left-front_of_knee": {"stand", "hot_joint"},
    "right-inner_calf": {"swollen", "worse_fast", "limb_cold", "snap"},
    "right-achilles": {"snap"},
    "left-groin": {"torsion", "hernia", "sudden", "stand"},
    "right-lower_belly": {"deep_pain", "torsion", "sudden"},
    "right-side_of_ribs": {"breathe", "rash"},
    "right-flank": {"breathe", "sudden", "kidney"},
    "right-top_of_shoulder": {"breathe"},
    "mid_spine": {"breathe", "cord"},
    "right-palm": {"cord"},
    "left-back_forearm_low": {"cord"},
    "right-heel": {"cord", "stand", "weaker"},
}
"""Areas, and the lines that must be asked there whatever else is."""

BY_ABOUT = {
    ("pregnant", "right-side_of_head"): {"preg_head"},
    ("pregnant", "right-shoulder_tip"): {"preg_belly", "preg_bleed"},
    ("pregnant", "right-groin"): {"preg_belly", "preg_bleed"},
    ("over_50", "right-temple"): {"gca_headache", "gca_scalp", "gca_jaw"},
    ("over_50", "right-low_back"): {"aaa", "weak_bone", "stiff_morning"},
    ("over_50", "right-front_of_knee"): {"weak_bone"},
    ("blood_thinners", "right-front_thigh_high"): {"thinner_grows"},
    ("blood_thinners", "right-crown"): {"thinner_head", "thinner_grows"},
    ("cancer", "mid_spine"): {"cancer_pain"},
    ("weak_immunity", "right-low_back"): {"immune_grows"},
    ("sickle_cell", "left-shin_high"): {"sickle_crisis"},
    ("procedure", "right-neck_shoulder_angle"): {"needle_breath", "procedure_grows"},
    ("hurt", "right-outer_ankle"): {"hurt_use", "hurt_shape", "hurt_deep"},
    ("hurt", "right-back_of_head"): {"hurt_head", "hurt_grows"},
    ("hurt", "right-back_of_neck"): {"hurt_neck", "hurt_grows"},
    ("pregnant", "breastbone"): {"preg_belly"},
    ("child", "left-front_of_knee"): {"child_limp", "child_night"},
}
"""What is true of a person, an area, and the lines that are asked because of it."""

CONDITIONS = (
    "Cauda equina",
    "Heart attack",
    "angina",
    "lung clot",
    "deep vein thrombosis",
    "Giant cell arteritis",
    "Stroke",
    "cervical artery dissection",
    "Meningitis",
    "spinal cord",
    "Cancer",
    "Infection",
    "joint",
    "Broken bone",
    "aortic aneurysm",
    "appendix",
    "testicular torsion",
    "Ectopic pregnancy",
    "loss of sight",
    "Compartment syndrome",
    "Shingles",
    "foot drop",
    "blood thinners",
    "muscle that breaks down",
    "tetanus",
    "Polymyalgia",
    "Sickle cell",
    "Decompression",
    "Collapsed lung",
    "of a child",
    "suicide",
)


def asked(dataset: Dataset, *area_ids: str, about: tuple[str, ...] = ()) -> set[str]:
    return {flag.flag_id for flag in signs_for(dataset, [dataset.area(one) for one in area_ids], about)}


def waiting(dataset: Dataset, areas: list[Area], answers: Answers) -> Waiting:
    found = step(dataset, areas, answers)
    assert isinstance(found, Waiting)
    return found


def answered(dataset: Dataset, *areas: Area, answers: Answers | None = None) -> Answers:
    """The answers of a visit that said "none of these" to all that is asked of some areas."""
    known = answers or Answers()
    while isinstance(found := step(dataset, areas, known), Waiting):
        known = none_of_these(known, found)
    return known


# --- what is asked


def test_every_area_has_few_lines_most_urgent_first_and_one_about_the_place_itself(real_dataset: Dataset) -> None:
    for area in real_dataset.areas:
        signs = signs_for(real_dataset, [area])
        assert 1 <= len(signs) <= MOST_LINES, area
        assert [flag.urgency for flag in signs] == sorted((f.urgency for f in signs), key=ORDER.index), area
        assert any(flag.concerns == "place" for flag in signs), area


def test_signs_of_the_whole_body_are_few_short_and_emergencies(real_dataset: Dataset) -> None:
    signs = whole_body(real_dataset)
    assert 6 <= len(signs) <= MOST_WHOLE_BODY == 8
    assert {flag.urgency for flag in signs} == {"emergency"}
    assert {flag.concerns for flag in signs} == {"person"}


def test_no_line_is_longer_than_is_read(real_dataset: Dataset) -> None:
    assert dict(MOST_WORDS) == {"whole_body": 8, "area": 12}
    for flag in real_dataset.red_flags.values():
        assert len(flag.statement.split()) <= MOST_WORDS.get(flag.asked, 12), flag.statement


def test_words_are_plain(real_dataset: Dataset) -> None:
    texts = [text for one in real_dataset.red_flags.values() for text in (one.statement, one.advice, one.why, one.tell)]
    texts += [one.statement for one in real_dataset.about_you.values()]
    assert PLAIN_TEXTS["red_flags"] == dict.fromkeys(("statement", "advice", "why", "tell"), 6.0)
    assert PLAIN_TEXTS["about_you"] == {"statement": 6.0}
    hard = [(text, round(grade, 1)) for text, grade in zip(texts, grades(texts), strict=True) if grade > 6.0]
    assert hard == []


@pytest.mark.parametrize("area_id", BY_NAME)
def test_areas_ask_theirs_by_name(real_dataset: Dataset, area_id: str) -> None:
    assert asked(real_dataset, area_id) >= BY_NAME[area_id]


@pytest.mark.parametrize(("about", "area_id"), BY_ABOUT)
def test_what_is_true_of_a_person_changes_what_is_asked(real_dataset: Dataset, about: str, area_id: str) -> None:
    expected = BY_ABOUT[about, area_id]
    assert asked(real_dataset, area_id, about=(about,)) >= expected
    assert not asked(real_dataset, area_id) & expected


def test_everything_to_tick_changes_something(real_dataset: Dataset) -> None:
    used = {flag.about for flag in real_dataset.red_flags.values()}
    assert set(real_dataset.about_you) == used - {""}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_no_condition_is_left_out(real_dataset: Dataset, condition: str) -> None:
    told = [f"{flag.condition} {flag.statement}".lower() for flag in real_dataset.red_flags.values()]
    assert any(condition.lower() in one for one in told)


def test_lines_are_not_asked_where_they_make_no_sense(real_dataset: Dataset) -> None:
    assert not asked(real_dataset, "right-heel", "right-big_toe_top") & {"effort", "breathe", "torsion", "red_eye"}
    assert not asked(real_dataset, "right-temple") & {"both_legs", "torsion", "stand", "deep_pain"}


def test_an_advice_says_who_helps(real_dataset: Dataset) -> None:
    helped = {"emergency": ("911", "emergency room", "988"), "same_day": ("today",), "days": ("within a few days",)}
    for flag in real_dataset.red_flags.values():
        assert any(words in flag.advice for words in helped[flag.urgency]), flag.flag_id
        assert flag.why and flag.tell and flag.source_id in real_dataset.sources


COULD_FAINT = {
    "heart_attack", "breath", "stroke", "worst_pain", "faint", "saddle", "urine_control", "speech_sight_walk",
    "neck_artery", "stiff_neck_light", "headache_new", "red_eye", "airway", "effort", "effort_any", "breathe", "sudden",
    "cord", "both_legs", "deep_pain", "throw_up", "gut_blood", "kidney", "preg_head", "preg_belly", "preg_bleed", "aaa",
    "thinner_grows", "thinner_head", "needle_breath", "stand", "limb_cold", "choked", "hurt_use", "fever", "weaker",
    "mouth_shut", "hot_joint", "hernia", "sickle_crisis", "procedure_grows", "worse_fast", "dark_urine",
}  # fmt: skip
"""Emergencies that may make a person faint, or grow worse on the way."""


@pytest.mark.parametrize("flag_id", sorted(COULD_FAINT))
def test_nobody_drives_who_may_faint_on_the_way(real_dataset: Dataset, flag_id: str) -> None:
    assert "not drive" in real_dataset.red_flags[flag_id].advice


# --- one screen after another


def test_the_first_screen_asks_the_whole_body_once_a_visit(real_dataset: Dataset) -> None:
    temple, calf = real_dataset.area("right-temple"), real_dataset.area("right-inner_calf")
    first = waiting(real_dataset, [temple], Answers())
    assert first.whole_body == whole_body(real_dataset) and first.about_you == tuple(real_dataset.about_you.values())
    assert first.lines == signs_for(real_dataset, [temple])
    further = waiting(real_dataset, [temple, calf], answered(real_dataset, temple))
    assert further.whole_body == () and further.about_you == ()
    assert further.lines == signs_for(real_dataset, [calf])


def test_a_further_area_asks_its_own_new_lines_alone(real_dataset: Dataset) -> None:
    """What was asked of the person is answered; what is asked of a place is asked of the new one."""
    knee, other = real_dataset.area("right-front_of_knee"), real_dataset.area("left-front_of_knee")
    again = waiting(real_dataset, [knee, other], answered(real_dataset, knee))
    assert {flag.concerns for flag in again.lines} == {"place"}
    assert isinstance(step(real_dataset, [knee], answered(real_dataset, knee)), Cleared)


def test_an_answer_for_one_area_is_none_for_any_other(real_dataset: Dataset) -> None:
    """One "none of these" answered for every later area once, and passed every test."""
    for one in real_dataset.areas:
        known = answered(real_dataset, one)
        for other in random.Random(one.area_id).sample(real_dataset.areas, 12):
            found = step(real_dataset, [one, other], known)
            assert isinstance(found, Cleared) == (one == other), (one, other)


def test_never_more_than_five_lines_at_once(real_dataset: Dataset) -> None:
    rnd = random.Random(12)
    abouts = list(real_dataset.about_you)
    for _ in range(RANDOM_SETS):
        areas = rnd.sample(real_dataset.areas, rnd.randint(1, MOST_AREAS))
        known = Answers(about=frozenset(rnd.sample(abouts, rnd.randint(0, 3))))
        seen: set[str] = set()
        while isinstance(found := step(real_dataset, areas, known), Waiting):
            assert len(found.lines) <= MOST_LINES
            assert found.lines or found.whole_body
            assert not seen & {flag.flag_id for flag in found.lines}, "a line is asked twice"
            seen |= {flag.flag_id for flag in found.lines}
            known = none_of_these(known, found)
        assert seen == {flag.flag_id for flag in signs_for(real_dataset, areas, known.about)}
        assert found.areas == tuple(areas)


def test_a_tick_after_the_answer_asks_its_lines(real_dataset: Dataset) -> None:
    temple = real_dataset.area("right-temple")
    known = about_me(answered(real_dataset, temple), ["over_50"])
    found = waiting(real_dataset, [temple], known)
    assert {flag.about for flag in found.lines} == {"over_50"}


def test_none_of_these_answers_what_was_shown_and_no_more(real_dataset: Dataset) -> None:
    areas = [real_dataset.area(one) for one in ("right-temple", "right-inner_calf", "left-groin")]
    first = waiting(real_dataset, areas, Answers())
    assert first.later
    second = waiting(real_dataset, areas, none_of_these(Answers(), first))
    assert (*second.lines, *second.later) == first.later


def test_no_area_no_sign(real_dataset: Dataset) -> None:
    assert signs_for(real_dataset, []) == ()
    assert isinstance(step(real_dataset, [], Answers()), Cleared)


def test_side_where_it_matters(dataset: Dataset) -> None:
    appendix = dataset.red_flags["appendicitis"]
    assert belongs(appendix, Area("palm", "right")) and not belongs(appendix, Area("palm", "left"))
    assert belongs(appendix, Area("palm"))  # either side: it may be the right one


def test_a_body_part_names_its_regions(dataset: Dataset) -> None:
    thinner = dataset.red_flags["thinner"]
    assert belongs(thinner, Area("outer_thigh_low", "left")) and belongs(thinner, Area("palm", "left"))
    assert not belongs(thinner, Area("heel", "left"))


# --- who may go on


def test_nobody_else_can_say_that_areas_are_cleared() -> None:
    with pytest.raises(TypeError):
        Cleared((Area("heel", "left"),), object())  # type: ignore[arg-type]


def test_cleared_areas_hold_for_no_others(dataset: Dataset) -> None:
    temple, palm = dataset.area("right-temple"), dataset.area("right-palm")
    cleared = nobody_asks([temple, palm])
    assert cleared.of([palm]).areas == (palm,)
    with pytest.raises(ValueError, match="left-palm"):
        cleared.of([dataset.area("left-palm")])


def test_only_commands_and_tests_go_past_the_step() -> None:
    """No page may clear areas by itself; Consult alone has a therapist's word for it, in one place."""
    root = DEFAULT_FOLDER.parent
    past = {
        "nobody_asks": {"referral/commands/explain.py"},
        "with_therapist": {"referral/ui/visit/safety_answers.py"},
        "_SEAL": set(),
    }
    for name, allowed in past.items():
        found = {
            path.relative_to(root).as_posix()
            for folder in ("referral", "pages")
            for path in (root / folder).rglob("*.py")
            if name in path.read_text(encoding="utf-8")
        }
        assert found - {"referral/answers/red_flags.py"} == allowed, name


# --- words of an emergency

EMERGENCIES = {
    "stroke": "stroke",
    "I think I had a stroke": "stroke",
    "cannot breathe": "breath",
    "can't breathe": "breath",
    "i cant breath": "breath",
    "heart attack": "heart_attack",
    "heart atack": "heart_attack",
    "tèt fè mal ap touye m": None,
    "m touse, tèt fè mal": None,
    "suicide": "crisis",
    "I want to kill myself": "crisis",
    "blood in urine": "dark_urine",
    "blood in my urine": "dark_urine",
    "no puedo respirar": "breath",
    "me duele el pecho, infarto": "heart_attack",
    "sangre en la orina": "dark_urine",
    "derrame cerebral": "stroke",
    "quiero morir": "crisis",
    "mwen pa ka respire": "breath",
    "kriz kè": "heart_attack",
    "san nan pipi": "dark_urine",
    "mwen vle touye tèt mwen": "crisis",
}
HARMLESS_WORDS = (
    "", " ", "heel", "left temple", "infraspinatus", "pecs", "golfers elbow", "back pain", "pain when I breathe",
    "neck", "breast", "brow", "dolor de cabeza", "tèt fè mal", "corazón", "blood", "urine", "arm numb", "stiff neck",
    "calf", "ql", "fever", "head", "do fè mal", "je", "pye",
)  # fmt: skip


@pytest.mark.parametrize("words", EMERGENCIES)
def test_words_of_an_emergency_bring_help(real_dataset: Dataset, words: str) -> None:
    flag = flag_for_words(real_dataset, words)
    assert (flag.flag_id if flag else None) == EMERGENCIES[words]


@pytest.mark.parametrize("words", HARMLESS_WORDS)
def test_other_words_do_not(real_dataset: Dataset, words: str) -> None:
    assert flag_for_words(real_dataset, words) is None


def test_no_name_of_a_muscle_or_place_is_an_emergency(real_dataset: Dataset) -> None:
    names = [one.name for one in real_dataset.muscles.values()] + [one.name for one in real_dataset.regions.values()]
    words = [word for one in real_dataset.regions.values() for word in one.search_words]
    words += [word for one in real_dataset.muscles.values() for word in one.search_words]
    found = [text for text in (*names, *words) if flag_for_words(real_dataset, text)]
    assert found == ["short of breath"]  # a search word of the diaphragm: help comes first


@settings(deadline=None, max_examples=50)
@given(words=st.text(max_size=120))
def test_whatever_is_typed_raises_nothing(dataset: Dataset, words: str) -> None:
    flag_for_words(dataset, words)


# --- never without its rules


def test_a_dataset_without_its_rules_does_not_load(folder: Path) -> None:
    (folder / "red_flags.csv").unlink()
    with pytest.raises(DatasetError, match=r"red_flags\.csv: the file is missing"):
        load_dataset(folder)


def test_a_region_whose_place_nobody_asks_about_stops_the_app(folder: Path) -> None:
    for condition in ("Broken bone", "Cancer or another serious illness"):
        text = (folder / "red_flags.csv").read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if condition not in line]
        (folder / "red_flags.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        load_dataset(folder)
    told = "no sign of red_flags.csv asks about 'sacrum' itself; name it in one that concerns a place"
    assert f"regions.csv:22: region_id: {told}" in [str(fault) for fault in caught.value.faults]


BROKEN = [
    (
        "forehead; eyebrow; temple",
        "forehead; eyebrow; tempel",
        "red_flags.csv:3: regions: 'tempel' is not in regions.csv; nearest: temple",
    ),
    ("forehead; eyebrow", "forehead;; eyebrow", "red_flags.csv:3: regions: an empty place between two semicolons"),
    (
        "all thigh",
        "all tigh",
        "red_flags.csv:7: regions: 'all tigh' is not in regions.csv; nearest: all thigh, all hip, all leg",
    ),
    (",emergency,Call", ",urgent,Call", "red_flags.csv:2: urgency: 'urgent' is not one of emergency, same_day, days"),
    ("Call 911 now.", "", "red_flags.csv:2: advice: empty, but required"),
    (
        "Say where the pain began.,travell_simons_1",
        "Say where the pain began.,nobody",
        "red_flags.csv:4: source_id: 'nobody' is not in sources.csv",
    ),
    (
        ",blood_thinners,",
        ",blood_thiners,",
        "red_flags.csv:7: about: 'blood_thiners' is not in about_you.csv; nearest: blood_thinners",
    ),
    (
        "whole_body,,,any",
        "whole_body,over_50,,any",
        "red_flags.csv:2: about: only a sign that is asked by area has about: empty this cell, or write area in asked",
    ),
    ("area,,all,any", "area,,,any", "red_flags.csv:5: regions: empty, but asked by area: name regions, or write all"),
    (
        "My chest feels heavy.,whole_body",
        "My chest feels heavy.,words",
        "red_flags.csv:1: asked: no sign is asked of the whole body: write whole_body in one",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN, ids=[one[2] for one in BROKEN])
def test_a_broken_rule_stops_the_app_and_is_named(folder: Path, old: str, new: str, expected: str) -> None:
    replaced(folder, "red_flags.csv", old, new)
    assert expected in lines(folder)
    with pytest.raises(DatasetError):
        load_dataset(folder)


def test_help_words_name_a_sign_that_is_there(folder: Path) -> None:
    replaced(folder, "help_words.csv", "crisis,en", "crises,en")
    assert "help_words.csv:5: flag_id: 'crises' is not in red_flags.csv; nearest: crisis" in lines(folder)


def test_an_editor_is_told_of_lines_that_are_not_read(folder: Path) -> None:
    replaced(folder, "red_flags.csv", "It began with a hard fall.", "It began with " + "a hard fall and " * 4 + "more.")
    assert "red_flags.csv:5: statement: 20 words; 12 are the most: one idea, in short words" in lines(folder)
    load_dataset(folder)  # the page waits for no editor


def test_an_editor_is_told_of_more_lines_than_are_read(folder: Path) -> None:
    row = (folder / "red_flags.csv").read_text(encoding="utf-8").splitlines()[4]
    with (folder / "red_flags.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row.replace('fracture', f'fracture{number}')}\n" for number in range(4))
    told = "red_flags.csv:12: regions: one line too many for 'outer_knee'; 5 are the most of a region"
    assert told in lines(folder)
    load_dataset(folder)


# --- what travels


def test_what_to_tell_first_travels_with_the_summary(real_dataset: Dataset) -> None:
    found = answer(real_dataset, None, nobody_asks([real_dataset.area("right-temple")]))
    told = summary(english(real_dataset), found, None, "right")
    assert told is not None and before_needling(ENGLISH) in told.splitlines()
    for item in ("blood thinners", "pregnan", "immun", "infection", "lymph", "implant", "metal", "epilepsy", "needles"):
        assert any(item in one for one in TELL_FIRST), item


def test_every_line_is_asked_somewhere(real_dataset: Dataset) -> None:
    everywhere = signs_for(real_dataset, real_dataset.areas, real_dataset.about_you)
    by_area = {one.flag_id for one in real_dataset.red_flags.values() if one.asked == "area"}
    assert Counter(flag.flag_id for flag in everywhere) == Counter(by_area)
