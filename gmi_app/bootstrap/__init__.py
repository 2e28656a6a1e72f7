"""Makes a fresh machine ready and starts the program, its tests or its benchmarks.

``python3 -m gmi_app.bootstrap run | test | bench``, in a checkout, with nothing but Python 3.11.
Standard library only: what this package imports is there before anything is installed.
"""
