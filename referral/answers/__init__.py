"""What can be asked of a dataset: which signs come first, which muscles may explain a pain, what a word means.

red_flags.py: the warning signs, and who may go on; kept_answers.py: what was answered as a text; ranking.py: muscles
that send pain to chosen areas; under_place.py: those that lie there, and both as one answer; apart.py: what sets each
of them apart; set_cover.py: the fewest that reach all areas; search.py, search_index.py and query.py: places,
complaints and muscles by everyday words; evidence.py: how well a zone is supported.
Hands out a ``Cleared``, which every naming of muscles needs, an ``Answer`` and hits. The screen is not known here.
"""
