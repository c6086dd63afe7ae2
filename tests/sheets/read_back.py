"""Our tables held against the csv module and openpyxl: what we write they read, what they write we read.

Usage: read_back.py EXAMPLE, where that is crates/sheets/examples/table.rs, built.
"""

import csv
import datetime
import io
import json
import random
import subprocess
import sys

from openpyxl import Workbook, load_workbook

EXAMPLE = sys.argv[1]
LETTERS = "abc XYZ 019,;\"'<>&\n\t=+-@éالשם😀_"
STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
dice = random.Random(7)


def run(given, *wanted):
    return subprocess.run([EXAMPLE, *wanted], input=given, capture_output=True, check=True).stdout


def word():
    return "".join(dice.choice(LETTERS) for _ in range(dice.randint(1, 30)))


def cell():
    return dice.choice([None, True, False, dice.randint(-10**9, 10**9), dice.randint(0, 10**6) / 4, word(), word(), word()])


def guarded(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS) else value


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def ours_by_openpyxl(rows):
    sheet = load_workbook(io.BytesIO(run(lines(rows), "write", "xlsx"))).active
    assert sheet.freeze_panes == "A2"
    found = [list(row) for row in sheet.iter_rows(values_only=True)]
    wanted = [[guarded(value) for value in row] for row in rows]
    assert found == wanted, (found, wanted)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def ours_by_csv(rows):
    text = run(lines(rows), "write", "csv").decode()
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert found == [[plain(guarded(value)) for value in row] for row in rows], found


def plain(value):
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)


def theirs_by_us(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    found = [json.loads(line) for line in run(file.getvalue(), "read").decode().splitlines()]
    assert found == [[shown(value) for value in row] for row in rows], (found, rows)


def shown(value):
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime.datetime():
            return value.isoformat()
        case datetime.date():
            return value.isoformat()
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case _:
            return str(value)


def main():
    for _ in range(30):
        rows = [["Heading", "Other", "Third"]] + [[word() + "x", cell(), cell()] for _ in range(dice.randint(0, 40))]
        ours_by_openpyxl(rows)
        ours_by_csv(rows)
        day = datetime.date(1900, 3, 1) + datetime.timedelta(days=dice.randint(0, 60_000))
        at = datetime.datetime(2030, 1, 7, 9, 30)
        # A text that looks like a formula would be one there.
        theirs_by_us([["Heading", "Born", "At", "Sum"]] + [["José & <x>", day, at, dice.randint(0, 10**9)], ["حداد", None, at, 0.25]])
    print("tables are read as they were written, by others and by us")


main()
