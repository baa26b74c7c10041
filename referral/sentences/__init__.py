"""What was found, in sentences that a patient can read, in the dataset's language.

pattern_words.py: where a pattern is felt; reasons.py: why a muscle is a candidate; look_for.py: what sets it apart from
the others listed; comparison.py: what muscles share and what tells them apart; candidates_table.py: the candidates as a
table.
Hands out texts and one table.
"""
