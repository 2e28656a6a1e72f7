"""A report of one or two pages, as a PDF that is read aloud as well as printed."""
