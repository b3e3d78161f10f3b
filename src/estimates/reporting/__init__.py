"""Documents of figures, tables and citations together: Word, reports, and the methods section of a paper."""
