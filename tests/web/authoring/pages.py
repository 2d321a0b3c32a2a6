"""What a browser would send from a page, read out of its HTML."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict


class _Fields(HTMLParser):
    """Collects the fields of the form that has a field of one name."""

    def __init__(self, having: str) -> None:
        super().__init__()
        self.found: MultiDict[str, str] = MultiDict()
        self._having = having
        self._fields: MultiDict[str, str] | None = None
        self._area = self._select = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._fields = MultiDict()
        name = given.get("name", "")
        if self._fields is None or not name:
            if tag == "option" and self._select and "selected" in given:
                self._fields.add(self._select, given.get("value", ""))
            return
        if tag == "textarea":
            self._area = name
            self._fields[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "input":
            kind = given.get("type", "text")
            if kind not in ("radio", "checkbox") or "checked" in given:
                self._fields.add(name, given.get("value", "y"))

    def handle_data(self, data):
        if self._area:
            # The first line break inside a textarea is not part of it.
            kept = self._fields[self._area] + data
            self._fields[self._area] = kept.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            if self._fields is not None and self._having in self._fields:
                self.found = self._fields
            self._fields = None


def fields(html: str, having: str = "stem") -> dict[str, list[str]]:
    """Return what the form with a field of that name, a question's, would send as it stands."""
    reader = _Fields(having)
    reader.feed(html)
    assert reader.found, f"the page has no form with {having}"
    return reader.found.to_dict(flat=False)
