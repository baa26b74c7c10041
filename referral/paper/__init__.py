"""What a person takes home on paper.

handout.py: what stands on the page; typesetting.py: PDF, PNG and QR code by Typst; assets/: templates and fonts.
Hands out bytes. It asks no network and keeps nothing.
"""
