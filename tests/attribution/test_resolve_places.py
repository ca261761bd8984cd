"""What a string itself says of place, weighed against the names in it: no name given takes it elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.attribution.places import GREATER_CHINA, lexicon
from analysis.attribution.resolve import explain, resolve
from analysis.settings.country_codes import TABLE
from tests.attribution.test_resolve import NAMED, cases, said

STATE_BEHIND = """
    University of Idaho, Moscow, ID 83844, USA => US
    Lima, OH 45801 => US
    Hope College, Holland, MI => US
    Dartmouth-Hitchcock Medical Center, Lebanon, NH => US
    Department of Biology, Delhi, NY 13753 => US
    Peru, Indiana => US
    Cuba, NY => US
    Mexico, MO 65265 => US
    Department of Mathematics, Lebanon Valley College, Annville, PA => US
    Perth, WA 6009 => AU
    Cairo, Egypt => EG
    Beijing, China, WA => CN
    Vancouver, WA => US
    Vancouver, BC => CA
    University of La Verne, La Verne, CA 91750 => US
"""

STATED = """
    US Naval Academy => US
    Naval Academy, Annapolis, MD, USA => US
    Institute of Microelectronics, 11 Science Park Road, Singapore => SG
    Institute of Microelectronics => CN
    Institute of Computing Technology, 5 Main Street, Boston, MA, USA => US
    Institute of Computing Technology, Beijing 100190, China => CN
    Institute of Computing Technology => CN
    National Physical Laboratory, New Delhi, India => IN
    Trinity College, Cambridge => unresolved
    Trinity College, Hartford => US
    ARC Centre, Monash Univ., Clayton, Vic. => AU
    Schools of Mathematics, Beverly Sackler Faculty of Exact Sciences, Tel Aviv University, Israel => IL
    Tianfu Jincheng Laboratory, Chengdu, China => CN
    Trinity College, Melbourne, Australia => AU
    Sports Nutrition Center, National Institute of Sports Medicine, Beijing 100029, China => CN
    Centro de Química, Instituto Venezolano de Investigaciones Científicas, IVIC, Caracas, Venezuela => VE
    Institute of Microelectronics, foo@imel.demokritos.gr => GR
    Institute of Microelectronics, foo@ime.ac.cn => CN
    Institute of Oceanology, Sopot, Poland => PL
    Tsinghua University, 11 Main Street, Boston, MA, USA => CN
"""

WHOLE_NAMES = """
    Beth Israel Deaconess Medical Center => US
    Bank of Israel => IL
    Patuxent Wildlife Research Center => US
    Wildlife Research Center, Kyoto University => JP
    Nippon Telegraph and Telephone Corporation => JP
    Laboratoire de Chimie, Université Laval, Québec, Canada => CA
    Istituto Italiano di Tecnologia & University College London => GB|IT
    Yale-NUS => SG
    Yale and NUS => SG|US
    Department of Accounting, Faculty of Management Sciences, University of Benin, Benin City, Edo State, Nigeria => NG
    Institute of Automation, Chinese Acadamy of Sciences => CN
    Centro de Investigación Biomédica en Red de Bioingeniería, Biomateriales y Nanomedicina (CIBER-BBN) => ES
"""

COUNTRIES = """
    University of Kinshasa, Congo (Kinshasa) => CD
    University of Kinshasa, Democratic Republic of the Congo => CD
    University of Brazzaville, Republic of the Congo => CG
    Universidad Nacional de Guinea Ecuatorial, Malabo, Equatorial Guinea => GQ
    University of Foo, USA and University of Bar, France => FR|US
    University of Oxford, UK and University of Bar, France => FR|GB
    Stanford University, USA and Canada => US
    Stanford University, California, USA and Laboratoire Foo, 24 rue Lhomond, 75231 Paris Cedex 05, France => FR|US
    INETI -Instituto Nacional de Engenharia, Tecnologia e Inovação (PT) => PT
    Faculty of Law and Trade (LT) => unresolved
    Foo Lab (AI) => unresolved
"""

SCRIPTS = """
    Воронежский государственный технический университет, Лаборатория, Воронеж, Россия => RU
    国立大学法人東京農工大学, 大学院工学研究院 => JP
    上海交通大学安泰经济与管理学院 上海 200030 => CN
    中国医学科学院北京协和医院儿科,北京 100730 => CN
    전북대학교 의과대학 내과학교실 => KR
    한국과학기술원 전산학부 => KR
    Bệnh viện Việt Đức => VN
    马里兰大学 => unresolved
    香港城市大学 => HK
    香港中文大学（深圳） => unresolved
"""


@pytest.mark.parametrize(("string", "answer"), cases("".join([STATE_BEHIND, STATED, WHOLE_NAMES, COUNTRIES, SCRIPTS])))
def test_string(string, answer):
    assert said(resolve(string)) == answer, explain(string)


def test_what_speaks_against_a_name_is_explained():
    stated = explain("Institute of Microelectronics, 11 Science Park Road, Singapore")
    assert "'Institute of Microelectronics' (CN) is a name of many, and Singapore is in SG" in stated
    assert "weighs: a name of many" in stated
    assert "place 'Singapore', by country, alone between commas: SG" in stated
    assert "and Cambridge may be in GB|US" in explain("Trinity College, Cambridge")


def test_what_each_piece_of_evidence_weighs_is_explained():
    telling = explain("University of Idaho, Moscow, ID 83844, USA")
    assert "weighs: tells its bearer" in telling
    assert "places together: US" in telling
    assert "weighs: a company" in explain("Google")
    assert "weak: a company at its head office" in explain("Google")
    assert "weighs: counts only where a place" in explain("NTU")


# the country's name and a string's place behind it change nothing

CODES = {
    code: name
    for code, _, name in (row.strip().split(" ", 2) for row in TABLE.replace("\n", " ").split(";") if row.strip())
}
SURE = [
    s for s in NAMED if len(resolve(s).countries) == 1 and resolve(s).countries[0] in CODES and resolve(s).institutions
]
PLAIN = [s for s in SURE if resolve(s).headquarters == resolve(s).countries and ", " not in s]


@given(st.sampled_from(SURE))
def test_the_true_country_behind_a_string_changes_nothing(string):
    [country] = resolve(string).countries
    assert resolve(f"{string}, {CODES[country]}").countries == (country,)


@given(
    st.sampled_from(SURE), st.integers(10_000, 99_999), st.sampled_from(["{}", "{} Main Street", "24 rue Lhomond, {}"])
)
def test_a_post_code_or_a_street_behind_a_string_adds_no_country(string, code, form):
    before = set(resolve(string).countries)
    assert set(resolve(f"{string}, {form.format(code)}").countries) <= before


@given(st.sampled_from(PLAIN), st.integers(1, 999), st.integers(10_000, 99_999))
def test_a_street_and_a_post_code_before_the_true_country_change_nothing(string, number, code):
    [country] = resolve(string).countries
    assert resolve(f"{string}, {number} Main Street, {code}, {CODES[country]}").countries == (country,)


NAMES = sorted(
    name
    for name, (of, kind) in lexicon().items()
    if kind == "country" and len(of) == 1 and name.isascii() and not of & GREATER_CHINA
)


@given(st.sampled_from(["Institute of Microelectronics", "Naval Academy", "Trinity College"]), st.sampled_from(NAMES))
def test_a_name_of_many_never_beats_the_country_that_the_string_ends_with(name, country):
    assume(len(country) > 3)
    [stated] = lexicon()[country][0]
    assert set(resolve(f"{name}, 5 Long Road, {country.title()}").countries) <= {stated}
