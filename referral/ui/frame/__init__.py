"""What stands round every page.

navigation.py: the table of pages, masthead and footer; theme.py: colours and style sheet; tablet.py: opening picture
and clock of the waiting room; help_page.py: what takes the place of a page when a warning sign fits; closed_page.py:
when there is no sound dataset; fault_page.py: what is said when a page fails; embedded.py: what is different in a
frame of another site; styles/: the CSS.
"""
