"""Numbers of things in words."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 article", "2 articles"; "1 chat is", "2 chats are" when the plural is given."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
