"""From PDFs and lists of contents to issues: files to records, records to database."""
