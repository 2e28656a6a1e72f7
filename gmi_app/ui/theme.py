"""The look as a whole: tokens, text scale and motion, and how they are put on the application.

``apply`` sets Fusion, the font, a palette with every role of every group, and the style sheet.
Painted widgets ask ``theme()`` while they paint; nothing else knows a colour or a size.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from gmi_app.ui.preferences import Appearance, Preferences
from gmi_app.ui.style_sheet import style_sheet
from gmi_app.ui.tokens import BASE_PX, CONTRAST, DARK, FAMILY, LIGHT, TYPE, Tokens

FONTS = Path(__file__).parent / "fonts"
FADE_MS = 150
_PROPERTY = "gmi_theme"
_TOKENS = {Appearance.LIGHT: LIGHT, Appearance.DARK: DARK, Appearance.CONTRAST: CONTRAST}


@dataclass(frozen=True, slots=True)
class Theme:
    """``scale``: text size, 1.0 (100 %) to 2.0 (200 %)."""

    tokens: Tokens = LIGHT
    scale: float = 1.0
    reduced_motion: bool = False

    @classmethod
    def from_preferences(cls, preferences: Preferences) -> Theme:
        return cls(
            _TOKENS[preferences.appearance],
            preferences.text_percent / 100,
            preferences.reduced_motion,
        )

    def px(self, role: str) -> int:
        """The text size of a type role, in pixels."""
        return self.em(TYPE[role].em)

    def em(self, n: float) -> int:
        """A length in pixels that grows with the text: row heights, label columns, gutters."""
        return round(n * BASE_PX * self.scale)

    def grow(self, px: float) -> float:
        """A length that grows at 40 % of the rate of the text: marks, lines, dots."""
        return px * (1 + (self.scale - 1) * 0.4)

    def touch(self, px: float) -> int:
        """The height of a control, by the same rule, in whole pixels."""
        return round(self.grow(px))

    def font(self, role: str = "body") -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(self.px(role))
        font.setWeight(QFont.Weight(TYPE[role].weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """A token by its role; ``alpha`` 0 (clear) to 1."""
        colour = QColor(getattr(self.tokens, role))
        colour.setAlphaF(alpha)
        return colour

    @property
    def large(self) -> bool:
        """From 150 % text on: fewer things side by side."""
        return self.scale >= 1.5

    @property
    def fade_ms(self) -> int:
        """How long a change may fade, 0 with reduced motion."""
        return 0 if self.reduced_motion else FADE_MS


def theme() -> Theme:
    """The theme that is on the application now; the default one when none was applied."""
    app = QCoreApplication.instance()
    found = app.property(_PROPERTY) if app is not None else None
    return found if isinstance(found, Theme) else Theme()


def load_fonts() -> None:
    """Makes the program's own font known; once for an application."""
    for path in sorted(FONTS.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"cannot load the font {path.name}")


def palette(tokens: Tokens) -> QPalette:
    """Every role of every group, so that no colour of the desktop shows through."""
    roles = QPalette.ColorRole
    table = {
        roles.Window: tokens.ground,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.card,
        roles.AlternateBase: tokens.sunken,
        roles.Text: tokens.ink,
        roles.Button: tokens.card,
        roles.ButtonText: tokens.ink,
        roles.BrightText: tokens.attention,
        roles.PlaceholderText: tokens.quiet,
        roles.ToolTipBase: tokens.ink,
        roles.ToolTipText: tokens.ground,
        roles.Highlight: tokens.primary,
        roles.HighlightedText: tokens.on_primary,
        roles.Link: tokens.primary,
        roles.LinkVisited: tokens.primary,
        roles.Accent: tokens.primary,
        roles.Light: tokens.card,
        roles.Midlight: tokens.line,
        roles.Mid: tokens.control,
        roles.Dark: tokens.control,
        roles.Shadow: tokens.control,
    }
    result = QPalette()
    groups = QPalette.ColorGroup
    for group in (groups.Active, groups.Inactive, groups.Disabled):
        for role, value in table.items():
            result.setColor(group, role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        result.setColor(groups.Disabled, role, QColor(tokens.quiet))
    for role in (roles.Button, roles.Base, roles.Highlight, roles.Accent):
        result.setColor(groups.Disabled, role, QColor(tokens.sunken))
    return result


def apply(app: QApplication, new: Theme) -> None:
    """Puts a theme on the application; every widget is polished again."""
    if app.property(_PROPERTY) is None:  # once: with a style sheet on, Qt hides the style's name
        load_fonts()
        app.setStyle("Fusion")
    app.setProperty(_PROPERTY, new)
    app.setPalette(palette(new.tokens))
    app.setFont(new.font())
    sizes = {role: new.px(role) for role in TYPE}
    sizes["chip"] = new.touch(44) // 2
    sizes["pad"] = new.touch(20)
    app.setStyleSheet(style_sheet(new.tokens, sizes))  # last: it polishes
