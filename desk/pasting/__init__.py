"""A text from a file or from the clipboard comes into a draft that is open in the desk."""
