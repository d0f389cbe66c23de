//! Words about workbooks of spreadsheets.
