from tests.browser.test_workshop_console import *  # noqa
from tests.browser.test_workshop_console import begin, set_up, discussing
from domain_model.cells import Cell
def test_shots(store, enter):
    for w in (1400, 360):
        page = enter(set_up(store), w); page.screenshot(path=f"/tmp/shot_setup_{w}.png", full_page=True)
        page.locator("#projector").click(); page.wait_for_selector("#made-link"); page.screenshot(path=f"/tmp/shot_link_{w}.png", full_page=True)
        room = discussing(store); room.scoring(now()); 
        room.end(2, at=now()); room.do(RoundRevealed(2), now())
        page = enter(room, w); page.locator("#end-fold > summary").click(); page.screenshot(path=f"/tmp/shot_close_{w}.png")
