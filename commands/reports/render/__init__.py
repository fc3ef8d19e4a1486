"""The forms a paper is written in: page, PDF, Word, workbook, CSV."""
