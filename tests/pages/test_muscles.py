"""Muscles, run by Streamlit's own test harness: search, filter, one muscle, its switches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.sentences.pattern_words import in_words
from tests.english import english
from tests.loaded_once import the_dataset
from tests.opened_pages import chart, found, muscles_drawn, open_page, parameters, traces, words


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("scm", "sternocleidomastoid_"),
        ("ql", "quadratus_lumborum"),
        ("calf", "gastrocnemius"),
        ("Infraspinatus", "infraspinatus"),
        ("infrapsinatus", "infraspinatus"),
    ],
)
def test_search_finds(query: str, first: str) -> None:
    app = open_page("muscles")
    app.text_input(key="muscle_search").set_value(query).run()
    assert found(app)[0].startswith(first)


def test_a_diagnosis_names_no_muscle_and_leads_to_its_places() -> None:
    app = open_page("muscles")
    app.text_input(key="muscle_search").set_value("tennis elbow").run()
    assert found(app) == []
    assert "“tennis elbow” is a complaint, not a muscle" in words(app)


def more(app: AppTest) -> AppTest:
    """The list with all that it holds."""
    while any(one.key == "list_more" for one in app.button):
        app.button(key="list_more").click().run()
    return app


def test_list_begins_with_the_common_ones_and_goes_on_to_all() -> None:
    app = open_page("muscles")
    muscles = the_dataset().muscles
    assert len(found(app)) == 24
    assert {muscles[one].frequency for one in found(app)} == {"common"}
    app.button(key="list_more").click().run()
    assert len(found(app)) == 48
    assert sorted(found(more(app))) == sorted(muscles)
    assert f"{len(the_dataset().muscles)} muscles and parts of muscles" in words(app)


def test_search_shows_every_muscle_that_fits() -> None:
    """Regions that fit the same word do not crowd muscles out."""
    app = open_page("muscles")
    app.text_input(key="muscle_search").set_value("back").run()
    assert set(found(more(app))) >= {one.muscle_id for one in the_dataset().muscles.values() if one.body_part == "back"}


def test_search_without_a_hit_says_so_and_shows_the_words_as_text() -> None:
    app = open_page("muscles")
    app.text_input(key="muscle_search").set_value("<i>zebra</i> crossing").run()
    assert found(app) == []
    html = " ".join(element.proto.body for element in app.get("html"))
    assert "Nothing fits “&lt;i&gt;zebra&lt;/i&gt; crossing” here." in html


def test_body_part_narrows_list_and_search() -> None:
    app = open_page("muscles")
    app.pills(key="muscle_part_en").set_value("hip").run()
    hip = {one.muscle_id for one in the_dataset().muscles.values() if one.body_part == "hip"}
    assert set(found(app)) == hip
    app.text_input(key="muscle_search").set_value("gluteus").run()
    assert found(app)
    assert set(found(app)) < hip


def test_other_filters_begin_a_new_list() -> None:
    app = open_page("muscles")
    app.button(key="list_more").click().run()
    app.text_input(key="muscle_search").set_value("muscle").run()
    assert len(found(app)) == 24


def test_each_card_has_its_picture_and_says_the_plain_name_first() -> None:
    app = open_page("muscles")
    told = " ".join(element.proto.body for element in app.get("html"))
    assert told.count('<img class="rp-picture"') == len(found(app))
    infraspinatus = next(one.label for one in app.button if one.key == "see_infraspinatus")
    assert infraspinatus == "**Rear rotator cuff muscle**  \n*Infraspinatus*"


@pytest.mark.parametrize("name", ["find", "muscles"])
def test_what_else_feels_like_an_open_muscle_is_never_folded_away(name: str) -> None:
    for muscle_id in TWELVE:
        app = open_page(name, muscle=muscle_id)
        (told,) = [body for one in app.get("html") if 'class="rp-facts"' in (body := one.proto.body)]
        folded = "".join(re.findall(r"<details.*?</details>", told, re.DOTALL))
        muscle = the_dataset().muscles[muscle_id]
        assert escape(muscle.mimics) in told and escape(muscle.mimics) not in folded
        assert escape(muscle.where_it_is) in folded and escape(muscle.often_strained_by) in folded
        assert folded.count("<details") == 4


def test_a_muscle_opens_and_leads_back() -> None:
    app = open_page("muscles")
    app.button(key="see_infraspinatus").click().run()
    assert parameters(app) == {"muscle": ["infraspinatus"], "side": ["right"]}
    assert traces(app) == ["points"]
    assert muscles_drawn(app) == {"infraspinatus"}
    assert in_words(english(the_dataset()), pattern_of(the_dataset(), "infraspinatus", "right")) in words(app)
    app.button(key="all_muscles").click().run()
    assert parameters(app) == {}
    assert len(found(more(app))) == len(the_dataset().muscles)


def test_link_opens_one_trigger_point_of_the_left_muscle() -> None:
    app = open_page("muscles", muscle="infraspinatus", side="left", point="infraspinatus_trp1")
    pattern = pattern_of(the_dataset(), "infraspinatus", "left", ("infraspinatus_trp1",))
    assert in_words(english(the_dataset()), pattern) in words(app)
    spec = json.loads(chart(app).spec)
    (points,) = (trace for trace in spec["data"] if trace["name"] == "points")
    assert len(points["x"]) == 1
    assert "TrP1" in words(app)


#: From head to foot; among them one with six points (gluteus minimus), a pattern on both sides (clavicular SCM), zones
#: known from a few people (pronator quadratus), works that differ (sternal pectoralis major).
TWELVE = (
    "temporalis",
    "sternocleidomastoid_clavicular",
    "upper_trapezius",
    "infraspinatus",
    "pronator_quadratus",
    "pectoralis_major_sternal",
    "rectus_abdominis",
    "quadratus_lumborum",
    "piriformis",
    "gluteus_minimus",
    "soleus",
    "abductor_hallucis",
)


def test_a_muscle_opens_and_tells_its_pattern_and_sources(real_dataset: Dataset) -> None:
    assert_told(real_dataset, TWELVE)


@pytest.mark.long
def test_every_muscle_opens_and_tells_its_pattern_and_sources(real_dataset: Dataset) -> None:
    """What is told of each is tested without pages too: tests/sentences, tests/answers/test_evidence.py."""
    assert_told(real_dataset, real_dataset.muscles)


def assert_told(dataset: Dataset, muscle_ids: Iterable[str]) -> None:
    app = open_page("muscles")
    for muscle_id in muscle_ids:
        app.query_params["muscle"] = muscle_id
        app.run()
        assert not app.exception
        said = words(app)
        assert dataset.muscles[muscle_id].where_it_is in said, muscle_id
        assert in_words(english(dataset), pattern_of(dataset, muscle_id, "right")) in said
        for point in dataset.trigger_points_of(muscle_id):
            for referral in dataset.referrals_of(point.trigger_point_id):
                assert referral.locator in said, referral


@pytest.mark.parametrize(("muscle", "deep"), [("upper_trapezius", True), ("infraspinatus", False)])
def test_the_legend_explains_hidden_places_where_pain_is_felt_in_one(muscle: str, deep: bool) -> None:
    assert ("felt deep inside" in words(open_page("muscles", muscle=muscle))) == deep
