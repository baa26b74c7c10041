"""The clinic that the explorer speaks for.

model.py: what its file may hold; values.py: the kinds of values in it; file.py: clinic.toml read and checked.
Hands out a frozen ``Clinic``, or a ``ClinicError`` with every fault of the file.
"""
