"""Words and shapes that tell an institution, a part of one, a place and a name apart.

Gives patterns to search a text with, and what follows from them: `is_place`, `like_name`, `institutions_in`. Pure,
raises nothing.
"""

import re

_UNIVERSITY = r"universi|unversi|univeri|univesi|unviersi|\buniv\b"  # with what docling and hurry make of it
STRONG = re.compile(  # an institution
    _UNIVERSITY + r"|univ\.|instit|\bcollege\b|polytech|politec|politéc|hochschule|"
    r"\bschool of (?:medicine|economics)|academ|hospital|klinik|clinic\b|\bécole|\becole|escola|escuela|scuola|"
    r"\b(?:tech|caltech|virginia tech|georgia tech|penn state|eth|epfl|mit|cmu|kaist|inria|cnrs|csiro|riken|"
    r"u\.?c\.? \w+|ut \w+|t[hu] \w+|ku \w+|lmu|mila|"
    r"google|deepmind|microsoft|nvidia|meta|apple|amazon|aws|ibm|intel|adobe|salesforce|samsung|sony|"
    r"huawei|alibaba|tencent|baidu|bytedance|tiktok|openai|anthropic|snap|bosch|siemens|qualcomm|toyota|ntt|nec|"
    r"naver|kakao|lg|jd|"
    r"oppo|vivo|xiaomi|meituan|didi|kuaishou|ant|netflix|spotify|uber|linkedin|yandex|cohere|mistral|oracle|servicenow|"
    r"capital one|bloomberg|j\.?p\.? ?morgan|deepseek|sensetime|megvii|xai|hugging face|"
    r"stanford|harvard|princeton|yale|oxford|cambridge|berkeley|cornell|columbia|technion|independent|fair)\b|"
    r"corporation|\bcorp\b|\binc\b|\bltd|\bllc\b|gmbh|\bco\.|company|\bgroup\b|technolog(?:y|ies) (?:co|inc|group|ltd)|"
    r"technologies\b|therapeutics|pharma\w*|biotech\w*|software|medicine\b|\bmedical\b|\bbank\b|\bmotors?\b|"
    r"\bcapital management|"
    r"foundation\b|laborator|\blabs?\b|research (?:institute|cent(?:er|re)|lab)|research\b|robotics\b|"
    r"\bai\b|\bai4\w+|\w\.(?:ai|com|io)\b|council|ministry|agency|observatory|\bcent(?:er|re)\b|\bcentr[oe]\b|"
    r"zentrum|大学|研究",
    re.IGNORECASE,
)
WEAK = re.compile(  # a part of an institution
    r"\bdept|departm|département|departamento|dipartimento|\bschool\b|facult|\bdivision\b|\bprogram|\bunit\b|"
    r"\blab(?:oratory|s)?\b|"
    r"\bgroup\b|\bchair\b|"
    r"\bcent(?:er|re)\b|\bsection\b|\bteam\b|computer science|mathematics|statistics|engineering|\bthrust\b|"
    r"\bgraduate\b|\bkey\b",
    re.IGNORECASE,
)
PART = re.compile(  # matches a text that begins with a part
    r"(?:the )?(?:dept|depart|school|faculty|college of|institute of|division|cent(?:er|re)|"
    r"(?:state |national )?key lab|laboratory)",
    re.IGNORECASE,
)
WHOLE = re.compile(  # what such a part belongs to
    r"universi|polytech|academ|\binc\b|\bltd|\bcorp|hospital|\bETH\b|\bEPFL\b|\bKAIST\b|institute of technology",
    re.IGNORECASE,
)
MAIN = re.compile(  # an institution that is counted as one
    r"universi|\buniv\b|institute? of|institut\b|academ|college|polytech|\binc\b|\bltd|corp|google|microsoft|nvidia|"
    r"\bmeta\b|\bUC |"
    r"\bMIT\b|hospital",
    re.IGNORECASE,
)
_COUNTRIES = (
    r"(?:china|p\.?r\.? ?china|u\.?s\.?a?\.?|united states(?: of america)?|u\.?k\.?|united kingdom|england|scotland|"
    r"ireland|"
    r"germany|deutschland|france|italy|spain|portugal|switzerland|austria|(?:the )?netherlands|belgium|luxembourg|"
    r"sweden|denmark|norway|finland|poland|czech\w*(?: republic)?|hungary|romania|ukraine|greece|cyprus|"
    r"turkey|türkiye|israel|russia|india|pakistan|bangladesh|japan|(?:republic of |south )?korea|singapore|taiwan|"
    r"hong kong|macau|macao|"
    r"malaysia|indonesia|vietnam|thailand|australia|new zealand|canada|brazil|mexico|chile|argentina|colombia|"
    r"u\.?a\.?e\.?|united arab emirates|saudi arabia|qatar|iran|egypt|south africa)"
)
PLACE = re.compile(  # a text that ends with a place
    r"\b(?:" + _COUNTRIES + r"|"
    r"beijing|shanghai|shenzhen|hangzhou|guangzhou|wuhan|nanjing|chengdu|hefei|xi'an|tianjin|suzhou|seoul|daejeon|"
    r"tokyo|kyoto|osaka|"
    r"london|paris|zurich|zürich|lausanne|munich|berlin|tübingen|montreal|montréal|toronto|vancouver|waterloo|edmonton|"
    r"boston|new york|seattle|pittsburgh|abu dhabi|tel aviv|haifa|sydney|melbourne|amsterdam|stockholm|copenhagen|"
    r"vienna|moscow|"
    r"[A-Z][\w.' ]+,? (?:AL|AZ|CA|CO|CT|DC|DE|FL|GA|IA|IL|IN|KS|KY|LA|MA|MD|MI|MN|MO|NC|NE|NH|NJ|NM|NV|NY|OH|OK|OR|"
    r"PA|RI|SC|TN|TX|UT|"
    r"VA|VT|WA|WI|ON|BC|QC|AB))\.?,?(?:[ ,-]*[\d-]{4,10})?\.?$|^[\d -]{4,12}$",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    _UNIVERSITY + r"|instit|college|polytech|academ|hospital|laborator|\blabs?\b|research|\binc\b|"
    r"\bltd|corp|compan|technolog|tech\b|group|foundation|cent(?:er|re)\b|\bu[ct] \w|politec|software|robotics|"
    r"therapeutics|\bai\b|"
    r"google|deepmind|microsoft|meta\b|amazon|nvidia|apple|ibm|intel\b|inria|independent|sciences?\b|engineering|"
    r"systems|ecole|école|"
    r"huawei|tencent|alibaba|bytedance|baidu|bosch|samsung|adobe|sony|\bmila\b",
    re.IGNORECASE,
)
_REGION = re.compile(r"(?:[A-Z]{2} )?[\d-]{4,10}|[A-Z]{2}|" + _COUNTRIES, re.IGNORECASE)
_COUNTRY_CODE = re.compile(r"U\.?S\.?A?\.?|U\.?K\.?|U\.?A\.?E\.?|P\.?R\.?C?\.?|[A-Z]{2}|ROC|KSA|HKSAR|SAR")
ACRONYM = re.compile(r"(?=.{2,14}$)[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[-&'][A-Za-z]+)?(?:\d\w*)?")
_NAME_SHAPE = re.compile(
    r"(?:(?:[A-Z](?:[^\W\d_]|['\-])*\.?|van|von|de|der|den|di|da|del|la|le|bin|al) ){1,3}[A-Z](?:[^\W\d_]|['\-.])*"
)
_RUN_ON = re.compile(r"\buniversi\w*(?! of)[^,;]*\binstitut|, " + _COUNTRIES + r" (?=[A-Z][A-Za-z]{2,})", re.IGNORECASE)


def like_name(text: str) -> bool:
    """Whether two to four capitalised words could be a name."""
    return len(text) < 60 and _NAME_SHAPE.fullmatch(text) is not None


def is_place(text: str) -> bool:
    """Whether the text names a place and no institution: 'Beijing, China', 'Cambridge, MA 02139'."""
    if len(text.split()) > 8 or not PLACE.search(text) or WEAK.search(text) or _NO_PLACE.search(text):
        return False
    parts = [part for part in re.split(r"\s*,\s*", text) if not _REGION.fullmatch(part)]
    if len(parts) > 2 or (len(parts) > 1 and len(parts[0].split()) + len(parts) > 3):
        return False
    return not any(
        ACRONYM.fullmatch(word) and not _COUNTRY_CODE.fullmatch(word) for word in re.split(r"[\s,]+", text.rstrip("."))
    )


def institutions_in(text: str, strict: bool = False) -> int:
    """About how many institutions a text names; `strict`: at least how many."""
    words = re.split(r"[\s,;()]+", text)
    if strict:
        plain = all(ACRONYM.fullmatch(word) for word in words)
        return max(len(MAIN.findall(text)), len(_RUN_ON.findall(text)) + 1, len(words) if plain else 0)
    acronyms = [word for word in words if ACRONYM.fullmatch(word) and not STRONG.search(word) and not is_place(word)]
    return len(STRONG.findall(text)) + len(acronyms)
