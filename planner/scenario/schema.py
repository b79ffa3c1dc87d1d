"""This module is where the tables of a scenario are laid down: names, Chinese headings, types, what is required."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from unicodedata import normalize

from planner.domain import Credential, Role, Sex, SiteKind, Upshot, Zone
from planner.scenario.cells import (
    CODE,
    CODES,
    COUNT,
    DAY,
    LATITUDE,
    LONGITUDE,
    MONTH,
    QUANTITY,
    RANK,
    TEXT,
    YES_NO,
    CellType,
    choice,
)
from planner.text import Text

SEX = choice(Sex, {Sex.F: ("女", "女性"), Sex.M: ("男", "男性")})
SITE_KIND = choice(
    SiteKind, {SiteKind.CLINIC: ("村卫生室", "卫生室"), SiteKind.STATION: ("服务站", "社区卫生服务站", "卫生服务站")}
)
ZONE = choice(Zone, {Zone.MOUNTAIN: ("山区",), Zone.RURAL: ("农村",), Zone.URBAN: ("城区", "城镇")})
ROLE = choice(
    Role,
    {
        Role.GRADUATE: ("定向毕业生", "定向生"),
        Role.VILLAGE_DOCTOR: ("乡村医生", "村医"),
        Role.CENTRE_STAFF: ("中心人员", "中心职工"),
        Role.RECRUIT: ("招聘", "招聘人员"),
        Role.REHIRED: ("返聘", "返聘人员"),
        Role.SECONDED: ("下沉", "下沉人员"),
    },
)
CREDENTIAL = choice(
    Credential,
    {
        Credential.PHYSICIAN: ("执业医师",),
        Credential.ASSISTANT: ("执业助理医师",),
        Credential.RURAL_ASSISTANT: ("乡村全科执业助理医师", "乡村全科助理医师"),
        Credential.CERTIFICATE: ("乡村医生证书", "乡村医生执业证书"),
        Credential.NONE: ("无",),
    },
)

UPSHOT = choice(
    Upshot,
    {
        Upshot.DONE: ("已办", "完成"),
        Upshot.PASSED: ("合格", "通过"),
        Upshot.FAILED: ("不合格", "未通过"),
        Upshot.GRANTED: ("同意", "批准"),
        Upshot.REFUSED: ("不同意", "拒绝"),
    },
)


def folded(heading: object) -> str:
    """Return a heading as it is compared: full-width forms, case, spaces and line breaks make no difference."""
    return "".join(normalize("NFKC", str(heading)).lower().split())


@dataclass(frozen=True)
class Column:
    """One column: canonical name, Chinese heading, what a cell may hold; ``required`` in every row."""

    name: str
    heading: str
    type: CellType
    required: bool = False

    @property
    def both(self) -> str:
        """The heading in both languages, for messages."""
        return f"{self.heading}（{self.name}）"


@dataclass(frozen=True)
class Table:
    """One table: canonical name, Chinese sheet name, columns and the columns that name a row.

    ``unique`` says that no two rows may share the key; ``required`` that a scenario cannot do without the table,
    ``filled`` that it needs at least one row.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: bool = True
    required: bool = False
    filled: bool = False

    @property
    def label(self) -> Text:
        """The table's name in a sentence."""
        return Text(self.sheet, self.name)

    @cached_property
    def column(self) -> Mapping[str, Column]:
        """Columns by canonical name."""
        return {c.name: c for c in self.columns}

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        """Columns by folded heading, in either language."""
        return {folded(word): c for c in self.columns for word in (c.name, c.heading)}

    def find(self, heading: object) -> Column | None:
        """Return the column a heading names, in either language."""
        return self.by_heading.get(folded(heading))

    @property
    def headings(self) -> list[str]:
        """Every heading the table knows, in both languages."""
        return [word for c in self.columns for word in (c.name, c.heading)]


_NAME = Column("name", "名称", TEXT, True)
_TOWN = Column("town", "乡镇", TEXT)
_LON, _LAT = Column("lon", "经度", LONGITUDE), Column("lat", "纬度", LATITUDE)
_PERSON = Column("person_id", "人员编码", CODE, True)
_SITE, _CENTRE = Column("site_id", "服务点编码", CODE), Column("centre_id", "中心编码", CODE)
_WHY = Column("why", "理由", TEXT)

CENTRES = Table(
    "centres",
    "中心",
    (
        Column("centre_id", "中心编码", CODE, True),
        _NAME,
        _TOWN,
        _LON,
        _LAT,
        Column("core_staff_min", "中心留守人数下限", COUNT),
        Column("training_places", "岗前培训名额", COUNT),
    ),
    ("centre_id",),
    required=True,
    filled=True,
)
SITES = Table(
    "sites",
    "服务点",
    (
        Column("site_id", "服务点编码", CODE, True),
        _NAME,
        Column("centre_id", "中心编码", CODE, True),
        Column("kind", "类别", SITE_KIND),
        Column("population", "服务人口", COUNT),
        Column("posts", "核定岗位", COUNT),
        Column("integrated", "是否一体化", YES_NO),
        Column("integrated_from", "一体化日期", DAY),
        Column("public_premises", "公有产权", YES_NO),
        Column("demolition", "拟拆迁", YES_NO),
        Column("zone", "地区", ZONE),
        Column("remote", "偏远", YES_NO),
        _LON,
        _LAT,
    ),
    ("site_id",),
    required=True,
    filled=True,
)
VILLAGES = Table(
    "villages",
    "行政村",
    (
        Column("village_id", "村编码", CODE, True),
        Column("name", "村名", TEXT, True),
        _TOWN,
        Column("population", "常住人口", COUNT),
        Column("area_km2", "面积", QUANTITY),
        _LON,
        _LAT,
        Column("site_id", "所属服务点", CODE),
        Column("township_seat", "乡镇驻地", YES_NO),
        Column("demolition", "拟拆迁", YES_NO),
        Column("urbanised", "撤村改居", YES_NO),
        Column("remote_mode", "代管方式", TEXT),
    ),
    ("village_id",),
)
PEOPLE = Table(
    "people",
    "人员",
    (
        _PERSON,
        Column("name", "姓名", TEXT, True),
        Column("sex", "性别", SEX),
        Column("birth_date", "出生日期", DAY),
        Column("role", "身份", ROLE, True),
        Column("credential", "资格", CREDENTIAL),
        Column("degree", "学历", TEXT),
        Column("tcm", "中医技能", YES_NO),
        Column("employer", "聘用单位", CODE),
        Column("site_id", "现岗位", CODE),
        Column("since", "到岗日期", DAY),
        Column("available_from", "可上岗日期", DAY),
        Column("leaves_on", "离岗日期", DAY),
        Column("home_town", "户籍乡镇", TEXT),
        Column("home_village", "户籍村", TEXT),
        Column("score", "综合成绩", QUANTITY),
        Column("track", "培训类别", TEXT),
        Column("graduated_on", "毕业日期", DAY),
        Column("only_centres", "限定中心", CODES),
        Column("accepts_adjustment", "服从调剂", YES_NO),
        Column("licensed_on", "取得资格日期", DAY),
        Column("enrolled_on", "入学日期", DAY),
        Column("school", "毕业院校", TEXT),
    ),
    ("person_id",),
    required=True,
)
WISHES = Table(
    "wishes",
    "志愿",
    (_PERSON, Column("rank", "志愿序", RANK, True), _CENTRE, _SITE),
    ("person_id", "rank"),
    unique=False,
)
TRAVEL = Table(
    "travel",
    "通行时间",
    (
        Column("from_id", "起点", CODE, True),
        Column("to_id", "终点", CODE, True),
        Column("minutes", "分钟", COUNT, True),
    ),
    ("from_id", "to_id"),
)
ROADS = Table(
    "roads",
    "道路",
    (Column("a", "端点甲", CODE, True), Column("b", "端点乙", CODE, True), Column("minutes", "分钟", COUNT, True)),
    ("a", "b"),
    unique=False,
)
LEAVE = Table("leave", "进修", (_PERSON, Column("month", "月份", MONTH, True)), ("person_id", "month"))
PRACTICE = Table(
    "practice",
    "临床实践",
    (_PERSON, Column("start", "开始日期", DAY, True), Column("end", "结束日期", DAY, True)),
    ("person_id", "start"),
)
SIT_INS = Table(
    "sit_ins",
    "坐诊",
    (
        Column("site_id", "服务点编码", CODE, True),
        Column("day", "日期", DAY, True),
        Column("person_id", "人员编码", CODE),
    ),
    ("site_id", "day"),
    unique=False,
)
LOCKS = Table(
    "locks",
    "锁定",
    (_PERSON, _SITE, _CENTRE, Column("start", "开始日期", DAY), Column("end", "结束日期", DAY), _WHY),
    ("person_id",),
    unique=False,
)
WAIVERS = Table(
    "waivers",
    "豁免",
    (
        Column("clause", "条款", CODE, True),
        Column("person_id", "人员编码", CODE),
        _SITE,
        Column("village_id", "村编码", CODE),
        Column("until", "截止日期", DAY),
        _WHY,
        Column("granted_by", "批准", TEXT),
    ),
    ("clause",),
    unique=False,
)
PAY_SCALE = Table(
    "pay_scale",
    "待遇标准",
    (
        Column("item", "项目", TEXT, True),
        Column("zone", "地区", ZONE),
        Column("credential", "资格", CREDENTIAL),
        Column("from", "起始日期", DAY),
        Column("amount_yuan", "金额", QUANTITY),
        Column("unit", "单位", TEXT),
        Column("source", "来源", TEXT),
        Column("assumption", "假定", YES_NO),
    ),
    ("item",),
    unique=False,
)
RECORDS = Table(
    "records",
    "履行记录",
    (
        Column("clause", "条款", CODE, True),
        Column("day", "日期", DAY, True),
        Column("person_id", "人员编码", CODE),
        _SITE,
        _CENTRE,
        Column("result", "结果", UPSHOT),
        Column("quantity", "数量", QUANTITY),
        Column("note", "备注", TEXT),
    ),
    ("clause",),
    unique=False,
)

TABLES = (
    CENTRES,
    SITES,
    VILLAGES,
    PEOPLE,
    WISHES,
    TRAVEL,
    ROADS,
    LEAVE,
    PRACTICE,
    SIT_INS,
    LOCKS,
    WAIVERS,
    PAY_SCALE,
    RECORDS,
)
"""Every table, in the order faults are listed."""


@cache
def _by_title() -> Mapping[str, Table]:
    return {folded(word): table for table in TABLES for word in (table.name, table.sheet)}


def table_named(title: object) -> Table | None:
    """Return the table a sheet or file name stands for, in either language."""
    return _by_title().get(folded(title))


def titles() -> list[str]:
    """Return every sheet name known, in both languages."""
    return [word for table in TABLES for word in (table.name, table.sheet)]
