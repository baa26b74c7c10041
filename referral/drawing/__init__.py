"""From a pattern to pictures.

shown.py: what a map shows; scene.py: what is drawn of a plate, whatever draws it, scene_parts.py: of what it is made;
pain_picture.py: the soft picture of the pain, of what drawn.py takes of a pattern; pain_field.py, skin_tiles.py and
stipple.py: its shape in a view, and the dots on the skin; plotly_figure.py: the figure on the screen; svg.py: the same
as vectors; step_by_step.py: one step after another on a big screen, cropping.py: the part of the plate that it shows;
thumbnail.py: the small picture on a card; openings.py: which view shows a pattern best; close_ups.py: which one is
nearer; nearby.py: what a tap near a border may have meant; styles.py: how several muscles are told apart; dots.py:
where the numbered dots stand; hidden_places.py: the marks of regions without skin; view_titles.py and map_labels.py:
the words of the views, mark_labels.py: those beside marks, label_sides.py and badge_places.py: where they cover
nothing.
Hands out a ``Scene``, a figure, an SVG, a small picture. It decides nothing about who may see a muscle.
"""
