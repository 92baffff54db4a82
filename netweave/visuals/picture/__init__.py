"""What is drawn: the parts of a picture, what they look like and what is said of them."""
