"""The picture library: own photographs, packs, what is left out, and whom the pictures show."""
