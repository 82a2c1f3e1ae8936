"""The issues of the sample magazine: readable files in, PDFs and lists of contents out."""
