"""How things look: the theme of the charts, columns of tables, how a number is said."""
