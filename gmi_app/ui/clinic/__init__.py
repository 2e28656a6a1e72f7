"""The clinic: a physiotherapist reviews several patients. Imported when it is opened."""
