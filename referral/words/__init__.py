"""Words: the languages, and texts compared as people type them. It knows no dataset and no screen.

languages.py: catalogues and how each language lists, counts and dates; article.py: a page's text with its sources;
text.py: folding, nearest known word, large and small first letters.
Hands out a ``Language``, an ``Article`` and plain texts.
"""
