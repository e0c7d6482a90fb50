"""What every visit to the chat page needs: the browser, a question, an article to upload."""

import shutil

from playwright.async_api import Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
#: Chromium reports to its makers and looks for updates unless told not to.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE_WITH_THE_BOT = 60_000

ARTICLE = """Harbour Town Opens Night Ferry

12 November 2026

The harbour town of Westhaven opened a night ferry to the island of Sund on Thursday, ending \
a wait of eleven years for the people who work there.

“The ferry will run every night of the year, in any weather the captain accepts,” said Maren \
Adler, the mayor of Westhaven, at the pier.

The first crossing carried 212 passengers and took forty minutes, the operator said.

Critics in the council warned that the fares of nine euros were too high for nurses on the \
late shift. “We will look at the fares again in spring,” Adler said.
"""


async def ask(page: Page, line: str) -> None:
    """Send a line and wait for an answer to it."""
    answers = page.locator(".theirs")
    before = await answers.count()
    await page.get_by_role("combobox", name="Message").fill(line)
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(answers.nth(before)).to_be_visible(timeout=PATIENCE_WITH_THE_BOT)


async def choose_file(page: Page, text: str, name: str = "ferry.txt") -> None:
    """Choose a file as the picker would, and send it."""
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    await page.locator("#picker").set_input_files(file)
    await page.get_by_role("button", name="Send", exact=True).click()
