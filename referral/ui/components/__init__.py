"""Small things that run in the browser, each a folder with its Python, its script and its style side by side.

A component is registered once, when its module is imported. What the browser sends back is read as what anyone could
have sent: every module that takes something in has a `_read`, or asks asking.py for the id in it. The scripts are
modules with JSDoc types: scripts.py hands them out, edges.js names what they rely on in Streamlit's page and Plotly's.
"""

from pathlib import Path


def beside(module: str, name: str) -> str:
    """Return the text of a file that lies beside a `module` (its ``__file__``)."""
    return Path(module).with_name(name).read_text(encoding="utf-8")
