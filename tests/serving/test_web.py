"""How answers leave the server: what is compressed, what is left alone, what is kept."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
import tomllib
from base64 import b64encode
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import brotli
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from streamlit import file_util

from referral.drawing.thumbnail import name_of, thumbnail
from referral.folders import ROOT
from referral.serving.content_policy import inline_scripts
from referral.serving.early_links import NEEDED, with_early_links
from referral.serving.own_routes import pictures_route, scripts_route
from referral.serving.web import AN_HOUR, FOREVER, ICONS, FirstPage, KeptPacked, SecurityHeaders
from referral.ui.components.scripts import EARLY, VERSION, address, text
from referral.ui.parts import pattern_pictures
from tests.loaded_once import the_atlas, the_dataset
from tools.icons import named_icons

SCRIPT = b"export const words = 'tap where it hurts';\n" * 200
KEPT = {"Cache-Control": "public, immutable, max-age=31536000"}
STREAMLIT: Final = Path(file_util.get_static_dir())
PAGE: Final = (STREAMLIT / "index.html").read_text(encoding="utf-8")
calls: list[str] = []


def script(request: Request) -> Response:
    calls.append(request.url.path)
    return Response(SCRIPT, media_type="text/javascript", headers=KEPT)


def long(request: Request) -> Response:
    calls.append(request.url.path)
    return Response(PAGE, media_type="text/javascript", headers=KEPT)


def changing(_: Request) -> Response:
    return Response(SCRIPT, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def picture(_: Request) -> Response:
    return Response(b"\x89PNG" * 1000, media_type="image/png", headers=KEPT)


def page(request: Request) -> Response:
    """As Streamlit answers: compressed, when the browser takes that."""
    calls.append(request.headers.get("accept-encoding", ""))
    return Response(PAGE, media_type="text/html", headers={"Cache-Control": "no-cache", "ETag": '"theirs"'})


def stream(_: Request) -> StreamingResponse:
    def parts() -> Iterator[bytes]:
        yield from (SCRIPT, SCRIPT)

    return StreamingResponse(parts(), media_type="text/javascript")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True)
class Client:
    """Asks an ASGI application in this process; a body comes as it is sent, still compressed."""

    app: Starlette

    def get(self, address: str, **headers: str) -> Answer:
        return asyncio.run(self.ask(address, {"accept_encoding": "gzip, br", **headers}))

    async def ask(self, address: str, headers: dict[str, str]) -> Answer:
        path, _, query = address.partition("?")
        scope: dict[str, Any] = {
            "type": "http",
            "method": "GET",
            "path": path,
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> dict[str, Any]:
            # The browser stays: nothing more comes, and it does not hang up.
            await asyncio.Event().wait()
            return {}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


@pytest.fixture
def client() -> Client:
    calls.clear()
    routes = [
        Route("/script.js", script),
        Route("/changing.js", changing),
        Route("/long.js", long),
        Route("/picture.png", picture),
        Route("/stream.js", stream),
        Route("/app/static/front.png", picture),
        Route("/pain/app/static/front.png", picture),
        Route("/media/{name}", picture),
        Route("/find", page),
        Route("/pain/book", page),
        scripts_route(""),
        scripts_route("/pain"),
        pictures_route(""),
        pictures_route("/pain"),
    ]
    return Client(served(routes, ""))


def served(routes: list[Route], base: str) -> Starlette:
    """An application behind all of ours, as server.py puts them."""
    ours = [Middleware(SecurityHeaders, base=base), Middleware(FirstPage, base=base), Middleware(KeptPacked)]
    return Starlette(routes=routes, middleware=ours)


def test_script_is_compressed_once_and_kept(client: Client) -> None:
    answers = [client.get("/script.js", accept_encoding="gzip, deflate") for _ in range(3)]
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert all(gzip.decompress(answer.body) == SCRIPT for answer in answers)
    assert int(answers[0].headers["content-length"]) == len(gzip.compress(SCRIPT, 6, mtime=0))
    assert calls == ["/script.js"]


def test_a_browser_that_takes_brotli_gets_it_and_others_gzip(client: Client) -> None:
    for taken, encoding in (("gzip, deflate, br, zstd", "br"), ("br;q=0, gzip", "gzip"), ("deflate", None)):
        answer = client.get("/script.js", accept_encoding=taken)
        assert answer.headers.get("content-encoding") == encoding
        unpacked = {"br": brotli.decompress, "gzip": gzip.decompress}.get(encoding or "", bytes)(answer.body)
        assert unpacked == SCRIPT
    assert calls == ["/script.js"] * 3  # each form once, and what is not compressed is not kept


def test_a_script_is_packed_better_after_the_first_visitor(client: Client) -> None:
    async def two_visits() -> list[Answer]:
        first = await client.ask("/long.js", {"accept_encoding": "br"})
        for _ in range(500):
            await asyncio.sleep(0.01)
            second = await client.ask("/long.js", {"accept_encoding": "br"})
            if len(second.body) < len(first.body):
                break
        return [first, second]

    first, second = asyncio.run(two_visits())
    assert len(second.body) < len(first.body)
    assert int(second.headers["content-length"]) == len(second.body)
    assert brotli.decompress(second.body) == brotli.decompress(first.body) == PAGE.encode()
    assert calls == ["/long.js"]


def test_kept_answers_still_carry_each_header_once(client: Client) -> None:
    client.get("/script.js")
    second = client.get("/script.js")
    assert second.headers.getlist("referrer-policy") == ["no-referrer"]
    assert second.headers["vary"] == "Accept-Encoding"


def test_browser_without_gzip_gets_the_plain_script(client: Client) -> None:
    client.get("/script.js")
    plain = client.get("/script.js", accept_encoding="identity")
    assert "content-encoding" not in plain.headers
    assert plain.body == SCRIPT


def test_part_of_a_script_is_not_compressed(client: Client) -> None:
    assert "content-encoding" not in client.get("/script.js", range="bytes=0-9").headers


@pytest.mark.parametrize("path", ["/changing.js", "/picture.png", "/stream.js"])
def test_what_changes_or_is_packed_already_is_left_alone(client: Client, path: str) -> None:
    answer = client.get(path)
    assert "content-encoding" not in answer.headers
    assert len(answer.body) > 1000


def test_no_other_site_frames_the_page_but_those_that_are_named() -> None:
    for sites, ancestors in (
        ((), "'self'"),
        (("https://a.org", "http://b.org:81"), "'self' https://a.org http://b.org:81"),
    ):
        middleware = [Middleware(SecurityHeaders, framed_by=sites)]
        policy = (
            Client(Starlette(routes=[Route("/find", page)], middleware=middleware))
            .get("/find")
            .headers["content-security-policy"]
        )
        assert policy.split("; ")[-1] == f"frame-ancestors {ancestors}"


def test_missing_page_passes(client: Client) -> None:
    assert client.get("/none.js").status == 404


def test_pictures_are_kept_by_the_browser(client: Client) -> None:
    assert client.get("/app/static/front.png").headers["cache-control"] == AN_HOUR
    assert client.get("/app/static/front.png?v=3f2a").headers["cache-control"] == FOREVER
    assert client.get("/app/static/front.png?v=").headers["cache-control"] == AN_HOUR
    assert client.get(f"/media/{'a20b' * 8}.png").headers["cache-control"] == FOREVER


def test_pictures_are_kept_under_a_base_path_too() -> None:
    client = Client(served([Route("/pain/app/static/front.png", picture)], "/pain"))
    assert client.get("/pain/app/static/front.png?v=3f2a").headers["cache-control"] == FOREVER
    assert client.get("/pain/app/static/front.png").headers["cache-control"] == AN_HOUR


def test_the_page_asks_early_for_what_it_will_need(client: Client) -> None:
    answer = client.get("/find", accept="text/html,*/*")
    assert calls == [""]  # or it could not be read
    assert "etag" not in answer.headers
    html = brotli.decompress(answer.body).decode()
    asked = re.findall(r'<link rel="modulepreload" fetchpriority="low" crossorigin href="\./([^"]+)">', html)
    assert all((STREAMLIT / name).is_file() for name in asked if name.startswith("static/"))
    for needed in NEEDED:
        assert len([name for name in asked if name.startswith(f"static/js/{needed}.")]) == 1
    assert asked[-1].startswith("static/js/PlotlyChart.")  # the heaviest last
    assert len(set(asked)) == len(asked)
    for name in asked:
        if name.startswith("scripts/"):
            assert client.get(f"/{name}").status == 200
    early = address(EARLY)
    assert f'<script type="module" async crossorigin src="./{early}"></script>' in html
    assert "pointerdown" in brotli.decompress(client.get(f"/{early}").body).decode()
    assert "SourceSans" not in html
    assert html.count("NotoSans-Regular") == 1


def rule(answer: Answer, name: str) -> set[str]:
    """What the content policy of an answer allows for one kind of thing."""
    rules = [one.split() for one in answer.headers["content-security-policy"].split("; ")]
    (found,) = (set(allowed) for kind, *allowed in rules if kind == name)
    return found


def test_only_the_inline_scripts_that_are_served_may_run(client: Client) -> None:
    """Not 'unsafe-inline', nor eval: the hash of each script that stands in the page as it leaves."""
    for accept in ("identity", "gzip, br"):
        answer = client.get("/find", accept="text/html", accept_encoding=accept)
        html = answer.body if accept == "identity" else brotli.decompress(answer.body)
        inline = re.findall(rb"<script>(.*?)</script>", html, re.DOTALL)
        hashes = {f"'sha256-{b64encode(hashlib.sha256(text).digest()).decode()}'" for text in inline}
        assert len(hashes) == 1
        assert rule(answer, "script-src") == {"'self'", "blob:", *hashes}
        assert rule(answer, "script-src-attr") == {"'none'"}
    assert rule(client.get("/script.js"), "script-src") == {"'self'", "blob:"}


def test_inline_scripts_are_found_as_a_browser_finds_them() -> None:
    html = (
        "<!-- <script>commented()</script> --><script src='./a.js'></script>"
        "<SCRIPT type=module>a &amp;&amp; b\r\n<b></SCRIPT >"
        "<style>p{}</style><p>text</p><script>\n1\n</script><script>\n1\n</script>"
    )
    wanted = (b"a &amp;&amp; b\n<b>", b"\n1\n")
    assert inline_scripts(html) == tuple(
        f"sha256-{b64encode(hashlib.sha256(text).digest()).decode()}" for text in wanted
    )


def test_a_page_without_a_map_does_not_ask_for_plotly() -> None:
    client = Client(served([Route("/pain/book", page)], "/pain"))
    html = client.get("/pain/book", accept="text/html", accept_encoding="identity").body.decode()
    assert "/PlotlyChart." not in html
    assert "NotoSans-Regular" in html
    assert "/PlotlyChart." in with_early_links(PAGE, "/")


def test_a_page_that_we_do_not_know_passes_as_it_is() -> None:
    strange = "<html><head><title>x</title></head></html>"
    assert with_early_links(strange, "book").replace('  <link rel="preload"', "").startswith("<html><head><title>x")
    assert with_early_links("no head at all", "find") == "no head at all"


def test_streamlit_s_icons_are_few_and_its_font_is_ours(client: Client) -> None:
    answer = client.get("/static/media/MaterialSymbols-Rounded.nEdyypZU.woff2")
    assert answer.body == ICONS.read_bytes()
    assert len(answer.body) < 20_000
    moved = client.get("/static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2")
    assert moved.status == 307
    assert moved.headers["location"].startswith("/app/static/fonts/NotoSans-Regular.woff2?v=")


def test_every_icon_that_streamlit_names_is_in_the_font() -> None:
    """If not: python -m tools.icons. Four names are no icons of the font, in Streamlit's own neither."""
    cut = set(ICONS.with_suffix(".txt").read_text(encoding="utf-8").split())
    assert set(named_icons()) - cut == {"123", "1k", "access_time", "star_filled"}


def test_fonts_bear_the_mark_of_their_content() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for face in settings["theme"]["fontFaces"]:
        path, _, mark = face["url"].partition("?v=")
        assert mark == hashlib.sha256((ROOT / path.removeprefix("app/")).read_bytes()).hexdigest()[:10]


@pytest.mark.parametrize("base", ["", "/pain"])
def test_our_scripts_are_compressed_and_kept(client: Client, base: str) -> None:
    answer = client.get(f"{base}/scripts/{VERSION}/find_box/find_box.js")
    assert answer.headers["cache-control"] == FOREVER
    assert answer.headers["content-type"].startswith("text/javascript")
    assert brotli.decompress(answer.body).decode() == text("find_box/find_box.js")


def test_a_script_of_another_release_is_not_kept(client: Client) -> None:
    answer = client.get("/scripts/0123456789abcdef/find_box/find_box.js")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize("name", ["none.js", "find_box/__init__.py", "../edges.py", "find_box/../edges.js"])
def test_nothing_else_is_given_out(client: Client, name: str) -> None:
    assert client.get(f"/scripts/{VERSION}/{name}").status == 404


def test_a_picture_of_a_pattern_is_kept_for_good_under_its_true_name(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pattern_pictures, "silent_dataset_and_atlas", lambda: (the_dataset(), the_atlas()))
    name = name_of(the_atlas(), the_dataset(), "soleus", "right")
    answers = [client.get(f"{base}/pictures/{name}") for base in ("", "/pain")]
    assert {(one.status, one.headers["content-type"]) for one in answers} == {(200, "image/webp")}
    assert {one.headers["cache-control"] for one in answers} == {FOREVER}
    assert {one.body for one in answers} == {thumbnail(the_atlas(), the_dataset(), "soleus", "right")}
    old = client.get("/pictures/soleus-right-000000000000.webp")
    assert (old.headers["cache-control"], old.body) == ("no-cache", answers[0].body)


@pytest.mark.parametrize("name", ["none-right-000000000000.webp", "soleus.webp", "soleus-both-000000000000.webp"])
def test_there_is_no_other_picture(client: Client, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(pattern_pictures, "silent_dataset_and_atlas", lambda: (the_dataset(), the_atlas()))
    assert client.get(f"/pictures/{name}").status == 404
