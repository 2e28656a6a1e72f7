"""A patient's invitation: as a QR picture to scan, as a file, as text; and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from gmi_app.facts.exchanging import SeenInvitation
from gmi_app.programme.patient import Patient
from gmi_app.ui import person_words
from gmi_app.ui.exchange.files import FileAsking
from gmi_app.ui.exchange.fingerprint_card import FingerprintCard
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.services import Exchange
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import Columns, boxed, column
from gmi_app.ui.widgets.text import Text, announce

translate = QCoreApplication.translate

PICTURE_PX = 340
"""At 100 % text: about 9 cm on a usual screen, which a telephone or a camera reads at arm's length.
Ours."""

DRAWN_PX = 8
"""Of a module in the picture that the desk draws; on the screen all have one whole size, too."""


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation and its QR picture (PNG)."""

    invitation: SeenInvitation
    picture: bytes


class InviteScreen(Step):
    """``made``: None until the keys are there."""

    def __init__(self, exchange: Exchange, patient: Patient, patients: Sequence[Patient]) -> None:
        name = person_words.name_of(patient, patients)
        super().__init__(
            exchange,
            name,
            translate("InviteScreen", "Invitation"),
            translate(
                "InviteScreen",
                "With it, this person's program seals results for you alone, and takes plans from "
                "you alone. It holds no name, and nothing in it is secret.",
            ),
        )
        self._exchange, self._name = exchange, name
        self.made: Made | None = None
        self.asking = FileAsking(self)
        self.offer("")
        desk = exchange.desk

        def work() -> Made:
            invitation = desk.invite(patient.id)
            return Made(invitation, desk.qr_picture(invitation))

        self.task.run(self.tr("Making the invitation …"), work, self._show)

    def _show(self, made: Made) -> str:
        self.made = made
        check = FingerprintCard(
            self.tr("To read out by telephone"),
            made.invitation.fingerprint,
            self.tr(
                "The patient's program shows the same letters. Where they differ, it is not your "
                "invitation. They are the same for all your patients."
            ),
        )
        right = boxed(column(self._steps(), check, gap=18))
        both = Columns(self._picture(made), right, shares=(2, 3), from_em=50, gap=18)
        self.show_parts(both, self._words(made))
        self.offer(self.tr("Save as a file …"), "save")
        return ""

    # ---- what is shown
    def _picture(self, made: Made) -> Card:
        side = theme().em(14) if theme().large else theme().touch(PICTURE_PX)
        pixmap = QPixmap()
        pixmap.loadFromData(made.picture)
        ratio = self.devicePixelRatioF()
        module_px = max(1, round(side * ratio * DRAWN_PX / pixmap.width()))
        across = pixmap.width() * module_px // DRAWN_PX
        modules = pixmap.scaled(
            across,
            across,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.FastTransformation,
        )
        modules.setDevicePixelRatio(ratio)
        self.picture = QLabel()
        self.picture.setPixmap(modules)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.picture.setAccessibleName(self.tr("QR picture of the invitation"))
        save = Button(self.tr("Save the picture …"), "pictures", height=48)
        save.setObjectName("save_picture")
        save.clicked.connect(self._ask_picture)
        card = Card(pad=20, gap=10)
        card.add(Text(self.tr("To scan, or to print"), "heading", wrap=True), self.picture)
        return card.add(flowing(save), 0)

    def _steps(self) -> Card:
        card = Card(pad=20, gap=8)
        card.add(Text(self.tr("What to do with it"), "heading", wrap=True))
        for number, line in enumerate(
            (
                self.tr("Give it to the patient: the printed picture, the file, or the text."),
                self.tr(
                    "At home they open Settings, “Your data”, “My clinic and me”, and take it in: "
                    "from a photo of the picture, from the file, or by pasting the text."
                ),
                self.tr("They read sixteen letters to you by telephone. You compare them."),
                self.tr("From then on they can send you results, and you send them plans."),
            ),
            1,
        ):
            card.add(Text(f"{number}. {line}", wrap=True))
        return card

    def _words(self, made: Made) -> Card:
        self.text = QLabel(made.invitation.text)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme().px("small"))
        self.text.setFont(font)
        self.text.setWordWrap(True)
        self.text.setAccessibleName(self.tr("The invitation as text"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        copy = Button(self.tr("Copy the text"), "copy", height=48)
        copy.setObjectName("copy_invitation")
        copy.clicked.connect(self._copy)
        self.says = Text("", "small", "quiet", wrap=True)
        card = Card(pad=20, gap=10)
        card.add(Text(self.tr("As text"), "heading", wrap=True), self.text)
        return card.add(flowing(copy), self.says, 0)

    # ---- what leaves
    def _copy(self) -> None:
        assert self.made is not None
        QGuiApplication.clipboard().setText(self.made.invitation.text)
        self.says.set(self.tr("Copied. Paste it into a letter or a message."))
        announce(self.says, self.says.words)

    def go_on(self) -> None:
        """As a file that the patient's program opens."""
        kinds = [self.tr("Invitations ({0})").format("*.gmi-invitation")]
        self._ask(self.tr("Save the invitation"), kinds, "gmi-invitation")

    def _ask_picture(self) -> None:
        kinds = [
            self.tr("Pictures ({0})").format("*.png"),
            self.tr("Drawings to print large ({0})").format("*.svg"),
        ]
        self._ask(self.tr("Save the QR picture"), kinds, "png")

    def _ask(self, title: str, kinds: Sequence[str], suffix: str) -> None:
        if self.made is not None:
            name = self.tr("Invitation {0}").format(self._name).replace("/", "-")
            self.asking.to_save(title, f"{name}.{suffix}", kinds, suffix, self.write)

    def write(self, path: Path) -> None:
        """The name's ending says what: a picture, a drawing, else the text."""
        assert self.made is not None
        desk, invitation = self._exchange.desk, self.made.invitation

        def done(_: None) -> str:
            return self.tr("Saved: {0}").format(path)

        self.task.run(self.tr("Saving …"), lambda: desk.write_invitation(invitation, path), done)
