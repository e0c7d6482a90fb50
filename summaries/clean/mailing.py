"""What newsletters print around their text: why it came, how to end it, where to see it.

Only lines at the very top and the very end count, in the commonest European languages; the
same words in the midst of an article are its own.
"""

import re
from collections.abc import Sequence

from summaries.clean.headlines import is_address
from summaries.clean.teasers import is_credit

_MAIL = r"(?:e-?mail|message|newsletter|mailing)"
_MAILING = re.compile(
    rf"you(?:[’']re| are)? (?:currently )?(?:receiv(?:ing|ed)|getting) (?:this|these|our)\b"
    rf"|you(?:[’']ve| have) received this {_MAIL}|why (?:am|did) i (?:get|receiv)"
    rf"|this {_MAIL} (?:was|is|has been) (?:sent|intended)|was this {_MAIL} forwarded"
    rf"|(?:click here )?(?:to )?(?:unsubscribe|opt out)"
    r"(?: (?:here|now|at any time|from .{1,60}))?(?:[.:|,]|$| [-–|] | or )"
    r"|(?:manage|update|change|edit) (?:your |my )?(?:e-?mail |newsletter |subscription )?"
    r"(?:preferences|settings|subscriptions?)\b"
    rf"|(?:view|read|open|see) (?:this |the )?(?:{_MAIL} |version )?(?:online|(?:in|on) "
    r"(?:your |the |a )?(?:web ?)?(?:browser|web))"
    r"|(?:having )?(?:trouble|problems) (?:viewing|reading)"
    r"|(?:if you )?(?:no longer|don[’']t|do not) (?:wish|want) (?:to receive|these|this)"
    r"|forward (?:this|it|to a friend)\b|add us to your address|our mailing address"
    r"|sent from my \w+|(?:our |read our )?privacy (?:policy|notice)(?:[.:|]|$)"
    # German, French, Spanish, Italian, Portuguese, Dutch.
    rf"|sie (?:erhalten|bekommen|empfangen) (?:diese[nrs]?|unseren) |(?:vom )?(?:{_MAIL} )?"
    r"(?:abmelden|abbestellen)\b|(?:im|in ihrem) browser (?:ansehen|öffnen|anzeigen|lesen)"
    rf"|(?:wenn sie|falls sie) (?:diesen|keine[n]?) (?:weiteren )?{_MAIL}"
    r"|vous recevez (?:cet|ce|cette) |(?:se|me|vous) (?:désabonner|désinscrire)"
    r"|voir (?:cet e-?mail|la version|ce message) (?:en ligne|dans)"
    r"|(?:usted )?recibes? este (?:correo|boletín|mensaje)|darse de baja"
    r"|cancelar (?:la|su|tu) suscripción"
    r"|ver (?:este correo )?en (?:el|su|tu) navegador"
    r"|ricevi (?:questa|questo) |annulla l[’']iscrizione"
    r"|(?:você )?(?:está recebendo|recebeu) este"
    r"|cancelar (?:a )?(?:inscrição|assinatura)|u ontvangt (?:deze|dit)|uitschrijven\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\W_]{2,}$")
#: By custom of mail, a line of two dashes stands above the sender's name.
_SIGNATURE = re.compile(r"^--$")
_MOST_ABOVE, _MOST_BELOW, _LONGEST, _FEW_WORDS = 3, 14, 50, 8


def is_mailing(line: str) -> bool:
    """Say whether a line tells why a newsletter came, how to end it, or where to see it."""
    return len(line.split()) <= _LONGEST and bool(_MAILING.match(line.lstrip("-–—•*·|>[( ")))


def article_of_mail(lines: Sequence[str]) -> tuple[int, int]:
    """Return the first line that is not a newsletter's own, and the one behind the last."""
    start = 0
    while start < min(len(lines) - 1, _MOST_ABOVE) and is_mailing(lines[start]):
        start += 1
    end = len(lines)
    for number in range(len(lines) - 1, max(start, len(lines) - _MOST_BELOW), -1):
        if is_mailing(lines[number]) or _SIGNATURE.match(lines[number]):
            end = number
        elif not _is_slight(lines[number]):
            break
    return start, end if end == len(lines) else _below(lines[: max(end, start + 1)])


def _below(lines: Sequence[str]) -> int:
    """Return how many lines are left when the sender's name and address are cut off the end."""
    count = len(lines)
    while count > 1 and (is_address(lines[count - 1]) or _RULE.match(lines[count - 1])):
        count -= 1
    named = count < len(lines) and is_address(lines[count]) and _is_slight(lines[count - 1])
    return count - 1 if named and count > 1 else count


def _is_slight(line: str) -> bool:
    """Say whether a line among those of a newsletter is no sentence of an article."""
    if is_address(line) or is_credit(line) or _RULE.match(line):
        return True
    return len(line.split()) <= _FEW_WORDS and not line.endswith((".", "!", "?", "”", '"'))
