"""From a pattern to pictures.

shown.py: what a map shows; scene.py: what is drawn of a plate, whatever draws it; pain_picture.py: the soft picture
of the pain; plotly_figure.py: the figure on the screen; svg.py: the same as vectors; step_by_step.py: one step after
another on a big screen; styles.py: how several muscles are told apart; map_labels.py and number_corners.py: the words
and where numbers stand.
Hands out a ``Scene``, a figure, an SVG. It decides nothing about who may see a muscle.
"""
