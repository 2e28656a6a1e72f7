"""The pictures of the present person: which there are, which may come in a set, and what the person
says of them. Everything that touches the database runs on the journal's lane; packs are looked at
on one of their own (``desk``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from gmi_app.errors import StorageError
from gmi_app.laterality.eligible import eligible
from gmi_app.laterality.settings import DrillSettings
from gmi_app.library.book import PictureBook
from gmi_app.library.likeness import Likeness, Shortage, choose
from gmi_app.library.marks import MarkKind, Marks, PictureMark, standing
from gmi_app.library.own_picture import BEGINNING, OwnPicture, digest, identity
from gmi_app.library.pack import Pack, beginning, load_packs
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import BodyPart, Picture, Side
from gmi_app.pictures.reading import unusable
from gmi_app.ui.background import Failed, while_alive
from gmi_app.ui.pack_desk import PackDesk
from gmi_app.ui.state import State

Done = Callable[[], None]
THE_MIX = Likeness()


@dataclass(frozen=True, slots=True)
class _Said:
    """What is kept of one person."""

    own: tuple[OwnPicture, ...] = ()
    marks: tuple[PictureMark, ...] = ()
    likeness: Likeness = THE_MIX


class Shelf(QObject):
    """``catalogue``: all there is; ``kept``: what the person did not leave out; ``usable``: whom
    they want to see of it. ``changed``: read again what you show. ``known``: what is kept of the
    present person was read; until then nothing is left out yet."""

    changed = Signal()

    def __init__(
        self,
        shipped: Catalogue,
        state: State,
        book: PictureBook,
        packs_folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shipped, self._state, self._book = shipped, state, book
        self._packs_folder = packs_folder
        self.desk = PackDesk(packs_folder, state.lane, self)
        self.desk.packs_changed.connect(self.packs_changed)
        self._person: UUID | None = None
        self._said = _Said()
        self._waiting: list[Done] = []
        self.packs: tuple[Pack, ...] = ()
        self.marks: Marks = standing(())
        self.shortages: tuple[Shortage, ...] = ()
        self.catalogue = self.kept = self.usable = shipped
        self.known = False
        state.patient_changed.connect(self.reload)
        state.patients_changed.connect(self.reload)
        self.packs = load_packs(packs_folder)
        self._arrange()
        self.reload()

    # ---- reading
    def reload(self) -> None:
        """Reads what is kept of the present person."""
        patient = self._state.patient
        self.known = False
        if patient is None or patient.id != self._person:
            self._person = patient.id if patient is not None else None
            self._said = _Said()
            self._arrange()
            self.changed.emit()
        if patient is None:
            self._is_known()
            return
        person, book = patient.id, self._book

        def read() -> _Said:
            own, marks = tuple(book.own_pictures(person)), tuple(book.marks(person))
            return _Said(own, marks, book.likeness(person))

        def came(said: _Said) -> None:
            if person == self._person:
                self._say(said)
                self._is_known()

        def failed(error: BaseException) -> None:
            if person == self._person:
                self._is_known()  # what was known before still holds
            self._state.lane.unhandled.emit(error)

        self._state.lane.run(read, while_alive(self, came), while_alive(self, failed))

    def when_known(self, call: Done) -> None:
        """Calls it as soon as what the person left out is known: at once, if it is."""
        if self.known:
            call()
        else:
            self._waiting.append(call)

    def for_set(self, settings: DrillSettings) -> Catalogue:
        """What a set is dealt from: of what serves these settings, whom the person wants to see. A
        check-up measures with the same pictures for everybody: the shipped ones, whoever they show,
        without those that the person left out."""
        if settings.check_up:
            kept = (p for p in self._shipped.pictures if not self.marks.leaves_out(p))
            return replace(self._shipped, pictures=tuple(kept))
        pictures, _ = choose(eligible(self.kept.pictures, settings), self.likeness)
        return replace(self.kept, pictures=pictures) if pictures else self.kept

    def left_out(self, settings: DrillSettings) -> tuple[Picture, ...]:
        """What could serve these settings, had the person not left it out."""
        among = self._shipped if settings.check_up else self.catalogue
        out = [picture for picture in among.pictures if self.marks.leaves_out(picture)]
        return eligible(out, settings)

    def shortage_of(self, settings: DrillSettings) -> Shortage | None:
        """Whether too few pictures for this set look as it was chosen."""
        if settings.check_up:
            return None
        _, short = choose(eligible(self.kept.pictures, settings), self.likeness)
        return short[0] if short else None

    @property
    def likeness(self) -> Likeness:
        return self._said.likeness

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about packs that cannot be used as they should."""
        return tuple(notice for pack in self.packs for notice in pack.notices)

    # ---- one's own
    def add_own(
        self, part: BodyPart, side: Side, make: Callable[[], bytes], done: Done, failed: Failed
    ) -> None:
        """``make`` gives the file to keep, on the lane."""
        person, at, book = self._here(), self._state.clock.moment(), self._book

        def work() -> OwnPicture:
            content = make()
            picture = OwnPicture(uuid4(), person, at, part, side, digest(content))
            book.add_own_picture(picture, content)
            return picture

        def kept(picture: OwnPicture) -> None:
            if person == self._person:
                self._say(replace(self._said, own=(*self._said.own, picture)))
            _tell(done)

        self._state.lane.run(work, while_alive(self, kept), failed)

    def remove_own(self, picture: Picture, done: Done, failed: Failed) -> None:
        """For good, out of the backups, too."""
        which, book = identity(picture), self._book

        def gone(_: None) -> None:
            own = tuple(each for each in self._said.own if each.id != which)
            self._say(replace(self._said, own=own))
            _tell(done)

        self._state.lane.run(
            lambda: book.remove_own_picture(which), while_alive(self, gone), failed
        )

    # ---- what a person says of pictures
    def mark(self, picture: Picture, kind: MarkKind, note: str = "") -> None:
        """Leaves a picture out, reports it, or puts it back."""
        at, book = self._state.clock.moment(), self._book
        said = PictureMark(uuid4(), self._here(), at, picture.file, picture.sha256, kind, note)
        self._say(replace(self._said, marks=(*self._said.marks, said)))
        self._state.lane.run(lambda: book.add_mark(said))

    def choose(self, likeness: Likeness) -> None:
        """Whom the pictures of the sets show from now on."""
        if likeness == self.likeness:
            return
        person, at, book = self._here(), self._state.clock.moment(), self._book
        self._say(replace(self._said, likeness=likeness))
        self._state.lane.run(lambda: book.choose_likeness(person, likeness, at))

    # ---- packs
    def packs_changed(self) -> None:
        self.packs = load_packs(self._packs_folder)
        self._arrange()
        self.changed.emit()

    def look_again(self) -> None:
        """Which packs there are, when what was given to the lane is done."""
        self._state.lane.run(lambda: None, while_alive(self, lambda _: self.packs_changed()))

    def close(self) -> bool:
        """Before the lanes are closed: what is not finished is given up. False when that takes too
        long."""
        return self.desk.close()

    # ---- within
    def _here(self) -> UUID:
        assert self._person is not None
        return self._person

    def _say(self, said: _Said) -> None:
        if said == self._said:
            return
        self._said = said
        self._arrange()
        self.changed.emit()

    def _is_known(self) -> None:
        self.known = True
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()

    def _arrange(self) -> None:
        """What there is, and what of it may come in a set."""
        more = [picture for pack in self.packs for picture in pack.pictures]
        own = [each.as_picture() for each in self._said.own]
        of_packs = ((beginning(pack.id), pack.content) for pack in self.packs)
        self.catalogue = replace(
            self._shipped,
            pictures=(*self._shipped.pictures, *more, *own),
            elsewhere=((BEGINNING, self._read_own), *of_packs),
        )
        self.marks = standing(self._said.marks)
        kept = tuple(p for p in self.catalogue.pictures if not self.marks.leaves_out(p))
        self.kept = replace(self.catalogue, pictures=kept)
        pictures, self.shortages = choose(kept, self._said.likeness)
        self.usable = replace(self.catalogue, pictures=pictures)

    def _read_own(self, picture: Picture) -> bytes:
        """On any lane."""
        try:
            return self._book.own_content(identity(picture))
        except (StorageError, ValueError) as error:
            raise unusable(picture.file) from error


def _tell(done: Done) -> None:
    """Leaves out a method of a screen that is gone by now."""
    owner = getattr(done, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        done()
