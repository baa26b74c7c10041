"""What several pages show.

body.py and map_panel.py: the map with what belongs to it; plain_picture.py: the body before the map is drawn; plates.py
and view_switch.py: which view is shown; legend.py: its marks; results.py: chosen areas and their muscles; muscle.py: a
muscle; safety_step.py: the warning signs; booking.py: the prompt at the end; take_away.py: link, QR code, picture;
article.py and sources.py: a text and the works it rests on.
"""
