"""The body as it was measured: which area a place is, where a trigger point shows, what lies under a finger.

view.py: a picture and its index image; plates.py: sheets of views; atlas.py: look-ups, areas, pictures of muscles;
atlas_files.py and npz.py: read it from its files; point_marks.py: where points show; points_under.py: points in an
area; muscle_places.py: where muscles lie; under_finger.py: muscles from skin to bone; neighbours.py: areas near a
place; skin.py: points spread over the skin, skin_files.py and skin_reading.py: read them; skin_path.py, skin_field.py
and skin_rules.py: strokes on it; symmetry.py: its two sides.
Hands out an ``Atlas``. It draws nothing.
"""
