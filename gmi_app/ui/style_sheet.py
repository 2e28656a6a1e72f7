"""The one style sheet: roles and sizes in, QSS out. Palette and fonts do the rest."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from gmi_app.ui.tokens import CELL_FRAME, CELL_PAD, CORNER_CARD, CORNER_CONTROL, TYPE, Tokens, mix

_SHEET = Template("""
QLabel, QAbstractButton { background: transparent; }
$labels
QLabel[tone="quiet"] { color: $quiet; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="attention"] { color: $attention; }
QLabel[tone="primary"] { color: $primary; }
QLabel[tone="stage"] { color: $stage_ink; }

QFrame[card] { border: ${border}px solid $line; border-radius: ${card_corner}px; }
QFrame[card="plain"] { background: $card; }
QFrame[card="attention"] { background: $attention_tint; border-color: $attention_line; }
QFrame[card="tint"] { background: $tint; border-color: $tint_line; }

QPushButton { outline: none; font-size: ${body}px; font-weight: 700; border-radius: ${corner}px;
    padding: 0 ${pad}px; color: $ink; border: ${edge}px solid $control; background: $card; }
QPushButton:hover { background: $sunken; }
QPushButton:focus, QLineEdit:focus, QPlainTextEdit:focus { border: 3px solid $focus; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; font-size: ${lead}px;
    border: ${edge}px solid $primary; }
QPushButton[kind="primary"]:hover { background: $primary_hover; }
QPushButton[kind="primary"]:pressed { background: $primary_press; }
QPushButton[kind="primary"]:focus { border: ${edge}px solid $primary; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $primary;
    padding: 0 12px; }
QPushButton[kind="quiet"]:hover { background: $tint; }
QPushButton[kind="quiet"]:focus { border: 3px solid $focus; }
QPushButton[kind="compact"] { font-size: ${small}px; padding: 0 14px; }
QPushButton[kind="grave"] { color: $attention; border-color: $attention; }
QPushButton[kind="grave"]:hover { background: $attention_tint; }
QPushButton[kind="pain"] { padding: 0; font-size: ${lead}px; }
QPushButton[kind="chip"] { font-size: ${small}px; font-weight: 400; padding: 0 14px;
    border-radius: ${chip}px; }
QPushButton[kind="chip"]:checked { background: $tint; border: 2px solid $primary; color: $ink; }
QPushButton[kind="chip"]:checked:focus { border: 3px solid $focus; }
QPushButton[kind="segment"] { font-size: ${small}px; border-radius: 0; margin: 0; padding: 0 18px; }
QPushButton[kind="segment"][place="left"] { border-right: 0;
    border-top-left-radius: ${corner}px; border-bottom-left-radius: ${corner}px; }
QPushButton[kind="segment"][place="middle"] { border-right: 0; }
QPushButton[kind="segment"][place="right"] {
    border-top-right-radius: ${corner}px; border-bottom-right-radius: ${corner}px; }
QPushButton[kind="segment"][place="alone"] { border-radius: ${corner}px; }
QPushButton[kind="segment"]:focus { border: 3px solid $focus; }
QPushButton[kind="pain"]:checked, QPushButton[kind="segment"]:checked {
    background: $primary; color: $on_primary; border: ${edge}px solid $primary; }
QPushButton[kind="stage"] { background: $stage_key; color: $stage_ink;
    border: ${edge}px solid $stage_line; }
QPushButton[kind="stage"]:focus { border: 3px solid $stage_ink; }
QPushButton[alone="true"] { padding: 0; }
QPushButton:disabled, QPushButton[kind="primary"]:disabled { background: $sunken; color: $quiet;
    border: 2px dashed $control; }

QLineEdit { background: $card; color: $ink; border: ${edge}px solid $control;
    border-radius: ${corner}px; padding: 0 12px; font-size: ${body}px;
    placeholder-text-color: $quiet; selection-background-color: $primary;
    selection-color: $on_primary; }
QPlainTextEdit { background: $card; color: $ink; border: ${edge}px solid $control;
    border-radius: ${corner}px; font-size: ${body}px; placeholder-text-color: $quiet;
    selection-background-color: $primary;
    selection-color: $on_primary; }
QFrame[field="rest"] { background: $card; border: ${edge}px solid $control;
    border-radius: ${corner}px; }
QFrame[field="focus"] { background: $card; border: 3px solid $focus;
    border-radius: ${corner}px; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0; background: transparent; font-weight: 700; }

QTableView, QListView, QScrollArea { background: transparent; border: 0; gridline-color: $line;
    color: $ink; outline: 0; }
QTableView { font-size: ${small}px; alternate-background-color: transparent; }
QTableView:focus, QListView:focus { border: 2px solid $focus; border-radius: 4px; }
QTableView[look="calm"]::item { border-bottom: ${border}px solid $line;
    padding: 0 ${table_pad}px; }
QTableView[look="calm"]::item:selected { background: $tint; color: $ink; }
QTableView[look="days"]::item { border: 0; padding: 0; }
QTableCornerButton::section { background: transparent; border: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: $quiet; border: 0; padding: 0 12px;
    border-bottom: ${border}px solid $line; font-size: ${caption}px; font-weight: 700; }
QTableView[look="calm"] QHeaderView::section { padding: 0 ${head_pad}px; }
QTableView[look="days"] QHeaderView::section { padding: 0 2px; border: 0; }
QScrollBar:vertical { background: transparent; width: 16px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 16px; margin: 2px; }
QScrollBar::handle { background: $control; border-radius: 5px; }
QScrollBar::handle:vertical { min-height: 48px; }
QScrollBar::handle:horizontal { min-width: 48px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; height: 0; width: 0; }
QProgressBar { background: $sunken; border: ${edge}px solid $control; border-radius: 6px; }
QProgressBar::chunk { background: $primary; border-radius: 5px; }
QToolTip { background: $ink; color: $ground; border: 0; padding: 6px 10px;
    font-size: ${small}px; }
""")


def style_sheet(tokens: Tokens, sizes: Mapping[str, int]) -> str:
    """``sizes``: pixels of every type role, of a chip's corner and so on, already scaled."""
    labels = "\n".join(
        f'QLabel[type="{name}"] {{ font-size: {sizes[name]}px; font-weight: {role.weight};'
        f" color: {tokens.ink}; }}"
        for name, role in TYPE.items()
    )
    colours = {
        name: getattr(tokens, name)
        for name in tokens.__dataclass_fields__
        if isinstance(getattr(tokens, name), str)
    }
    edges = {
        "attention_line": mix(tokens.attention, tokens.attention_tint, 0.35),
        "tint_line": mix(tokens.primary, tokens.tint, 0.35),
    }
    if tokens.outlined:
        edges = {"attention_line": tokens.attention, "tint_line": tokens.primary}
    return _SHEET.substitute(
        colours,
        **edges,
        **sizes,
        labels=labels,
        border=tokens.border,
        edge=tokens.border,
        corner=CORNER_CONTROL,
        card_corner=CORNER_CARD,
        table_pad=CELL_PAD,
        head_pad=CELL_PAD + CELL_FRAME,
    )
