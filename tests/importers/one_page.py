"""A web page with an article, for tests of what is read of it."""

FILLING = (
    "The council of Marn said on Tuesday that the new bridge over the river would open in May, "
    "and that nobody would have to pay for crossing it in the first year."
)


def article(inside, head='<meta charset="utf-8">'):
    return (
        f"<!doctype html><html lang='en'><head>{head}<title>The bridge</title></head><body>"
        f"<article><h1>The bridge opens</h1><p>{FILLING}</p><p>{inside}</p><p>{FILLING}</p>"
        "</article></body></html>"
    )
