"""Explorer of referred pain: which muscles may explain a pain, and where a muscle may send pain.

Rooms, from the ground up; each knows those before it, none after: words, model, clinic, body, data, answers, sentences,
drawing, links, paper, ui, serving, commands. Streamlit is known in ui alone (commands/serve.py starts it).
docs/architecture.md is the house on one page.
"""
