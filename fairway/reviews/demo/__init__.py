"""The reviews of Saltmarsh: three past cycles and one that runs, with a story in each."""
