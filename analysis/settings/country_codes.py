"""Country codes: ISO 3166-1 alpha-2, and which one is meant where something else is given.

The table holds the 249 codes of the standard, and XK for Kosovo: the standard leaves it to its users, and the registry
of institutions has it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from analysis.core.text import fold

# alpha-2, alpha-3, name
TABLE = """
AD AND Andorra; AE ARE United Arab Emirates; AF AFG Afghanistan; AG ATG Antigua and Barbuda; AI AIA Anguilla;
AL ALB Albania; AM ARM Armenia; AO AGO Angola; AQ ATA Antarctica; AR ARG Argentina; AS ASM American Samoa;
AT AUT Austria; AU AUS Australia; AW ABW Aruba; AX ALA Åland Islands; AZ AZE Azerbaijan;
BA BIH Bosnia and Herzegovina; BB BRB Barbados; BD BGD Bangladesh; BE BEL Belgium; BF BFA Burkina Faso;
BG BGR Bulgaria; BH BHR Bahrain; BI BDI Burundi; BJ BEN Benin; BL BLM Saint Barthélemy; BM BMU Bermuda;
BN BRN Brunei; BO BOL Bolivia; BQ BES Bonaire, Sint Eustatius and Saba; BR BRA Brazil; BS BHS Bahamas;
BT BTN Bhutan; BV BVT Bouvet Island; BW BWA Botswana; BY BLR Belarus; BZ BLZ Belize; CA CAN Canada;
CC CCK Cocos Islands; CD COD Democratic Republic of the Congo; CF CAF Central African Republic; CG COG Congo;
CH CHE Switzerland; CI CIV Côte d'Ivoire; CK COK Cook Islands; CL CHL Chile; CM CMR Cameroon; CN CHN China;
CO COL Colombia; CR CRI Costa Rica; CU CUB Cuba; CV CPV Cabo Verde; CW CUW Curaçao; CX CXR Christmas Island;
CY CYP Cyprus; CZ CZE Czechia; DE DEU Germany; DJ DJI Djibouti; DK DNK Denmark; DM DMA Dominica;
DO DOM Dominican Republic; DZ DZA Algeria; EC ECU Ecuador; EE EST Estonia; EG EGY Egypt; EH ESH Western Sahara;
ER ERI Eritrea; ES ESP Spain; ET ETH Ethiopia; FI FIN Finland; FJ FJI Fiji; FK FLK Falkland Islands;
FM FSM Micronesia; FO FRO Faroe Islands; FR FRA France; GA GAB Gabon; GB GBR United Kingdom; GD GRD Grenada;
GE GEO Georgia; GF GUF French Guiana; GG GGY Guernsey; GH GHA Ghana; GI GIB Gibraltar; GL GRL Greenland;
GM GMB Gambia; GN GIN Guinea; GP GLP Guadeloupe; GQ GNQ Equatorial Guinea; GR GRC Greece;
GS SGS South Georgia and the South Sandwich Islands; GT GTM Guatemala; GU GUM Guam; GW GNB Guinea-Bissau;
GY GUY Guyana; HK HKG Hong Kong; HM HMD Heard Island and McDonald Islands; HN HND Honduras; HR HRV Croatia;
HT HTI Haiti; HU HUN Hungary; ID IDN Indonesia; IE IRL Ireland; IL ISR Israel; IM IMN Isle of Man; IN IND India;
IO IOT British Indian Ocean Territory; IQ IRQ Iraq; IR IRN Iran; IS ISL Iceland; IT ITA Italy; JE JEY Jersey;
JM JAM Jamaica; JO JOR Jordan; JP JPN Japan; KE KEN Kenya; KG KGZ Kyrgyzstan; KH KHM Cambodia; KI KIR Kiribati;
KM COM Comoros; KN KNA Saint Kitts and Nevis; KP PRK North Korea; KR KOR South Korea; KW KWT Kuwait;
KY CYM Cayman Islands; KZ KAZ Kazakhstan; LA LAO Laos; LB LBN Lebanon; LC LCA Saint Lucia; LI LIE Liechtenstein;
LK LKA Sri Lanka; LR LBR Liberia; LS LSO Lesotho; LT LTU Lithuania; LU LUX Luxembourg; LV LVA Latvia; LY LBY Libya;
MA MAR Morocco; MC MCO Monaco; MD MDA Moldova; ME MNE Montenegro; MF MAF Saint Martin; MG MDG Madagascar;
MH MHL Marshall Islands; MK MKD North Macedonia; ML MLI Mali; MM MMR Myanmar; MN MNG Mongolia; MO MAC Macao;
MP MNP Northern Mariana Islands; MQ MTQ Martinique; MR MRT Mauritania; MS MSR Montserrat; MT MLT Malta;
MU MUS Mauritius; MV MDV Maldives; MW MWI Malawi; MX MEX Mexico; MY MYS Malaysia; MZ MOZ Mozambique; NA NAM Namibia;
NC NCL New Caledonia; NE NER Niger; NF NFK Norfolk Island; NG NGA Nigeria; NI NIC Nicaragua; NL NLD Netherlands;
NO NOR Norway; NP NPL Nepal; NR NRU Nauru; NU NIU Niue; NZ NZL New Zealand; OM OMN Oman; PA PAN Panama; PE PER Peru;
PF PYF French Polynesia; PG PNG Papua New Guinea; PH PHL Philippines; PK PAK Pakistan; PL POL Poland;
PM SPM Saint Pierre and Miquelon; PN PCN Pitcairn; PR PRI Puerto Rico; PS PSE Palestine; PT PRT Portugal;
PW PLW Palau; PY PRY Paraguay; QA QAT Qatar; RE REU Réunion; RO ROU Romania; RS SRB Serbia; RU RUS Russia;
RW RWA Rwanda; SA SAU Saudi Arabia; SB SLB Solomon Islands; SC SYC Seychelles; SD SDN Sudan; SE SWE Sweden;
SG SGP Singapore; SH SHN Saint Helena, Ascension and Tristan da Cunha; SI SVN Slovenia;
SJ SJM Svalbard and Jan Mayen; SK SVK Slovakia; SL SLE Sierra Leone; SM SMR San Marino; SN SEN Senegal;
SO SOM Somalia; SR SUR Suriname; SS SSD South Sudan; ST STP Sao Tome and Principe; SV SLV El Salvador;
SX SXM Sint Maarten; SY SYR Syria; SZ SWZ Eswatini; TC TCA Turks and Caicos Islands; TD TCD Chad;
TF ATF French Southern Territories; TG TGO Togo; TH THA Thailand; TJ TJK Tajikistan; TK TKL Tokelau;
TL TLS Timor-Leste; TM TKM Turkmenistan; TN TUN Tunisia; TO TON Tonga; TR TUR Türkiye; TT TTO Trinidad and Tobago;
TV TUV Tuvalu; TW TWN Taiwan; TZ TZA Tanzania; UA UKR Ukraine; UG UGA Uganda;
UM UMI United States Minor Outlying Islands; US USA United States; UY URY Uruguay; UZ UZB Uzbekistan;
VA VAT Holy See; VC VCT Saint Vincent and the Grenadines; VE VEN Venezuela; VG VGB British Virgin Islands;
VI VIR Virgin Islands of the United States; VN VNM Vietnam; VU VUT Vanuatu; WF WLF Wallis and Futuna; WS WSM Samoa;
XK XKX Kosovo; YE YEM Yemen; YT MYT Mayotte; ZA ZAF South Africa; ZM ZMB Zambia; ZW ZWE Zimbabwe
"""
# what else people write: names, abbreviations, codes that lists of other bodies have
OTHER = """
AE UAE, Emirates; BO Plurinational State of Bolivia; BY Belorussia; CD DR Congo, DRC; CG Republic of the Congo;
CH Swiss, Schweiz, Suisse; CI Ivory Coast; CN PRC, People's Republic of China, Mainland China; CV Cape Verde;
CZ Czech Republic; DE Deutschland; DK Danmark; ES España; FK Malvinas;
GB UK, Great Britain, Britain, England, Scotland, Wales, Northern Ireland;
GR EL, Hellas; HK HKSAR; IR Islamic Republic of Iran; IT Italia; KP DPRK; KR Korea, Republic of Korea, ROK;
MK Macedonia; MM Burma; MO Macau; NL Holland, Nederland; PS State of Palestine; RU Russian Federation;
SZ Swaziland; TL East Timor; TR Turkey; TW Chinese Taipei, Republic of China; TZ Tanganyika; UA Ukraina;
US America, United States of America, U.S.; VA Vatican, Vatican City; VN Viet Nam
"""


# countries where a state is written behind the city → the form of a post code, or of its first word, behind that
POST_CODE_BEHIND_STATE = {"US": r"\d{5}", "CA": r"[A-Z]\d[A-Z]", "AU": r"\d{4}"}


def _rows(table: str) -> list[tuple[str, str]]:
    """Code and the rest of each entry."""
    return [(entry.split()[0], " ".join(entry.split()[1:])) for entry in table.split(";")]


NAMES = {code: rest[4:] for code, rest in _rows(TABLE)}


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    """Folded name, abbreviation or longer code → code."""
    meant = {fold(code): code for code in NAMES}
    for code, rest in _rows(TABLE):
        meant |= {fold(rest[:3]): code, fold(rest[4:]): code}
    return meant | {fold(word): code for code, words in _rows(OTHER) for word in words.split(",")}


def meant_by(text: str) -> str | None:
    """The code that a name, an abbreviation or a code in another spelling means; None where it cannot be told.

    >>> [meant_by(word) for word in ("usa", "UK", "China", "Chna", "x")]
    ['US', 'GB', 'CN', 'CN', None]
    """
    import difflib  # for mistakes only; the command starts without it

    word, meanings = fold(text[:100]), _meanings()
    if word in meanings or len(word) < 4:  # a short one is near to too many
        return meanings.get(word)
    close = difflib.get_close_matches(word, meanings, n=1, cutoff=0.7)
    return meanings[close[0]] if close else None


def country_code(text: str) -> str:
    """The text, if it is a country's code.

    Raises
    ------
    ValueError
        It is none; the words say which one may be meant.

    Examples
    --------
    >>> country_code("US")
    'US'
    """
    if text in NAMES:
        return text
    code = meant_by(text)
    meant = f"; did you mean {code!r} ({NAMES[code]})?" if code else ""
    raise ValueError(f"{text[:100]!r} is no country code of ISO 3166-1 (two capital letters){meant}")


CountryCode = Annotated[str, AfterValidator(country_code)]
