# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 一条规定的代价 / The price of a rule
#
# 每一条规定都有代价。把在用的条款逐条暂停，把每个数字放宽一步、收紧一步，每次重新求解，差额就是代价：
# 多少居民因此没有乡村医生，多少人因此去不了第一志愿。**代价不是对错**：它只说一条规定换来了什么、用什么换的。
# 人员为合成数据。
#
# Every rule has its price. Suspend each clause in force, loosen and tighten each number a step, solve again each time:
# the difference is the price, in residents without a doctor, in first wishes unmet. **A price is not a verdict**: it
# says what a rule is bought with. People are synthetic.

# %%
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager

import planner
from planner.report.canvas import BLUE, FAINT, FONT, INK, ORANGE, SAND, SOFT

font_manager.fontManager.addfont(FONT)
plt.rcParams["font.family"] = font_manager.FontProperties(fname=FONT).get_name()
plt.rcParams["axes.unicode_minus"] = False
here = Path.cwd()
root = here if (here / "scenarios").is_dir() else here.parent
scenario = planner.load(root / "scenarios" / "mentougou-2025")

# %% [markdown]
# ## 价目表 / The price list
#
# 每行是一个“只改一条”的方案，差额都是证明过的整数或分数；没有证明的，写成所在的区间。不能求解的也占一行，说明原因。
#
# A row is a plan with one clause changed; differences are proven integers or fractions, or the interval they lie in.
# What cannot be solved is a row that says so.
#
# 在用的条款中，许多管待遇和考核，与去向无关。这里只给决定去向的条款标价；每次求解仍按全部条款。
# Many of the clauses in force are about pay and appraisal. Only those that decide who goes where are priced here;
# every solve is still under all of them.

# %%
deciding = {
    "MTG25-2.1-a", "MTG25-2.1-b", "MTG25-2.1-c", "MTG25-2.1-e", "MTG25-2.2-a",
    "MTGR-7-e", "MTGR-8-a",
}  # fmt: skip
clauses = tuple(c for c in scenario.policy.clauses if c.id in deciding)
prices = planner.prices(replace(scenario, policy=replace(scenario.policy, clauses=clauses)))
moving = [p for p in prices.prices if p.changes_something]
print(f"{len(prices.prices)} 个方案，其中 {len(moving)} 个有差别，{len(prices.unsolved)} 个无解")
columns = ["placed", "uncovered", "uncovered_residents", "highest_rate", "first_wishes"]
pd.DataFrame(
    [[p.label.zh, *(str(p.differences.get(c, "")) for c in columns)] for p in moving[:15]],
    columns=["条款与改动", *(next(m.label.zh for m in prices.measures if m.key == c) for c in columns)],
).style.set_properties(subset=["条款与改动"], **{"text-align": "left"}).hide(axis="index")

# %% [markdown]
# ## 哪条规定影响多少居民 / Which rule, how many residents
#
# 暂停、进退一步、换一种读法，一并画出；右边是没有乡村医生的居民增加，左边是减少。差到 4,500 人以上的不画：那是把岗位
# 整个取消，数字大，却只是说没有这条就没有安置。
#
# Suspensions, single steps and other readings; to the right more residents without a doctor, to the left fewer.
# Differences of 4,500 and more are left out: they take the posts away altogether, and say only that
# without the clause there is no season.

# %%
measure = "uncovered_residents"
bars = sorted(
    (p for p in moving if measure in p.differences and p.differences[measure].certain),
    key=lambda p: p.differences[measure].value,
)
bars = [p for p in bars if abs(p.differences[measure].value) < 4500]
values = [int(p.differences[measure].value) for p in bars]
figure, axes = plt.subplots(figsize=(9, 0.32 * len(bars) + 1), layout="constrained")
axes.barh(range(len(bars)), values, color=[ORANGE if v > 0 else BLUE for v in values], height=0.66)
for row, value in enumerate(values):
    side = "left" if value > 0 else "right"
    axes.annotate(f"{value:+d}", (value, row), xytext=(4 if value > 0 else -4, 0), textcoords="offset points",
                  ha=side, va="center", fontsize=8, color=INK)  # fmt: skip
axes.set_yticks(range(len(bars)), [p.label.zh for p in bars], fontsize=8.5)
axes.axvline(0, color=INK, linewidth=1)
axes.margins(x=0.14)
figure.suptitle("没有乡村医生的居民，与现行规定之差 residents without a doctor, against the rules", fontsize=11)
axes.spines[["top", "right", "left"]].set_visible(False)
axes.tick_params(axis="y", length=0)

# %% [markdown]
# ## 一个数字，一条曲线 / One number, one curve
#
# 退出年龄定在几岁？扫一遍。 At what age must a doctor leave? Sweep it.

# %%
sweep = planner.sweep(scenario, {"MTGR-7-e.exit_age_years": range(60, 76, 3)})
curve = pd.DataFrame(sweep.records())
curve["age"] = curve["MTGR-7-e.exit_age_years"].astype(int)
curve[["age", "status", "placed", "uncovered", "uncovered_residents", "highest_rate", "first_wishes"]]

# %%
rate = [float(Fraction(r)) for r in curve.highest_rate]
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
left.plot(curve.age, curve.uncovered_residents, "o-", color=ORANGE)
left.fill_between(curve.age, curve.uncovered_residents, color=SAND, alpha=0.35)
left.set_title("没有乡村医生的居民 residents without a doctor", loc="left", fontsize=10)
left.set_ylim(bottom=0)
right.plot(curve.age, rate, "o-", color=BLUE)
for age, share, word in zip(curve.age, rate, curve.highest_rate, strict=True):
    right.annotate(word, (age, share), xytext=(0, 7), textcoords="offset points", ha="center", fontsize=8)
right.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
right.set_ylim(0, max(rate) * 1.18)
right.set_title("安置后最高的中心空缺率 highest vacancy rate left", loc="left", fontsize=10)
for axes in (left, right):
    axes.set_xlabel("退出年龄 exit age (MTGR-7-e)", color=SOFT)
    axes.set_xticks(list(curve.age))
    axes.grid(axis="y", color=FAINT, linewidth=0.5)
    axes.spines[["top", "right"]].set_visible(False)

# %% [markdown]
# ## 预算、目标与进出 / Budget, targets, comings and goings
#
# 一个方案的钱、目标和人员进出都是表；在 pandas 里就是一行。这里用西咸 2021 年方案（人员与位置均为合成）：
# 600/500/400 元的定额补助和每所每年 5000 元，由新区和新城按 3.5:6.5 分担。金额是十进制的元，
# 加总到分不差；画图时才换成浮点数。
#
# Money, targets, comings and goings of a plan are tables, in pandas a line away. Here the scheme of Xixian of 2021
# (people and places synthetic): 600, 500 or 400 yuan a month and 5000 a clinic and year, shared 3.5 : 6.5. Amounts are
# decimal yuan and add up to the fen; they become floats only where they are drawn.

# %%
xixian = planner.tables(planner.solve(planner.load(root / "scenarios" / "xixian-2021")))
budget = xixian["budget"]
by_year = budget.pivot_table(index="year", columns="funder", values="amount_yuan", aggfunc="sum")
assert budget.amount_yuan.sum() == xixian["money"].amount_yuan.sum()
by_year.assign(total=by_year.sum(axis=1))

# %%
targets = xixian["targets"]
targets[targets.target != ""][["clause", "date", "measure", "value", "target", "met", "needed", "unit"]]

# %%
forecast = xixian["forecast"].query("flow in ('arrival', 'exit')")
flows = forecast.groupby([forecast.period.str[:4], "flow"])["count"].sum().unstack(fill_value=0)
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
(by_year.astype(float) / 10_000).plot.bar(ax=left, stacked=True, color=[BLUE, ORANGE], rot=0)
left.set_title("经费，万元 money, 10,000 yuan", loc="left", fontsize=10)
flows.plot.bar(ax=right, color=[BLUE, ORANGE], rot=0)
right.set_title("到岗与离岗，人 arrivals and exits, people", loc="left", fontsize=10)
for axes in (left, right):
    axes.set_xlabel("")
    axes.margins(y=0.25)
    axes.legend(loc="upper right", ncols=2, frameon=False, fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
