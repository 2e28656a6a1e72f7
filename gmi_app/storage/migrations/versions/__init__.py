"""The steps; ``gmi_app.storage.versions.REVISIONS`` lists them in order."""
