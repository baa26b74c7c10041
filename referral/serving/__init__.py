"""How the explorer is served, around Streamlit's own server.

asgi.py: the types of ASGI, and what is a page; own_routes.py: our own addresses, for scripts and small pictures;
web.py: how answers leave, with their headers and compressed; wrong_address.py: 404 with a page of ours; door.py:
under which names the server answers, and which of Streamlit's doors stay shut; sockets.py: junk over a web socket;
content_policy.py: which scripts may run on a page; early_links.py: what Streamlit's page asks for at once;
without_app.py: what the page says by itself; host_config.py: what Streamlit's page is told of the place where it is
shown.
Hands out routes and middlewares for server.py.
"""
