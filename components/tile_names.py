"""What a tile has room for: a short name of each board, and the letters by which it goes where room is scarce."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TileName:
    """A board's name in a few words, and in two to five letters."""

    words: str
    letters: str


TILE_NAMES: dict[str, TileName] = {
    "QHM": TileName("North East & N Cumbria", "NENC"),
    "QOQ": TileName("Humber & N Yorkshire", "HNY"),
    "QWO": TileName("West Yorkshire", "WY"),
    "QF7": TileName("South Yorkshire", "SY"),
    "QE1": TileName("Lancashire & S Cumbria", "LSC"),
    "QOP": TileName("Greater Manchester", "GM"),
    "QYG": TileName("Cheshire & Merseyside", "C&M"),
    "QNC": TileName("Staffordshire & Stoke", "STAF"),
    "QJ2": TileName("Derby & Derbyshire", "DER"),
    "QT1": TileName("Nottingham & Notts", "NOTT"),
    "QJM": TileName("Lincolnshire", "LINC"),
    "QOC": TileName("Shropshire & Telford", "STW"),
    "QUA": TileName("Black Country", "BC"),
    "QHL": TileName("Birmingham & Solihull", "BSOL"),
    "QK1": TileName("Leicestershire & Rutland", "LLR"),
    "QGH": TileName("Hereford & Worcester", "H&W"),
    "QWU": TileName("Coventry & Warwickshire", "C&W"),
    "QPM": TileName("Northampton-shire", "NHNT"),
    "QUE": TileName("Cambridge & Peterboro’", "C&P"),
    "QMM": TileName("Norfolk & Waveney", "N&W"),
    "QJG": TileName("Suffolk & NE Essex", "SNEE"),
    "QHG": TileName("Beds, Luton, M Keynes", "BLMK"),
    "QM7": TileName("Herts & West Essex", "HWE"),
    "QH8": TileName("Mid & South Essex", "MSE"),
    "QRV": TileName("North West London", "NWL"),
    "QMJ": TileName("North Central London", "NCL"),
    "QMF": TileName("North East London", "NEL"),
    "QWE": TileName("South West London", "SWL"),
    "QKK": TileName("South East London", "SEL"),
    "QU9": TileName("Bucks, Oxon, Berks West", "BOB"),
    "QNQ": TileName("Frimley", "FRIM"),
    "QXU": TileName("Surrey Heartlands", "SURR"),
    "QRL": TileName("Hampshire & I of Wight", "HIOW"),
    "QNX": TileName("Sussex", "SUSX"),
    "QKS": TileName("Kent & Medway", "K&M"),
    "QR1": TileName("Gloucester-shire", "GLOS"),
    "QUY": TileName("Bristol, N Som, S Glos", "BNSSG"),
    "QOX": TileName("Bath, Swindon, Wilts", "BSW"),
    "QSL": TileName("Somerset", "SOM"),
    "QVV": TileName("Dorset", "DORS"),
    "QJK": TileName("Devon", "DEV"),
    "QT6": TileName("Cornwall & Scilly", "CORN"),
    "D7T5G": TileName("Essex", "ESSX"),
    "S1Y5D": TileName("Central East", "CE"),
    "S0E4D": TileName("Thames Valley", "TV"),
    "S9B9J": TileName("Surrey & Sussex", "S&S"),
    "T6Y0W": TileName("Norfolk & Suffolk", "N&S"),
    "Z9B2Z": TileName("West & North London", "WNL"),
}
"""Of every board of either geography, by its code; the accessible names and the table have the full name."""


def tile_name(code: str, full_name: str) -> TileName:
    """The short name of a board; a board that has none yet goes by its full name and its code."""
    return TILE_NAMES.get(code) or TileName(full_name, code)
