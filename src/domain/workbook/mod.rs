//! Workbooks of spreadsheets: XLSX, XLS and ODS in, XLSX out.
