"""Muscles, run by Streamlit's own test harness: search, filter, one muscle, its switches."""

from __future__ import annotations

import json

import pytest

from referral.dataset import Dataset, load
from referral.patterns import in_words, pattern_of
from tests.opened_pages import chart, found, open_page, parameters, traces
from tests.test_pages import words


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


def test_list_begins_with_all_muscles() -> None:
    app = open_page("muscles")
    assert sorted(found(app)) == sorted(load().muscles)
    assert f"{len(load().muscles)} muscles and parts of muscles" in words(app)


def test_search_shows_every_muscle_that_fits() -> None:
    """Regions that fit the same word do not crowd muscles out."""
    app = open_page("muscles")
    app.text_input(key="muscle_search").set_value("back").run()
    assert set(found(app)) >= {one.muscle_id for one in load().muscles.values() if one.body_part == "back"}


def test_search_without_a_hit_says_so_and_shows_the_words_as_text() -> None:
    app = open_page("muscles")
    app.text_input(key="muscle_search").set_value("<i>zebra</i> crossing").run()
    assert found(app) == []
    html = " ".join(element.proto.body for element in app.get("html"))
    assert "Nothing fits “&lt;i&gt;zebra&lt;/i&gt; crossing” here." in html


def test_body_part_narrows_list_and_search() -> None:
    app = open_page("muscles")
    app.pills(key="muscle_part_en").set_value("hip").run()
    hip = {one.muscle_id for one in load().muscles.values() if one.body_part == "hip"}
    assert set(found(app)) == hip
    app.text_input(key="muscle_search").set_value("gluteus").run()
    assert found(app)
    assert set(found(app)) < hip


def test_a_muscle_opens_and_leads_back() -> None:
    app = open_page("muscles")
    app.button(key="see_infraspinatus").click().run()
    assert parameters(app) == {"muscle": ["infraspinatus"], "side": ["right"]}
    assert traces(app) == ["muscle", "points"]
    assert in_words(load(), pattern_of(load(), "infraspinatus", "right")) in words(app)
    app.button(key="all_muscles").click().run()
    assert parameters(app) == {}
    assert len(found(app)) == len(load().muscles)


def test_link_opens_one_trigger_point_of_the_left_muscle() -> None:
    app = open_page("muscles", muscle="infraspinatus", side="left", point="infraspinatus_trp1")
    pattern = pattern_of(load(), "infraspinatus", "left", ("infraspinatus_trp1",))
    assert in_words(load(), pattern) in words(app)
    spec = json.loads(chart(app).spec)
    (points,) = (trace for trace in spec["data"] if trace["name"] == "points")
    assert len(points["x"]) == 1
    assert "TrP1" in words(app)


def test_every_muscle_opens_and_tells_its_pattern_and_sources(real_dataset: Dataset) -> None:
    app = open_page("muscles")
    for muscle_id, muscle in real_dataset.muscles.items():
        app.query_params["muscle"] = muscle_id
        app.run()
        assert not app.exception
        said = words(app)
        assert muscle.where_it_is in said, muscle_id
        assert in_words(real_dataset, pattern_of(real_dataset, muscle_id, "right")) in said
        for point in real_dataset.trigger_points_of(muscle_id):
            for referral in real_dataset.referrals_of(point.trigger_point_id):
                assert referral.locator in said, referral
