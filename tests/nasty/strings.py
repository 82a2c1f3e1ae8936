"""Nasty strings: each has broken a program somewhere."""

STRINGS = [
    "'\"` ; DROP TABLE wagtailcore_page; -- \\ % _ %s {0} {{ 7*7 }} {% now %} ${7} <script>alert(1)</script> <!--",
    "</script><svg onload=alert(1)> ]]> &amp;&lt; NEAR( a OR -b* ^c: [1] (",
    "a\x00b",
    "\ud800 \udfff",
    "\u202e\u2066 العِلْم \u200b\ufeff e\u0301\u0301 😀 館",
    "%00 %ff %2e%2e%2f +",
    "../../../etc/passwd\r\nSet-Cookie: a=b\r\n\r\n",
    "x" * 100_000,
    "word " * 20_000,
    "-1",
    "9" * 400,
    "1e999",
    "NaN",
    "2024-02-31",
    "0001-01-01",
    " \t\n ",
    "",
]
# The worst of them, for slow tests.
FEW = [STRINGS[0] + STRINGS[1] + STRINGS[4] + "9" * 400, "a\x00b", "\ud800", "x" * 100_000]


def as_typed(text: str) -> bytes:
    """Return the bytes sent by a client other than a browser: an unpaired surrogate as it is."""
    return text.encode("utf-8", "surrogatepass")
