"""The pictures of the user guide, made anew: ``python docs/pictures/make.py``. Needs no display.

The stage, the result and so on come from the demonstration; what it does not show comes from the
scenes of the tests. The people and results in them are made up.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MOST_BYTES = 240_000

FROM_DEMO = (
    "set_up_light",
    "stage_light",
    "stage_dark",
    "stage_pain_light",
    "result_light",
    "history_light",
    "mirror_light",
    "imagery_light",
)


def from_demo(folder: Path) -> list[Path]:
    """What ``gmi-app demo --out`` writes, as far as the guide shows it."""
    words = ["demo", "--days", "21", "--out", str(folder), "--data", str(folder / "data")]
    subprocess.run([sys.executable, "-m", "gmi_app", *words], cwd=ROOT, check=True)
    return [folder / f"{name}.png" for name in FROM_DEMO]


def from_scenes(folder: Path) -> list[Path]:
    """Single screens, in the light look."""
    from PySide6.QtWidgets import QApplication

    from gmi_app.paths import pictures_folder
    from gmi_app.ui.language import load_language
    from gmi_app.ui.screens.history import HistoryScreen
    from gmi_app.ui.screens.settings import Section
    from tests.ui import looks
    from tests.ui.practice import NOW
    from tests.ui.world import World

    def one_set(world: World) -> None:
        practice = looks.practised(world)
        summary = practice.do_set(NOW)
        window = world.open_window()
        window.show_history()
        world.settle()
        screen = window.screen_widget
        assert isinstance(screen, HistoryScreen)
        screen.open_set(summary)
        world.settle()

    scenes = {
        "first_start_side": looks.first_start(1),
        "settings_keys": looks.settings(Section.KEYS),
        "settings_data": looks.settings(Section.DATA),
        "one_set": one_set,
        "mirror_set_up": looks.mirror_set_up,
        "planned": looks.SCENES["planned"],
        "plan": looks.SCENES["plan"],
        "exchange_hub": looks.SCENES["exchange_1_hub"],
        "exchange_send": looks.SCENES["exchange_3_send"],
        "exchange_plan": looks.SCENES["exchange_4_open_plan"],
        "clinic_patients": looks.SCENES["clinic_patients"],
        "clinic_patient": looks.SCENES["clinic_patient"],
        "clinic_invite": looks.SCENES["clinic_invite"],
        "clinic_results": looks.SCENES["clinic_results_same"],
    }
    application = QApplication.instance() or QApplication(sys.argv[:1])
    load_language(application)
    light, *_ = looks.LOOKS
    (large,) = (look for look in looks.LOOKS if look.name == "200")
    made = []
    for look in (light, large):  # before there is a plan
        with looks.scene_in(look, looks.today, pictures_folder()) as window:
            file = folder / f"today_{look.name}.png"
            window.grab().save(str(file))
            made.append(file)
    for name, scene in scenes.items():
        with looks.scene_in(light, scene, pictures_folder()) as window:
            file = folder / f"{name}_light.png"
            window.grab().save(str(file))
            made.append(file)
    made += beside(folder)
    application.quit()
    return made


def beside(folder: Path) -> list[Path]:
    """What goes beside the exercises: the overview, and breathing."""
    from gmi_app.paths import pictures_folder
    from tests.ui import activity_looks, activity_scenes, looks

    overview, breathing = folder / "beside_light.png", folder / "breathing_light.png"
    with looks.scene_in(looks.LOOKS[0], activity_scenes.overview, pictures_folder()) as window:
        window.grab().save(str(overview))
    activity_looks.breathing_picture().save(str(breathing))
    return [overview, breathing]


def keep(file: Path) -> None:
    """Puts one picture beside this script, small enough to read on a slow line."""
    target = HERE / file.name
    with Image.open(file) as picture:
        plain = picture.convert("RGB")
    plain.save(target, optimize=True)
    if target.stat().st_size > MOST_BYTES:
        plain.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as name:
        for file in [*from_demo(Path(name)), *from_scenes(Path(name))]:
            keep(file)
            print(f"{file.name}: {(HERE / file.name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
