"""`--fix`: what is sure, written; what is not, left."""
