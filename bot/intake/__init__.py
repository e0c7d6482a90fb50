"""New articles in: read, clean, recognise repeats and versions, analyse, keep."""
