"""The pages: views of what is told, forms and what they were filled with, templates and the catalogue of texts."""
