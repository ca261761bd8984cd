"""Papers × countries: who is counted, under which definition; and the gold sets it is measured on."""
