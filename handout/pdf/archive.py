"""What a file says of itself: title, language, dates, and what it conforms to.

The claim to be PDF/UA-1 and PDF/A-2a is written here, for a canvas that has refused what would make it false.
What is filled in on a screen claims PDF/UA-1 alone: what is typed may break PDF/A, and a viewer opens what
claims PDF/A for reading only. See ISO 14289-1, 5, and ISO 19005-2, 6.2.3 and 6.6.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handout.pdf import icc
from handout.pdf.errors import MissingTitle, Violation
from handout.pdf.objects import Objects, text
from handout.pdf.structure import check_language


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """Title, language and *date* are the document's.

    A date is its midnight, a time without a zone is universal time; the clock is never asked.
    """

    title: str
    lang: str
    date: datetime.date
    subject: str = ""
    author: str = ""
    keywords: Sequence[str] = ()
    creator: str = ""
    producer: str = "ReportLab"

    def violations(self) -> Iterator[Violation]:
        """MissingTitle and BadLanguage, where they hold."""
        if not self.title.strip():
            yield MissingTitle()
        yield from check_language(self.lang)

    @property
    def moment(self) -> datetime.datetime:
        """The date as a moment of universal time."""
        if not isinstance(self.date, datetime.datetime):
            return datetime.datetime.combine(self.date, datetime.time(), datetime.UTC)
        if self.date.tzinfo is None:
            return self.date.replace(tzinfo=datetime.UTC)
        return self.date.astimezone(datetime.UTC)


def information(metadata: Metadata) -> str:
    """The document information dictionary (ISO 32000-1, 14.3.3)."""
    moment = text(f"D:{metadata.moment:%Y%m%d%H%M%S}Z")
    entries = {
        "Title": text(metadata.title),
        "Subject": metadata.subject and text(metadata.subject),
        "Author": metadata.author and text(metadata.author),
        "Keywords": metadata.keywords and text(", ".join(metadata.keywords)),
        "Creator": metadata.creator and text(metadata.creator),
        "Producer": text(metadata.producer),
        "CreationDate": moment,
        "ModDate": moment,
    }
    return "<<" + "".join(f"/{name} {value}" for name, value in entries.items() if value) + ">>"


# The title is shown (ISO 14289-1, 7.1). Print dialogs begin with the real size, for what is measured on
# paper, and with both sides of a sheet flipped as a book is (ISO 32000-1, table 150).
_VIEWER_PREFERENCES = "<</DisplayDocTitle true/PrintScaling/None/Duplex/DuplexFlipLongEdge>>"


def catalog_entries(metadata: Metadata, objects: Objects, *, archived: bool) -> str:
    """The entries of the catalog for language, title, colours and conformance, to PDF/A if *archived*."""
    profile = objects.add_stream(icc.srgb(), "/N 3")
    intent = objects.add(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
        f"/DestOutputProfile {profile}>>"
    )
    # Uncompressed, so that programs which know no PDF find it.
    packet = xmp(metadata, archived=archived)
    reference = objects.add_stream(packet, "/Type/Metadata/Subtype/XML", compressed=False)
    return (
        f"/Lang {text(metadata.lang)}/MarkInfo<</Marked true>>/ViewerPreferences{_VIEWER_PREFERENCES}"
        f"/OutputIntents[{intent}]/Metadata {reference}"
    )


def xmp(metadata: Metadata, *, archived: bool) -> bytes:
    """The metadata packet, which claims PDF/UA-1 (ISO 14289-1, 5) and, if *archived*, PDF/A-2a."""
    moment = f"{metadata.moment:%Y-%m-%dT%H:%M:%SZ}"
    properties = [
        _element("dc:title", metadata.title, container="Alt"),
        _element("dc:description", metadata.subject, container="Alt"),
        _element("dc:creator", metadata.author, container="Seq"),
        _element("dc:language", metadata.lang, container="Bag"),
        _element("pdf:Keywords", ", ".join(metadata.keywords)),
        _element("pdf:Producer", metadata.producer),
        _element("xmp:CreatorTool", metadata.creator),
        _element("xmp:CreateDate", moment),
        _element("xmp:ModifyDate", moment),
    ]
    claim = _ARCHIVED if archived else ""
    return _PACKET.format(properties="".join(properties), claim=claim).encode()


# Python's module for it brings a table of two thousand names of letters.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _element(name: str, words: str, *, container: str | None = None) -> str:
    """A property; nothing when there are no words for it."""
    if not words:
        return ""
    value = words.translate(_ESCAPED)
    if container:
        language = ' xml:lang="x-default"' if container == "Alt" else ""
        value = f"<rdf:{container}><rdf:li{language}>{value}</rdf:li></rdf:{container}>"
    return f"<{name}>{value}</{name}>\n"


# ISO 19005-2, 6.6.4.
_ARCHIVED = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"

# PDF/A knows no property of PDF/UA: the schema says what it is (ISO 19005-2, 6.6.2.3).
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{properties}{claim}<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
