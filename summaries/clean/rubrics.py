"""A column's or section's name behind a headline: "…; News Analysis", "…; Obituary"."""

import re

_RUBRIC = re.compile(
    r"\s*;\s*(?:(?:news |legal |political |military )?analysis|obituar(?:y|ies)|opinions?"
    r"|editorials?|op-ed(?: (?:columnist|contributor))?|comment(?:ary)?|column|interview"
    r"|profile"
    r"|(?:book|film|movie|music|theater|art|television|tv) review|letters?(?: to the editor)?"
    r"|(?:political|white house|campaign|congressional|media|legal|reporter[’']s|european) "
    r"(?:memo|notebook|letter)|(?:memo|letter|dispatch|postcard|notes) from .{2,30}"
    r"|(?:your|economic|window on|the) (?:money|scene|wall street|upshot|media equation)"
    r"|politics|world|nation|national|international|business|markets|sports?|science|health"
    r"|technology|arts|style|travel)\.?$",
    re.IGNORECASE,
)


def without_rubric(title: str) -> str:
    """Return a headline without the name of the column that papers file it under."""
    found = _RUBRIC.search(title)
    return title[: found.start()] if found else title
