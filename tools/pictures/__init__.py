# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the pictures of hands that the program shows. Not part of the program itself."""
