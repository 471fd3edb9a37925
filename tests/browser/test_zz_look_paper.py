"""Screens and PDFs to look at."""
import sys; sys.path.insert(0,'/work/main')
from tests.browser.test_workshop_paper import *
def test_look(store, enter, server):
    server.config["PUBLIC_URL"]="https://parity-map.example.org"
    room = begin(store); room.ranking(now())
    scores = begin(store, scales=tuple(Scale)); scores.scoring(now(), 600)
    long = begin(store, LONG)
    for n,(r,path,w) in enumerate([(room,"paper",1400),(room,"paper",360),(scores,"paper",1400),(room,"poster",1400),(room,"poster",360),(room,"ballot-papers?copies=4",1400),(room,"ballot-papers?copies=4",360),(scores,"ballot-papers?copies=2",1400)]):
        p = enter(r,path,w); p.screenshot(path=f"/tmp/look/s{n}.png", full_page=True)
    for n,(r,path) in enumerate([(room,"poster"),(room,"ballot-papers?copies=3"),(scores,"ballot-papers?copies=1&what=round"),(long,"ballot-papers?copies=1")]):
        p = enter(r,path); p.pdf(path=f"/tmp/look/p{n}.pdf", prefer_css_page_size=True)
