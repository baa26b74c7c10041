"""What a page shows, and the address that says so: each can be made from the other.

explorer.py: the state of Find and Muscles; consultation.py: the state of Consult; reading.py: what all links hold,
read without trust; message.py: the address that opens a prepared message.
Hands out frozen states, and notices about what a link held that the dataset does not know.
"""
