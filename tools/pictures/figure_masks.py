# SPDX-License-Identifier: GPL-3.0-or-later
"""Mask images of the base mesh's data, softened, read once."""

from functools import cache

import numpy as np
from PIL import Image, ImageFilter

from .body import data_folder

SIZE = 2048


@cache
def blurred_mask(image: str, blur: float) -> np.ndarray:
    """A mask image (h, w) with values 0 to 1, blurred by some pixels."""
    picture = Image.open(data_folder() / "textures" / image).convert("L")
    picture = picture.resize((SIZE, SIZE), Image.Resampling.BICUBIC)
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(blur)), float) / 255
