"""The only Python that names a colour; the same values stand in assets/tokens.css."""

from domain_model.vocabulary import Band

BAND_FILL: dict[Band, str] = {
    Band.MUCH_WORSE: "#A33F00",
    Band.WORSE: "#F9A57A",
    Band.PARITY: "#F3F2F1",
    Band.BETTER: "#6BACE6",
    Band.MUCH_BETTER: "#12436D",
}
"""Fill of each band, told apart under all three kinds of colour vision (least difference 23 dE00)."""

BAND_INK: dict[Band, str] = {
    Band.MUCH_WORSE: "#FFFFFF",
    Band.WORSE: "#000000",
    Band.PARITY: "#000000",
    Band.BETTER: "#000000",
    Band.MUCH_BETTER: "#FFFFFF",
}

FURNITURE = "#0F4C4A"
TEXT = "#212B32"
MUTED = "#4C6272"
RULE = "#D8DDE0"
PAPER = "#FFFFFF"
MENTAL = "#0F4C4A"
COMPARATOR = "#6F777B"

FONT_FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

GRAPH_CONFIG: dict[str, object] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displayModeBar": False,
    "responsive": True,
}
"""One graph configuration everywhere: nothing can be sent to a cloud."""
