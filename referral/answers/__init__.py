"""What can be asked of a dataset: which signs come first, which muscles may explain a pain, what a word means.

red_flags.py: the warning signs, and who may go on; ranking.py: muscles for chosen areas; set_cover.py: the fewest that
reach them all; search.py, search_index.py and query.py: places, complaints and muscles by everyday words; evidence.py:
how well a zone is supported.
Hands out a ``Cleared``, which every naming of muscles needs, a ``Ranking`` and hits. The screen is not known here.
"""
