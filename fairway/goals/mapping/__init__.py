"""Goals as a whole: what is asked for, the map, the board and the timeline."""
