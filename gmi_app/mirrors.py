"""Mirror sessions: builds one with all that it needs of the world.

Imported when the first mirror is started: the camera brings OpenCV, which is slow to load.
"""
