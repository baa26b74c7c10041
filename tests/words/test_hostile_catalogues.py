"""Whatever a catalogue holds: it is a language, or told to be none; and no message asks for more than its source."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral.words.catalogue_rules import PLACEHOLDER
from referral.words.languages import LanguageError, built
from tests.fuzzing import hostile

from .test_languages import HEADER, saying

PO = (
    HEADER.decode()
    + """
msgid "{number} muscle"
msgid_plural "{number} muscles"
msgstr[0] "{number} músculo"
msgstr[1] "{number} músculos"

#, fuzzy
msgctxt "view"
msgid "Front"
msgstr "Frente"
"""
)
PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(['"', "\\\\", "\\\\n", "\n", "msgid", "msgstr[9]", "msgctxt", "#~ ", "#, fuzzy", "\x00", "{", "}"]),
    st.sampled_from(
        ["nplurals=99;", "plural=n/0;", "plural=n;", "charset=utf-7", "((((((", "0" * 5000, "Plural-Forms: x"]
    ),
)


@hostile(100)
@given(position=st.integers(0, len(PO)), gone=st.integers(0, 40), pieces=st.lists(PIECES, max_size=4))
def test_any_catalogue_is_a_language_or_told_to_be_none(
    locales: Path, position: int, gone: int, pieces: list[str]
) -> None:
    text = PO[:position] + "".join(pieces) + PO[position + gone :]
    (locales / "es" / "interface.po").write_bytes(text.encode("utf-8", "surrogatepass"))
    (locales / "es" / "dataset.po").write_bytes(HEADER)  # ours is long to read
    built.cache_clear()
    try:
        spanish = built("es")
    except LanguageError:
        with pytest.raises(LanguageError, match=r"interface\.po: "):
            built("es")
        return
    for number in range(130):
        assert spanish.ngettext("{number} muscle", "{number} muscles", number)
    assert isinstance(spanish.gettext("heel"), str)


BRACES = st.text(st.sampled_from("{}places.x[0]!r:>9 "), max_size=24)


@hostile(200)
@given(said=BRACES | st.builds("{}{{places}}{}".format, BRACES, BRACES))
def test_no_message_asks_for_more_than_its_source_names(said: str) -> None:
    found = saying(said).gettext("In the {places}.", places="<heel>", secret="hidden")
    assert found in ("In the <heel>.", PLACEHOLDER.sub("<heel>", said))
    assert "hidden" not in found and len(found) < 300
