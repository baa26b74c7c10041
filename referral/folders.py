"""Where the parts of the project lie that are no Python: data, pictures, catalogues, pages.

In the repository they lie beside the package; a wheel carries them inside it, in `bundled` (pyproject.toml says which).
"""

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
BUNDLED: Final = PACKAGE / "bundled"
ROOT: Final = BUNDLED if BUNDLED.is_dir() else PACKAGE.parent
DATA: Final = ROOT / "data"
ATLAS: Final = DATA / "atlas"
STATIC: Final = ROOT / "static"
ATLAS_PICTURES: Final = STATIC / "atlas"
LOCALES: Final = ROOT / "locales"
PAGES: Final = ROOT / "pages"
CLINIC_FILE: Final = ROOT / "clinic.toml"
