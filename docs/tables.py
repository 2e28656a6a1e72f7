"""Puts the columns of the export into the user guide, and writes the JSON Schema:
``python docs/tables.py``."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
GUIDE = HERE / "user-guide.md"
SCHEMA = HERE / "exchange.schema.json"
END = "<!-- end -->"


def main() -> None:
    sys.path.insert(0, str(HERE.parent))
    from gmi_app.exchange.columns import markdown
    from gmi_app.exchange.csv_export import TABLES
    from gmi_app.exchange.json_export import schema_text

    tables = {name: markdown(columns) for name, columns in TABLES.items()}
    text = GUIDE.read_text(encoding="utf-8")
    for name, table in tables.items():
        mark = f"<!-- {name} -->\n"
        before, rest = text.split(mark, 1)
        text = f"{before}{mark}\n{table}\n{END}{rest.split(END, 1)[1]}"
    GUIDE.write_text(text, encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
