"""Opens a workbook that Steelyard wrote, by a library that shares nothing with it.

    python tests/workbook/check.py sample.xlsx

Says what it found, or fails.
"""

import datetime
import sys

import openpyxl

path = sys.argv[1]
book = openpyxl.load_workbook(path)
values = openpyxl.load_workbook(path, data_only=True)


def check(condition, what):
    if not condition:
        sys.exit(f"not as it should be: {what}")


check(book.properties.created == datetime.datetime(2026, 11, 22), book.properties.created)
for sheet in book:
    check(sheet.freeze_panes == "A2", f"frozen pane of {sheet.title}: {sheet.freeze_panes}")
    check(sheet.auto_filter.ref == sheet.dimensions, f"filter of {sheet.title}: {sheet.auto_filter.ref}")
    check(all(cell.font.bold for cell in sheet[1]), f"bold headings of {sheet.title}")
    check(sheet.column_dimensions["B"].width >= 8, f"widths of {sheet.title}")

items = book.worksheets[0]
headings = [cell.value for cell in items[1]]
at = {heading: headings.index(heading) for heading in ["Key", "Title", "Reach", "Confidence", "Effort", "RICE", "Rank"]}
formulas = empty = 0
for row, shown in zip(items.iter_rows(min_row=2), values.worksheets[0].iter_rows(min_row=2, values_only=True)):
    key = row[at["Key"]].value
    check(all(cell.data_type != "f" for place, cell in enumerate(row) if place != at["RICE"]), f"formulas in {key}")
    reach, confidence, score = (row[at[name]] for name in ["Reach", "Confidence", "RICE"])
    check(reach.value is None or reach.data_type in "ns", f"reach of {key}")
    if confidence.data_type == "n" and confidence.value is not None:
        check("%" in confidence.number_format and 0 <= confidence.value <= 1, f"confidence of {key}")
    if score.value is None:
        empty += 1
        continue
    formulas += 1
    check(score.data_type == "f" and score.value.startswith("="), f"score of {key}: {score.value}")
    check(isinstance(shown[at["RICE"]], (int, float)), f"result of {key}")
    expression = score.value[1:]
    for cell in sorted((cell for cell in row), key=lambda cell: -len(cell.coordinate)):
        expression = expression.replace(cell.coordinate, repr(cell.value))
    check(abs(eval(expression) - shown[at["RICE"]]) < 1e-9, f"{score.value} is not {shown[at['RICE']]}")

roadmap = [sheet for sheet in book if sheet.title == "Roadmap"]
for sheet in roadmap:
    starts = [cell.value for cell in sheet[1]].index("Starts")
    for row in sheet.iter_rows(min_row=2):
        check(row[starts].is_date or row[starts].value is None, f"start of {row[0].value}")
names = ", ".join(f"{sheet.title} {sheet.max_row}x{sheet.max_column}" for sheet in book)
print(f"{names}; {formulas} formulas, {empty} without a score")
