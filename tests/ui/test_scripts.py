"""The components' scripts: by address where they are served, whole where they are not; selectors in one module."""

from __future__ import annotations

import re

import pytest

from referral.ui.components import scripts

NAMES = sorted(path.relative_to(scripts.FOLDER).as_posix() for path in scripts.FOLDER.rglob("*.js"))


def test_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "_served", False)
    assert "class FindBox" in scripts.script("find_box/find_box.js")
    scripts.load_by_address()
    loader = scripts.script("find_box/find_box.js")
    assert f'"scripts/{scripts.VERSION}/find_box/find_box.js"' in loader
    assert len(loader) < 250
    with pytest.raises(KeyError):
        scripts.script("find_box/none.js")


@pytest.mark.parametrize("name", NAMES)
def test_no_module_waits_at_its_top(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Two that import it at once would get a half one from WebKit: "Cannot access uninitialized variable"."""
    monkeypatch.setattr(scripts, "_served", True)
    for text in (scripts.script(name), scripts.whole(name)):
        assert not re.findall(r"^(?![ \t/])(?!.*\basync\b).*\bawait\b.*", text, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_whole_script_needs_nothing_else(name: str) -> None:
    whole = scripts.whole(name)
    assert not re.findall(r"^import\b|^export (?!default)|\bimport\(", whole, re.MULTILINE)
    declared = re.findall(r"^(?:async )?(?:const|let|class|function) (\w+)", whole, re.MULTILINE)
    assert len(declared) == len(set(declared)), "two of its files declare the same name"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "edges.js"])
def test_elements_of_streamlit_and_plotly_are_named_in_one_module(name: str) -> None:
    text = scripts.text(name) or ""
    assert text.startswith("// @ts-check\n")
    private = r"_fullLayout|data-testid|\.st[A-Z]\w*|st-emotion|st-key-|js-plotly|main-svg|nsewdrag|pushState"
    assert re.findall(private, text) == []


def test_nothing_but_scripts_is_given_out() -> None:
    assert scripts.text("find_box/find_box.js")
    for name in ("find_box/__init__.py", "find_box/find_box.css", "../edges.py", "/etc/hostname", ""):
        assert scripts.text(name) is None


def test_any_change_of_a_script_changes_the_address() -> None:
    one = {"a.js": "1", "b.js": "2"}
    assert len({scripts._hash_of(texts) for texts in (one, {**one, "b.js": "3"}, {"a.js": "1", "c.js": "2"})}) == 3
