"""How CineRadar is put on a machine."""
