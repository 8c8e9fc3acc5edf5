"""Files are dropped on the page, and a run tells how far it is, without the page being loaded anew."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from api.wiring import Lotse
from ingest.holding import holding
from ingest.report import Advance, Report
from ingest.sources import UPLOAD

PATH = "/console/knowledge"
DROP = """([form, name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, {type: "text/plain"}));
  form.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def test_a_file_that_is_dropped_is_taken(browse: Callable[..., Page], lotse: Lotse, read: Callable[[], int]) -> None:
    page = browse("editor")
    page.goto(f"{PATH}/uploads")
    form = page.locator("[data-drop]").element_handle()
    page.evaluate(DROP, [form, "gezogen.txt", "Der Wochenmarkt ist am Samstag."])
    expect(page.get_by_text("Ausgewählt: gezogen.txt")).to_be_visible()
    page.get_by_role("button", name="Hochladen und lesen").click()
    expect(page.get_by_role("status").first).to_contain_text("Angenommen.")
    kept = lotse.ingestion.uploads / "gezogen.txt"
    assert kept.read_text() == "Der Wochenmarkt ist am Samstag."
    read()
    kept.unlink()
    lotse.ingestion.origins.ask(UPLOAD)
    read()


def test_a_run_tells_how_far_it_is_until_it_has_ended(browse: Callable[..., Page], lotse: Lotse) -> None:
    runs = lotse.ingestion.runs
    source = "folder:/srv/langsam"
    with holding(lotse.registry.engine, source):
        run = runs.begin(source, "folder")
        page = browse("editor")
        page.goto(f"{PATH}/runs")
        shown = page.locator(f"[data-run='{run}']")
        expect(shown).to_have_text("läuft: 0")
        runs.advance(run, Advance(5, 9, 5, "eins.pdf"))
        expect(shown).to_have_text("läuft: 5 von 9")
        runs.finish(run, Report(added=["a", "b"]))
    expect(shown).to_have_text("fertig")
    expect(page.get_by_role("row").filter(has=shown)).to_contain_text("2")
