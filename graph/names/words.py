"""The words of school-district names, as data: what they are short for, and what they do.

A word of a name either names the place (everything that is not listed here), or says what sort of
thing it is. Only these lists are to be edited when a state turns out to have a custom of its own.
"""

from __future__ import annotations

from typing import Literal

Role = Literal["core", "generic", "form", "level", "agency", "unit", "number"]

ABBREVIATIONS: dict[str, str] = {
    "sch": "school", "schs": "school", "schl": "school", "schls": "school", "schools": "school",
    "scho": "school", "schoo": "school", "sd": "school district", "rsd": "regional school district",
    "dist": "district", "dists": "district", "distr": "district", "distri": "district",
    "distric": "district", "districts": "district", "di": "district",
    "pub": "public", "publ": "public", "pblc": "public", "ps": "public school",
    "elem": "elementary", "elementry": "elementary", "gr": "grade",
    "co": "county", "cnty": "county", "cty": "county", "twp": "township", "twnshp": "township",
    "boro": "borough", "par": "parish", "plt": "plantation",
    "comm": "community", "cmty": "community", "com": "community", "commun": "community",
    "cons": "consolidated", "consol": "consolidated", "consld": "consolidated",
    "jt": "joint", "jnt": "joint", "reg": "regional", "rgnl": "regional", "region": "regional",
    "ind": "independent", "indep": "independent", "mun": "municipal", "sep": "separate",
    "sp": "special", "spec": "special", "reorg": "reorganized", "corp": "corporation",
    "coop": "cooperative", "admin": "administrative", "hist": "historical",
    "dept": "department", "ed": "education", "educ": "education", "ctr": "center",
    "cntr": "center", "acad": "academy", "svc": "service", "svcs": "service", "svs": "service",
    "serv": "service", "services": "service", "chrtr": "charter", "chtr": "charter",
    "pcs": "public charter school", "voc": "vocational", "tech": "technical", "hs": "high school",
    "st": "saint", "ste": "sainte", "mt": "mount", "mtn": "mountain", "ft": "fort",
    "spgs": "springs", "spngs": "springs", "hts": "heights", "vly": "valley", "rk": "rock",
    "is": "island", "pt": "point", "jct": "junction", "natl": "national", "univ": "university",
    "isd": "independent school district", "cisd": "consolidated independent school district",
    "usd": "unified school district", "uusd": "unified union school district",
    "cusd": "unified community school district", "cud": "unified community school district",
    "ccsd": "community consolidated school district", "csd": "community school district",
    "chsd": "community high school district", "hsd": "high school district",
    "thsd": "township high school district", "uhsd": "union high school district",
    "juhsd": "joint union high school district", "uhs": "union high school",
    "esd": "elementary school district", "uesd": "union elementary school district",
    "unesd": "union elementary school district", "ufsd": "union free school district",
    "evsd": "exempted village school district", "lsd": "local school district",
    "jvsd": "joint vocational school district", "msd": "metropolitan school district",
    "csc": "community school corporation", "su": "supervisory union", "bd": "board",
    "mcsd": "municipal city school district", "nycps": "new york city geographic",
    "esu": "educational service unit", "esc": "educational service center",
}  # fmt: skip
"""What a word is short for, wherever it is written."""

IN_STATE: dict[str, dict[str, str]] = {
    "CO": {"co": "county"},
    "IA": {"csd": "community school district"},
    "IL": {"e": "elementary", "d": "district", "ccsd": "community consolidated school district"},
    "IN": {"con": "consolidated"},
    "MI": {"isd": "intermediate school district", "resa": "intermediate school district"},
    "NY": {"csd": "central school district", "chsd": "central high school district"},
    "OH": {"csd": "city school district"},
    "OR": {"esd": "educational service district"},
    "PA": {"cs": "charter school", "asd": "area school district"},
    "TX": {"msd": "municipal school district", "csd": "consolidated school district"},
    "UT": {"csd": "county school district"},
    "VT": {"id": "school district"},
    "WA": {"esd": "educational service district"},
}
"""What a word is short for in one state, where that differs."""

GENERIC = frozenset(
    [
        "school",
        "district",
        "public",
        "system",
        "of",
        "the",
        "and",
        "in",
        "for",
        "a",
        "an",
        "at",
        "department",
        "board",
        "corporation",
        "incorporated",
        "unit",
        "office",
        "no",
        "number",
    ]
)
"""Words that say no more than that it is a district."""

PLACE_FORMS = frozenset(
    ["county", "parish", "city", "town", "township", "borough", "village", "plantation"]
)
"""Words for the sort of place. A county is never a city, whatever its name."""

LEGAL_FORMS = frozenset(
    [
        "area",
        "central",
        "union",
        "free",
        "consolidated",
        "independent",
        "joint",
        "regional",
        "community",
        "local",
        "municipal",
        "exempted",
        "separate",
        "special",
        "graded",
        "cooperative",
        "reorganized",
        "administrative",
        "metropolitan",
        "supervisory",
        "common",
        "interstate",
        "historical",
    ]
)
"""Words for the legal form of a district."""

FORMS = PLACE_FORMS | LEGAL_FORMS

LEVELS = {
    "elementary": "elementary", "primary": "elementary", "grade": "elementary",
    "high": "high", "secondary": "high", "unified": "unified",
}  # fmt: skip
"""Words for the grades that a district teaches."""

AGENCIES = {
    "charter": "charter", "charters": "charter", "academy": "charter", "academies": "charter",
    "preparatory": "charter", "prep": "charter", "montessori": "charter", "collegiate": "charter",
    "inc": "charter", "llc": "charter", "kipp": "charter", "foundation": "charter",
    "boces": "service", "aea": "service", "iu": "service", "resa": "service", "resd": "service",
    "roe": "service", "selpa": "service", "jpa": "service", "rop": "service", "rocp": "service",
    "service": "service", "intermediate": "service", "collaborative": "service",
    "consortium": "service", "agency": "service", "authority": "service", "interlocal": "service",
    "education": "service",
    "vocational": "vocational", "technical": "vocational", "career": "vocational",
    "technology": "vocational", "votech": "vocational", "avts": "vocational", "cte": "vocational",
}  # fmt: skip
"""Words for what is no ordinary district, and which sort of agency they speak of."""

SILENT_AGENCIES = frozenset(["charter", "inc", "llc"])
"""Those of them that are no part of a proper name."""

UNITS = {"rsu": "rsu", "sad": "sad", "msad": "sad", "sau": "sau", "aos": "aos"}
"""Maine and New Hampshire name districts by a unit and its number, which is unique in the state."""

PHRASES: tuple[tuple[str, str], ...] = (
    (r"\bregional school unit\b", "rsu"),
    (r"\b(?:maine )?school administrative district\b", "sad"),
    (r"\bschool administrative unit\b", "sau"),
    (r"\balternative organizational structure\b", "aos"),
    (r"\bboard of educ(?:ation)?\b", "school district"),
    (r"\b(?:city|county|parish) board of ed\b", "school district"),
    (r"\bschool dep(?:artmen)?t\b", "school district"),
    (r"\bintermediate unit\b", "iu"),
    (r"\bvo[ -]tech\b", "vocational technical"),
    (r"\bp?k ?- ?12\b", "unified"),
    (r"\bp?k ?- ?[68]\b", "elementary"),
    (r"\bjr ?/ ?sr\b", ""),
    (r"\bd ?b ?a\b", "dba"),
    (r"\bcommunity (?:consolidated )?unit\b", "unified community"),
    (r"\bconsolidated unit\b", "unified consolidated"),
    (r"\bh s\b", "high school"),
    (r"\bm s d\b", "metropolitan school district"),
    (r"\bc s c\b", "community school corporation"),
    (r"\bs ?/ ?d\b", "school district"),
    (r"\bs d\b", "school district"),
    (r"\bschool di?s?t?r?i?c?$", "school district"),
    (r"\bcommunity college\b", "communitycollege"),
)
"""What is said in several words, as patterns of the text in small letters."""

WEAK = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northern",
        "southern",
        "eastern",
        "western",
        "upper",
        "lower",
        "mid",
        "middle",
        "new",
        "old",
        "big",
        "little",
        "great",
        "greater",
    ]
)
"""Words that name no place alone: what follows them belongs to the name."""

DIRECTIONS: dict[str, str] = {
    **{word: word for word in ("upper", "lower", "central", "middle", "mid", "inner", "outer")},
    **{
        f"{way}{ending}": way
        for ns in ("", "north", "south")
        for way in (ns, f"{ns}east", f"{ns}west")
        if way
        for ending in ("", "ern")
    },
}
"""Words that tell neighbours apart, with what they are the same as: "northern" is "north"."""

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
}
ROMAN = {
    word: number
    for number, word in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        start=1,
    )
}
