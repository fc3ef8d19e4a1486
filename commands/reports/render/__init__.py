"""The forms in which a paper is written: page, PDF, Word, workbook, CSV."""
