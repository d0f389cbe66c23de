"""Makes the workbooks of these tests, as other programs write them.

    python -m pip install openpyxl xlwt odfpy
    python tests/workbook/make.py

The files are small and kept beside this script; the tests need no Python.
"""

import datetime
import pathlib
import re
import struct
import zipfile

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.styles import Font

HERE = pathlib.Path(__file__).parent
DAY = datetime.date(2026, 11, 22)


def rezip(path, change=lambda name, data: data):
    """Packs a file anew with fixed dates, so that making it twice changes nothing."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, change(info.filename, old.read(info))) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            # The library writes the moment of saving, whatever it is told.
            data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-11-22T00:00:00Z", data)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, data)


def backlog_xlsx():
    """Dates, percentages, errors, formulas with and without results, hidden rows, columns, sheets."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 11, 22)
    lists = book.active
    lists.title = "Lists"
    lists.sheet_state = "hidden"
    lists.append(["Status"])
    sheet = book.create_sheet("需求池")
    book.active = 1
    sheet.append(["编号", "标题", "触达", "信心", "工作量", "上线日期", "RICE", "备注", "内部"])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.append(["SY-1", "游客结算", 1200, 0.8, 2.5, DAY, "=C2*D2/E2", "首发", "x"])
    sheet.append(["SY-2", "=不是公式", 0.1 + 0.2, 1, 1, datetime.datetime(2026, 11, 22, 14, 30), "=NA()", "", "y"])
    sheet.append(["SY-3", "深色模式", 300, 0.5, "=1/0", DAY, "=C4*2", True, None])
    sheet.append([None, "  ", None, None, None, None, None, None, None])
    sheet.append(["SY-4", "第 1 行\n第 2 行", 1e6, 0.125, 3, DAY, None, "_x0041_ <&> \"", None])
    sheet["B3"].data_type = "s"
    for row in range(2, 7):
        sheet.cell(row, 4).number_format = "0%"
        sheet.cell(row, 6).number_format = "yyyy\\-mm\\-dd"
    sheet["F3"].number_format = "yyyy-mm-dd hh:mm"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["I"].hidden = True
    sheet.freeze_panes = "A2"
    path = HERE / "backlog.xlsx"
    book.save(path)

    def results(name, data):
        """What a spreadsheet program would have stored beside the formulas."""
        if not name.endswith("sheet2.xml"):
            return data
        text = data.decode()
        for cell, kind, value in [("G2", "", "384"), ("G3", ' t="e"', "#N/A"), ("E4", ' t="e"', "#DIV/0!")]:
            start = text.index(f'<c r="{cell}"')
            end = text.index("</c>", start)
            formula = text[text.index("<f>", start) : text.index("</f>", start) + 4]
            text = f'{text[:start]}<c r="{cell}"{kind}>{formula}<v>{value}</v>{text[end:]}'
        return text.encode()

    rezip(path, results)


def formulas_xlsx():
    """Formulas exactly as openpyxl writes them: with an empty value, as it calculates nothing."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 11, 22)
    sheet = book.active
    sheet.append(["Key", "Title", "Reach", "Effort"])
    sheet.append(["SY-1", "Guest checkout", 450, 2])
    sheet.append(["SY-2", "Dark mode", "=C2*2", "=D2+1"])
    path = HERE / "formulas.xlsx"
    book.save(path)
    rezip(path)


def headings_xlsx():
    """Two rows of headings, and an area merged over its rows."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 11, 22)
    sheet = book.active
    sheet.title = "Roadmap"
    for row in [
        ["Area", "Title", "RICE", None, None, None],
        [None, None, "Reach", "Impact", "Confidence", "Effort"],
        ["Checkout", "Guest checkout", 450, 3, 1, 2],
        [None, "Saved cards", 2000, 1, 0.8, 4],
        ["Search", "Typo tolerance", 800, 2, 0.5, 1],
    ]:
        sheet.append(row)
    for area in ["A1:A2", "B1:B2", "C1:F1", "A3:A4"]:
        sheet.merge_cells(area)
    kano = book.create_sheet("Kano answers")
    for row in [
        ["Respondent", "Guest checkout", None, "Saved cards", None],
        [None, "+", "-", "+", "-"],
        ["r1", 1, 5, 2, 4],
        ["r2", 2, 5, 3, 3],
    ]:
        kano.append(row)
    for area in ["A1:A2", "B1:C1", "D1:E1"]:
        kano.merge_cells(area)
    path = HERE / "headings.xlsx"
    book.save(path)
    rezip(path)


def old_xls():
    """The format before 2007, with Chinese text, a date, a percentage and a merged heading."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("需求")
    date = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    percent = xlwt.easyxf(num_format_str="0%")
    sheet.write(0, 0, "标题")
    sheet.write(0, 1, "信心")
    sheet.write(0, 2, "日期")
    sheet.write_merge(0, 0, 3, 4, "负责人")
    sheet.write(1, 0, "游客结算")
    sheet.write(1, 1, 0.8, percent)
    sheet.write(1, 2, DAY, date)
    sheet.write(1, 3, "甲")
    sheet.write(1, 4, "乙")
    sheet.write(2, 0, "深色模式")
    sheet.write(2, 1, 1)
    hidden = book.add_sheet("表单")
    hidden.visibility = 1
    hidden.write(0, 0, "x")
    book.save(HERE / "old.xls")


def biff5_xls():
    """A file of Excel 5 in the code page of Chinese systems (936, GBK), byte by byte."""

    def record(kind, data):
        return struct.pack("<HH", kind, len(data)) + data

    def label(row, column, text):
        raw = text.encode("gbk")
        return record(0x0204, struct.pack("<HHHH", row, column, 0, len(raw)) + raw)

    bof = lambda kind: record(0x0809, struct.pack("<HHHH", 0x0500, kind, 0x0DBB, 0x07CC))
    name = "需求".encode("gbk")
    head = bof(0x0005) + record(0x0042, struct.pack("<H", 936))
    tail = record(0x000A, b"")
    sheet = (
        bof(0x0010)
        + label(0, 0, "标题")
        + label(0, 1, "负责人")
        + label(1, 0, "游客结算")
        + label(1, 1, "甲")
        + record(0x000A, b"")
    )
    size = len(head) + 4 + 7 + len(name) + len(tail)
    bound = record(0x0085, struct.pack("<IHB", size, 0, len(name)) + name)
    stream = head + bound + tail + sheet
    (HERE / "gbk.xls").write_bytes(compound(stream.ljust(4096, b"\0"), "Book"))


def compound(stream, name):
    """One stream in a compound file: header, allocation table, directory, stream."""
    sectors = (len(stream) + 511) // 512
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [table, end] + [at + 3 for at in range(sectors - 1)] + [end]
    fat = struct.pack("<128I", *(chain + [free] * (128 - len(chain))))

    def entry(name, kind, child, start, size):
        raw = (name + "\0").encode("utf-16-le")
        head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, free, free, child)
        return head + bytes(16) + struct.pack("<I", 0) + bytes(16) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream)) + bytes(256)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *([free] * 108))
    return header + fat + directory + stream.ljust(sectors * 512, b"\0")


def libre_ods():
    """As LibreOffice writes it: repeated cells and rows, covered cells, a hidden row and sheet."""
    book = OpenDocumentSpreadsheet()
    gone = Style(name="gone", family="table")
    gone.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(gone)

    def text(words):
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=words))
        return cell

    def number(value, kind="float"):
        cell = TableCell(valuetype=kind, value=value)
        cell.addElement(P(text=str(value)))
        return cell

    sheet = Table(name="需求")
    sheet.addElement(TableColumn(numbercolumnsrepeated=3))
    sheet.addElement(TableColumn(visibility="collapse"))
    head = TableRow()
    for words in ["标题", "信心", "日期", "内部"]:
        head.addElement(text(words))
    owner = TableCell(valuetype="string", numbercolumnsspanned=2, numberrowsspanned=1)
    owner.addElement(P(text="负责人"))
    head.addElement(owner)
    head.addElement(CoveredTableCell())
    sheet.addElement(head)
    first = TableRow()
    first.addElement(text("游客结算"))
    first.addElement(number(0.8, "percentage"))
    first.addElement(TableCell(valuetype="date", datevalue="2026-11-22"))
    first.addElement(text("x"))
    first.addElement(text("甲"))
    first.addElement(text("乙"))
    sheet.addElement(first)
    second = TableRow(visibility="collapse")
    second.addElement(text("深色模式"))
    second.addElement(number(1))
    second.addElement(TableCell(numbercolumnsrepeated=1000))
    sheet.addElement(second)
    rest = TableRow(numberrowsrepeated=1048573)
    rest.addElement(TableCell(numbercolumnsrepeated=1024))
    sheet.addElement(rest)
    book.spreadsheet.addElement(sheet)
    hidden = Table(name="表单", stylename="gone")
    row = TableRow()
    row.addElement(text("x"))
    hidden.addElement(row)
    book.spreadsheet.addElement(hidden)
    path = HERE / "libre.ods"
    book.save(str(path))
    rezip(path)


if __name__ == "__main__":
    backlog_xlsx()
    formulas_xlsx()
    headings_xlsx()
    old_xls()
    biff5_xls()
    libre_ods()
