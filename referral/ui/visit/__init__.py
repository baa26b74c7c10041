"""One visit: what it shows, which language it speaks, what it has answered. Nothing outlives it.

context.py: what a run works on, settled once; address.py: what the address says; language.py and words.py: what the
visit speaks; labels.py: texts as labels, not as Markdown; device.py: what it is seen on; memory.py and notices.py: what
it remembers and is told; safety_answers.py: the answers to the warning signs; loaded.py: the dataset and atlas it sees;
clinic.py: the clinic it is at.
"""
