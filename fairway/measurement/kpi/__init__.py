"""Is a key figure telling us something, where is it heading, and does one run ahead of another?"""
