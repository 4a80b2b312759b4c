"""From the bytes of a file to its text: encodings, and what is no CSV at all."""

from __future__ import annotations

import codecs
import logging
from unicodedata import normalize

from loaders.reckon.problems import Refusal, refused

log = logging.getLogger(__name__)

ANSI = "cp1252"
LOST = "\ufffd"
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WORKBOOKS = {b"PK\x03\x04": "an Excel workbook (.xlsx)", b"\xd0\xcf\x11\xe0": "an .xls"}
AS_CSV = "export the report again: Excel, then 'a comma separated values (.csv) file'"


def text_of(data: bytes, file: str) -> str:
    """Return the text: NFC, plain spaces, one kind of line end; or refuse the file."""
    for magic, what in WORKBOOKS.items():
        if data.startswith(magic):
            raise refused(file, f"is {what}, not a CSV", AS_CSV)
    text, encoding = _decoded(data)
    if text.startswith("!"):
        raise refused(file, "is an IIF list, not a CSV", AS_CSV)
    if not text.strip():
        raise refused(file, "is empty", AS_CSV)
    if lost := text.count(LOST):
        log.warning(
            "%s: %s bytes are no %s; each is now %s", file, lost, encoding, LOST
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else normalize("NFC", text.replace("\u00a0", " "))


def refuse_other_format(file: str) -> Refusal:
    """Return the refusal of a file whose ending already says that it is no CSV."""
    return refused(file, "is no .csv file", AS_CSV)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return data.decode(ANSI, errors="replace"), ANSI
