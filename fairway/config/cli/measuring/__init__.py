"""What `fairway measure` is made of: reading files, the kinds of questions, telling the answer."""
