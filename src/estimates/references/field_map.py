"""Entry types and fields: how CSL, biblatex, BibTeX and RIS call the same things."""

from __future__ import annotations

from estimates.references.csl_fields import DATES, NAMES, TEXTS, TYPES

# CSL's type, with the entry types of biblatex and of BibTeX, and the type of RIS ("" where it has none of its own).
_KINDS: dict[str, tuple[str, str, str]] = {
    "article": ("misc", "misc", "UNPB"),
    "article-journal": ("article", "article", "JOUR"),
    "article-magazine": ("article", "article", "MGZN"),
    "article-newspaper": ("article", "article", "NEWS"),
    "bill": ("legislation", "misc", "BILL"),
    "book": ("book", "book", "BOOK"),
    "broadcast": ("video", "misc", "VIDEO"),
    "chapter": ("incollection", "incollection", "CHAP"),
    "classic": ("book", "book", "CLSWK"),
    "collection": ("misc", "misc", ""),
    "dataset": ("dataset", "misc", "DATA"),
    "document": ("misc", "misc", "GEN"),
    "entry": ("inreference", "incollection", ""),
    "entry-dictionary": ("inreference", "incollection", "DICT"),
    "entry-encyclopedia": ("inreference", "incollection", "ENCYC"),
    "event": ("misc", "misc", ""),
    "figure": ("image", "misc", "FIGURE"),
    "graphic": ("artwork", "misc", "ART"),
    "hearing": ("jurisdiction", "misc", "HEAR"),
    "interview": ("misc", "misc", ""),
    "legal_case": ("jurisdiction", "misc", "CASE"),
    "legislation": ("legislation", "misc", "STAT"),
    "manuscript": ("unpublished", "unpublished", "MANSCPT"),
    "map": ("misc", "misc", "MAP"),
    "motion_picture": ("movie", "misc", "MPCT"),
    "musical_score": ("music", "misc", "MUSIC"),
    "pamphlet": ("booklet", "booklet", "PAMP"),
    "paper-conference": ("inproceedings", "inproceedings", "CPAPER"),
    "patent": ("patent", "misc", "PAT"),
    "performance": ("performance", "misc", ""),
    "periodical": ("periodical", "misc", "JFULL"),
    "personal_communication": ("letter", "misc", "PCOMM"),
    "post": ("online", "misc", "ICOMM"),
    "post-weblog": ("online", "misc", "BLOG"),
    "regulation": ("legislation", "misc", "LEGAL"),
    "report": ("report", "techreport", "RPRT"),
    "review": ("review", "article", ""),
    "review-book": ("review", "article", ""),
    "software": ("software", "misc", "COMP"),
    "song": ("audio", "misc", "SOUND"),
    "speech": ("unpublished", "unpublished", ""),
    "standard": ("standard", "misc", "STAND"),
    "thesis": ("thesis", "phdthesis", "THES"),
    "treaty": ("legal", "misc", ""),
    "webpage": ("online", "misc", "ELEC"),
}
# What an entry type means where no entrysubtype says more; the rest are documents.
MEANS = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book", "bookinbook": "chapter",
    "booklet": "pamphlet", "collection": "book", "commentary": "book", "conference": "paper-conference",
    "dataset": "dataset", "electronic": "webpage", "image": "figure", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia", "jurisdiction": "legal_case",
    "legal": "treaty", "legislation": "legislation", "letter": "personal_communication", "manual": "book",
    "mastersthesis": "thesis", "misc": "document", "movie": "motion_picture", "music": "musical_score",
    "mvbook": "book", "mvcollection": "book", "mvproceedings": "book", "mvreference": "book", "online": "webpage",
    "patent": "patent", "performance": "performance", "periodical": "periodical", "phdthesis": "thesis",
    "proceedings": "book", "reference": "book", "report": "report", "review": "review", "software": "software",
    "standard": "standard", "suppbook": "chapter", "suppcollection": "chapter", "suppperiodical": "article-journal",
    "techreport": "report", "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture",
    "www": "webpage",
}  # fmt: skip
SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"} | {name: name for name in TYPES}
GENRES = {
    "mathesis": "Master’s thesis", "phdthesis": "PhD thesis", "candthesis": "Candidate thesis",
    "bathesis": "Bachelor’s thesis", "techreport": "Technical report", "resreport": "Research report",
    "software": "computer software", "datacd": "CD-ROM", "audiocd": "audio CD", "patent": "patent",
    "patentde": "German patent", "patenteu": "European patent", "patentfr": "French patent",
    "patentuk": "British patent", "patentus": "U.S. patent", "patreq": "patent request",
    "patreqde": "German patent request", "patreqeu": "European patent request", "patreqfr": "French patent request",
    "patrequk": "British patent request", "patrequs": "U.S. patent request",
}  # fmt: skip
_SERIES = {"newseries": "new series", "oldseries": "old series"}
_STATES = {
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming", "inpress": "in press",
    "prepublished": "pre-published",
}  # fmt: skip
_COUNTRIES = {
    "countryde": "Germany", "countryep": "European Union", "countryeu": "European Union", "countryfr": "France",
    "countryuk": "United Kingdom", "countryus": "United States of America",
}  # fmt: skip
_WORDS = {"type": GENRES, "series": _SERIES, "pubstate": _STATES, "location": _COUNTRIES, "address": _COUNTRIES}
# Words that biblatex replaces by words of its own, wherever they are the whole of a field.
OWN_WORDS = GENRES | _SERIES | _STATES | _COUNTRIES
IMPLIED_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}

# A whole that has parts: its booktitle is what they inherit.
WHOLES = ("book", "collection", "proceedings", "reference", "mvbook", "mvcollection", "mvproceedings", "mvreference",
          "commentary")  # fmt: skip
IN_JOURNALS = ("article", "review", "suppperiodical", "periodical")
_IN_SERIES = ("book", "booklet", "manual", "proceedings", "collection", "reference", "commentary", "mvbook",
              "mvcollection", "mvproceedings", "mvreference", "inbook", "bookinbook", "suppbook", "suppcollection",
              "incollection", "inproceedings", "conference", "inreference")  # fmt: skip

# CSL's variable, with the field of biblatex and the one of BibTeX's styles ("" where there is none).
_FIELDS: dict[str, tuple[str, str]] = {
    "title": ("title", "title"),
    "title-short": ("shorttitle", ""),
    "container-title-short": ("shortjournal", ""),
    "collection-title": ("series", "series"),
    "original-title": ("origtitle", ""),
    "event-title": ("eventtitle", ""),
    "event-place": ("venue", ""),
    "abstract": ("abstract", "abstract"),
    "annote": ("annotation", "annote"),
    "note": ("note", "note"),
    "keyword": ("keywords", "keywords"),
    "call-number": ("library", ""),
    "chapter-number": ("chapter", "chapter"),
    "part-number": ("part", ""),
    "edition": ("edition", "edition"),
    "version": ("version", ""),
    "volume": ("volume", "volume"),
    "number-of-volumes": ("volumes", ""),
    "number-of-pages": ("pagetotal", ""),
    "page": ("pages", "pages"),
    "genre": ("type", "type"),
    "medium": ("howpublished", "howpublished"),
    "publisher-place": ("location", "address"),
    "original-publisher": ("origpublisher", ""),
    "original-publisher-place": ("origlocation", ""),
    "status": ("pubstate", ""),
    "DOI": ("doi", "doi"),
    "URL": ("url", "url"),
    "ISBN": ("isbn", "isbn"),
    "ISSN": ("issn", "issn"),
    "author": ("author", "author"),
    "editor": ("editor", "editor"),
    "translator": ("translator", ""),
    "container-author": ("bookauthor", ""),
    "issued": ("date", "year"),
    "accessed": ("urldate", ""),
    "original-date": ("origdate", ""),
    "event-date": ("eventdate", ""),
}
VERBATIM = ("DOI", "URL", "PMID", "PMCID")
# Places for the other roles: a list of names, and the field that says what they did.
ROLES = (("editora", "editoratype"), ("editorb", "editorbtype"), ("editorc", "editorctype"),
         ("namea", "nameatype"), ("nameb", "namebtype"), ("namec", "namectype"))  # fmt: skip
ALIASES = {
    "journal": "journaltitle", "address": "location", "annote": "annotation", "school": "institution",
    "hyphenation": "langid", "key": "sortkey", "archiveprefix": "eprinttype", "primaryclass": "eprintclass",
    "pdf": "file", "keyword": "keywords", "eventplace": "venue", "origyear": "origdate",
}  # fmt: skip
# Internal data of programs: of no use to a reader, and partly private, such as the paths of files.
HOUSEKEEPING = frozenset({
    "file", "owner", "timestamp", "creationdate", "modificationdate", "dateadded", "datemodified", "date-added",
    "date-modified", "groups", "ranking", "priority", "readstatus", "qualityassured", "relevance", "printed",
    "username", "__markedentry", "mendeley-groups", "mendeley-tags", "presort", "sortkey", "sortname", "sorttitle",
    "sortyear", "sortshorthand", "options", "ids", "crossref", "xref", "xdata", "entryset", "execute", "related",
    "relatedoptions", "relatedtype", "relatedstring", "gender", "bdsk-url-1", "bdsk-url-2", "bdsk-file-1",
    "citationkey",
})  # fmt: skip
LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "australian": "en-AU", "canadian": "en-CA",
    "german": "de", "ngerman": "de-DE", "naustrian": "de-AT", "nswissgerman": "de-CH", "french": "fr",
    "acadian": "fr-CA", "spanish": "es", "mexican": "es-MX", "italian": "it", "dutch": "nl", "portuguese": "pt",
    "brazilian": "pt-BR", "russian": "ru", "ukrainian": "uk", "polish": "pl", "czech": "cs", "slovak": "sk",
    "slovene": "sl", "croatian": "hr", "serbian": "sr", "bulgarian": "bg", "romanian": "ro", "hungarian": "hu",
    "greek": "el", "latin": "la", "turkish": "tr", "arabic": "ar", "hebrew": "he", "persian": "fa", "armenian": "hy",
    "georgian": "ka", "chinese": "zh", "japanese": "ja", "korean": "ko", "vietnamese": "vi", "thai": "th",
    "indonesian": "id", "hindi": "hi", "swedish": "sv", "danish": "da", "norsk": "nb", "nynorsk": "nn",
    "finnish": "fi", "icelandic": "is", "estonian": "et", "latvian": "lv", "lithuanian": "lt", "catalan": "ca",
    "basque": "eu", "galician": "gl", "irish": "ga", "welsh": "cy", "esperanto": "eo",
}  # fmt: skip
LANGUAGE_ALIASES = {"usenglish": "en-US", "ukenglish": "en-GB", "francais": "fr", "brazil": "pt-BR",
                    "portuges": "pt", "swissgerman": "de-CH", "austrian": "de-AT", "norwegian": "nb"}  # fmt: skip
_BABEL = {tag: name for name, tag in LANGUAGES.items()}
# Every variable that a field of its own name can hold, by that name in lower case.
OWN_NAMES = {name.lower(): name for name in (*NAMES, *DATES, *TEXTS)}
# Fields that mean something of their own, and so cannot hold anything else under their name.
TAKEN = frozenset(field for both in _FIELDS.values() for field in both) | set(ALIASES) | HOUSEKEEPING | {
    "journaltitle", "booktitle", "maintitle", "subtitle", "booksubtitle", "mainsubtitle", "journalsubtitle",
    "publisher", "institution", "organization", "number", "language", "langid", "month", "day", "entrysubtype",
    "csl-id", "csl-custom", "editortype", *(part for role in ROLES for part in role),
}  # fmt: skip


def entry_type(kind: str, dialect: str, genre: str = "") -> tuple[str, str]:
    """Return the entry type for a CSL type, and the entrysubtype where the type alone would be read as another."""
    written = _KINDS.get(kind, _KINDS["document"])[0 if dialect == "biblatex" else 1]
    if written == "phdthesis":  # BibTeX has no thesis without its degree
        degrees = (("master", "mastersthesis"), ("ph", "phdthesis"), ("doctor", "phdthesis"))
        written = next((name for word, name in degrees if genre.lower().startswith(word)), "misc")
    if MEANS.get(written) == kind:
        return written, ""
    return written, kind.removeprefix("article-") if kind in SUBTYPES.values() else ""


def ris_type(kind: str) -> str:
    """Return the type of RIS for a CSL type, or ``""`` where it has none of its own."""
    return _KINDS.get(kind, ("", "", ""))[2]


def field_of(variable: str, entry: str, dialect: str) -> str:
    """Return the field of an entry type in which a CSL variable stands, or ``""`` where it has none of its own."""
    if variable == "container-title":
        if entry in WHOLES:
            return ""
        return {"biblatex": "journaltitle", "bibtex": "journal"}[dialect] if entry in IN_JOURNALS else "booktitle"
    if variable == "publisher":
        return _publisher(entry, dialect)
    if variable == "issue":
        return "number" if entry in IN_JOURNALS else ""
    if variable == "collection-number":
        return "number" if entry in _IN_SERIES else ""
    if variable == "number":
        return "" if entry in IN_JOURNALS or entry in _IN_SERIES else "number"
    return _FIELDS.get(variable, ("", ""))[0 if dialect == "biblatex" else 1]


def _publisher(entry: str, dialect: str) -> str:
    if entry in ("phdthesis", "mastersthesis"):
        return "school"
    if entry in ("thesis", "report", "techreport"):
        return "institution"
    return "organization" if entry == "online" and dialect == "biblatex" else "publisher"


def variable_of(field: str, entry: str) -> str:
    """Return the CSL variable that a field of an entry type holds, or ``""`` where CSL has none.

    Examples
    --------
    >>> variable_of("number", "article"), variable_of("number", "book"), variable_of("journal", "article")
    ('issue', 'collection-number', 'container-title')
    """
    field = ALIASES.get(field, field)
    if field == "number":
        return "issue" if entry in IN_JOURNALS else "collection-number" if entry in _IN_SERIES else "number"
    if field in ("journaltitle", "booktitle"):
        return "container-title"
    if field in ("publisher", "institution", "organization"):
        return "publisher"
    return _VARIABLES.get(field) or OWN_NAMES.get(field.removeprefix("csl-"), "")


def own_field(variable: str, entry: str) -> str:
    """Return the field in which a CSL variable stands under its own name, where biblatex and BibTeX have none for it.

    Examples
    --------
    >>> own_field("archive_location", "letter"), own_field("number", "article")
    ('archive_location', 'csl-number')
    """
    name = variable.lower()
    return name if variable_of(name, entry) == variable and name not in TAKEN else f"csl-{name}"


def in_words(field: str, value: str) -> str:
    """Return what biblatex prints for a word of its own, in English, or ``""`` where the value is none.

    Examples
    --------
    >>> in_words("series", "newseries"), in_words("location", "countryde and countryfr"), in_words("series", "Papers")
    ('new series', 'Germany and France', '')
    """
    words = _WORDS.get(field, {})
    parts = [words.get(part.strip(), "") for part in value.split(" and ")]
    return " and ".join(parts) if all(parts) else ""


def language_name(tag: str) -> str:
    """Return what babel and biblatex call a language, or ``""``.

    Examples
    --------
    >>> language_name("de-DE"), language_tag("ngerman")
    ('ngerman', 'de-DE')
    """
    return _BABEL.get(tag, "")


def language_tag(name: str) -> str:
    """Return the tag of a language that babel names, or ``""``."""
    return LANGUAGES.get(name.lower()) or LANGUAGE_ALIASES.get(name.lower(), "")


_VARIABLES = {native: variable for variable, (native, _) in _FIELDS.items()}
