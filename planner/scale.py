"""This module is where an amount is looked up on the pay scale of a scenario (table ``pay_scale`` 待遇标准)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from planner.calendar import add_months
from planner.domain import Credential, Instance, PayItem, Zone

ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "minimum_wage": "最低工资标准",
        "post_allowance": "岗位补助",
        "rural_allowance": "农村补",
        "employee_insurance": "社会保险个人缴费",
        "employee_housing_fund": "住房公积金个人缴存",
        "employer_insurance": "社会保险单位缴费",
        "employer_housing_fund": "住房公积金单位缴存",
        "dispatch_fee": "劳务派遣服务费",
        "flexible_minimum": "灵活就业最低缴费",
        "contract_fee": "家医签约服务费",
        "public_health_subsidy": "基本公卫补助",
        "village_doctor_allowance": "乡村医生补助",
        "previous_allowance": "原政策补助",
        "agreed_allowance": "协商补助",
        "essential_medicine_subsidy": "基本药物补助",
        "clinic_surplus": "基本医疗收入结余",
        "employer_pension": "养老保险单位缴费",
        "employer_medical": "医疗保险单位缴费",
        "employer_maternity": "生育保险单位缴费",
        "employer_unemployment": "失业保险单位缴费",
        "employer_injury": "工伤保险单位缴费",
        "liability_premium": "医疗责任险保费",
        "accident_premium": "意外伤害险保费",
        "premises_rent": "村卫生室房租",
        "repairs": "日常修缮",
        "equipment": "设施设备",
        "network": "网络",
        "utilities": "水电暖",
        "performance_baseline": "绩效工资基准线",
        "normal_grade": "正常定级",
        "established_pay": "编内人员工资",
        "filed_pay": "备案人员工资",
        "county_peer_pay": "县级同类人员收入",
        "posted_pay": "派驻人员收入",
    }
)
"""Items that the clauses look up, with the name a Chinese table may give them; either may stand in column ``item``."""

MONTHLY = frozenset({"", "元/月", "元/人月", "元/人·月", "yuan/month", "yuan per month"})
"""Units under which an amount is yuan a month."""

YEARLY = frozenset({"元/年", "元/人年", "元/人·年", "元/所年", "元/所·年", "yuan/year", "yuan per year"})
"""Units under which an amount is yuan a year."""

PER_HEAD = frozenset({"contract_fee", "public_health_subsidy"})
"""Items that are yuan for each resident counted, whatever their unit says."""


def item_of(word: str) -> str | None:
    """Return the item that a word in column ``item`` names, in either language; None where no clause has such a one."""
    return word if word in ITEMS else next((item for item, name in ITEMS.items() if name == word), None)


def amount_on(
    instance: Instance, item: str, day: date, zone: Zone | None = None, credential: Credential | None = None
) -> PayItem | None:
    """Return the most specific row of the pay scale for an item that is valid on a day, None where none has an amount.

    A row without zone or credential holds for all; one with them only for these. Of equally specific rows the latest
    that has begun counts, and it counts until a later one begins.
    """
    scale = instance.scale_of
    rows = scale.get(item, ()) + scale.get(ITEMS.get(item, ""), ()) if scale else ()
    fitting = (
        row
        for row in rows
        if (row.start is None or row.start <= day) and row.zone in {None, zone} and row.credential in {None, credential}
    )
    return max(fitting, key=_rank, default=None) if rows else None


def on_scale(item: str, instance: Instance) -> bool:
    """Whether the pay scale gives any amount for an item."""
    return bool(instance.scale_of.get(item) or instance.scale_of.get(ITEMS.get(item, "")))


def monthly(row: PayItem) -> Decimal | None:
    """Return the yuan a month that a row gives, None where its unit is another."""
    return row.amount_yuan if row.unit.strip().lower() in MONTHLY else None


def changes(instance: Instance) -> frozenset[date]:
    """Return the first days of the months in which a row of the pay scale begins to count.

    A month is paid by what holds on its first day, so a row that begins inside a month counts from the next.
    """
    days = {row.start for row in instance.pay_scale if row.start is not None}
    return frozenset(d if d.day == 1 else add_months(d.replace(day=1), 1) for d in days)


def zone_of(place: str | None, instance: Instance) -> Zone | None:
    """Return the zone of a site, or of a centre all of whose sites lie in one; None where it is not known."""
    site = instance.site.get(place or "")
    if site is not None:
        return site.zone
    zones = {s.zone for s in instance.sites_of.get(place or "", ())}
    return zones.pop() if len(zones) == 1 else None


def _rank(row: PayItem) -> tuple[int, date, Decimal, str]:
    specific = (row.zone is not None) + (row.credential is not None)
    return specific, row.start or date.min, row.amount_yuan or Decimal(0), row.source
