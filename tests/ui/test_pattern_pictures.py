"""The small pictures on cards: by address where they are served, within the page where they are not."""

from __future__ import annotations

import base64
import re

import pytest

from referral.drawing.thumbnail import EDGE_PX, name_of, thumbnail
from referral.ui.parts import pattern_pictures
from referral.ui.parts.pattern_pictures import named, picture
from tests.loaded_once import the_atlas, the_dataset


def source(html: str) -> str:
    (found,) = re.findall(r'src="([^"]*)"', html)
    return str(found)


def test_by_address_or_within_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas, dataset = the_atlas(), the_dataset()
    monkeypatch.setattr(pattern_pictures, "_served", False)
    within = source(picture(atlas, dataset, "soleus", "right"))
    assert base64.b64decode(within.partition(",")[2]) == thumbnail(atlas, dataset, "soleus", "right")
    pattern_pictures.serve_by_address()
    assert (
        source(picture(atlas, dataset, "soleus", "right")) == f"pictures/{name_of(atlas, dataset, 'soleus', 'right')}"
    )


def test_its_place_is_kept_and_it_is_loaded_when_it_comes_into_sight() -> None:
    html = picture(the_atlas(), the_dataset(), "soleus", "right")
    assert f'width="{EDGE_PX}" height="{EDGE_PX}"' in html
    assert 'loading="lazy"' in html and 'alt=""' in html


def test_without_an_atlas_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert picture(None, the_dataset(), "soleus", "right") == ""
    monkeypatch.setattr(pattern_pictures, "silent_dataset_and_atlas", lambda: None)
    assert named("soleus-right-0123456789ab.webp") is None
