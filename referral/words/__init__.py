"""Words: the languages, and texts compared as people type them. It knows no dataset and no screen.

languages.py: catalogues and how each language lists, counts and dates; catalogue_rules.py: what a catalogue may ask;
article.py: a page's text with its sources; text.py: folding, nearest known word, large and small first letters;
said.py: what a clinic writes itself, in its languages.
Hands out a ``Language``, an ``Article``, a ``Said`` and plain texts.
"""
