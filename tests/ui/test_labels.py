"""A text as a label is shown as it is written, whatever signs of Markdown it holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from referral.ui.visit.labels import JOINER, as_label
from tests.fuzzing import hostile

# what Streamlit's front end looks for in the text after Markdown was read
AFTERWARDS = re.compile(
    r":[\w+-]+:|:material[_/]|https?://|www\.|[\w.+-]@|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)", re.IGNORECASE
)
DIRECTIVE = re.compile(r"(?<!\\):(?=[a-zA-Z])")


def shown(label: str) -> str:
    """What a reader of Markdown makes of a label; it may be nothing but text."""
    tokens = MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(label)
    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    inline = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inline} <= {"text", "text_special"}
    return "".join(child.content for child in inline)


def is_shown_as_written(text: str) -> None:
    label = as_label(text)
    assert not DIRECTIVE.search(label) and not re.search(r"(?<!\\)(\\\\)*\$", label)
    found = shown(label)
    assert not AFTERWARDS.search(found)
    assert " ".join(found.replace(JOINER, "").split()) == " ".join(text.replace("\r", "\n").split())


@pytest.mark.parametrize(
    "text",
    [
        "front of the *right* shoulder **and** _more_, ~~or less~~",
        ":smile: :red[danger] :material/home: :material_home: :streamlit: ::name ratio:red",
        "$5 to $10, $x^2$",
        "[here](https://example.org) ![picture](https://example.org/a.png) <https://example.org> www.example.org",
        "desk@example.org",
        "`code` <b>bold</b> &amp; back\\slash \\* a \\",
        "# heading",
        "- point",
        "+ point",
        "1. point",
        "12) point",
        "> said",
        "---",
        "===",
        "```",
        "a -> b <- c <-> d -- e >= f <= g ~= h",
        "two\n\nparagraphs\r\n- and a point",
        "    code",
        "| a | b |\n|---|---|\n| c | d |",
    ],
)
def test_signs_of_markdown(text: str) -> None:
    is_shown_as_written(text)


@hostile(300)
@given(st.text(st.sampled_from("ab1 \\`*_[]()<>~$&:;!#+-=.@/^{}|\"'\n"), max_size=30))
def test_any_signs(text: str) -> None:
    is_shown_as_written(text)


@pytest.mark.parametrize(
    "text", ["upper arm, front (upper half)", "Corner of the jaw", "TrP1", "what it's for: 10–20 %"]
)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert as_label(text) == text
