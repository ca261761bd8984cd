"""Words that are left out of names, made alike in them, or name no institution by themselves."""

from __future__ import annotations

STOP = frozenset(
    "the of at in for and de du des del della la le les el di da do dos das der die den fur und et y e a an on en "
    "von van zu".split()
)
# word → the word that it is made alike to
ALIKE = dict(
    pair.split("=")
    for pair in (
        "centre=center centres=center centers=center centro=center zentrum=center lab=laboratory labs=laboratory "
        "laboratories=laboratory univ=university universitys=university universities=university inst=institute "
        "institutes=institute institution=institute dept=department departments=department sciences=science "
        "technologies=technology sci=science tech=technology technol=technology eng=engineering corp=corporation "
        "engr=engineering acad=academy co=company ltd=limited natl=national intl=international studies=study "
        "systems=system st=saint mt=mount ft=fort programme=program universitaet=universitat muenchen=munchen "
        "zuerich=zurich saarbruecken=saarbrucken tuebingen=tubingen goettingen=gottingen wuerzburg=wurzburg "
        "nuernberg=nurnberg osnabrueck=osnabruck koeln=koln duesseldorf=dusseldorf"
    ).split()
)
# words that name a kind of place or a field but no institution
GENERIC = frozenset(
    """
    university institute school department faculty college center laboratory research science computer
    engineering technology information mathematics mathematical statistics statistical physics physical
    chemistry national state key international medical medicine hospital education ministry academy ai
    artificial intelligence data machine learning electrical electronic electronics applied advanced study
    system group innovation industrial business management economics economic biology biological life health
    public social human brain neuroscience cognitive automation control software computing communication
    communications telecommunication network networks robotics vision language general graduate division branch
    unit program foundation association society council agency office bureau company limited corporation inc llc
    gmbh ag technical polytechnic central federal royal provincial regional municipal bank energy environment
    environmental materials space earth ocean security cyber digital media design arts law finance policy theory
    theoretical fundamental basic pure clinical biomedical bioengineering genomics genetics pharmacy nuclear
    mechanical mechanics civil transportation aerospace aeronautics team independent researcher center
    excellence open big analytics analysis optimization operations professional training vocational teachers
    normal women higher american european asian african north south east west northern southern eastern western
    new first second third one united global world integrated interdisciplinary joint collaborative
    collaboration quantum web internet things cloud signal image speech audio neural deep intelligent smart
    mobile wireless service services development development labs quantitative computational informatics
    geography history philosophy psychology agriculture forestry
    """.split()
)
