"""Explorer of referred pain: which muscles may explain a pain, and where a muscle may send pain.

Rooms of the logic (none imports Streamlit):

- ``dataset``  CSV files -> one checked, immutable ``Dataset``
- ``ranking``  chosen areas -> muscles that may explain them, with reasons
- ``search``   everyday words -> regions and muscles
- ``state``    the explorer's state <-> URL query parameters
"""
