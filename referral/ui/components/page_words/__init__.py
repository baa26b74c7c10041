"""What the page says around the app, in scripts that are part of the page itself (referral/serving/without_app.py).

old_browser.js: in a browser that is too old for the app, who to call; page_words.js: that the connection is lost, and
Streamlit's own words in the page's language. No component: they speak when no server answers.
"""
