"""What several pages share on the screen. The only part of the package that imports Streamlit."""
