"""What a dataset is: its rows, the look-ups made from them, and its texts in each language. Nothing reads a file.

rows.py: regions, muscles, points, zones, complaints; stroke_rows.py: landmarks and strokes; sign_rows.py: warning
signs; frequency_rows.py: how often at a place; dataset.py: all of them together; pattern.py: what is drawn of a muscle;
place_names.py: what a place is called, with its side; texts.py: what the dataset says in each language; columns.py and
tables.py: what tables may hold; body_parts.py: the parts from head to foot.
Hands out a ``Dataset``, which never changes, its ``Texts``, and a ``Pattern``.
"""
