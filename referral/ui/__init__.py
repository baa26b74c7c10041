"""What several pages share on the screen. Streamlit is known here, in the pages and where the server is started."""
