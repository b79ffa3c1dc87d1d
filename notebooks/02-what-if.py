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
# # 如果…… / What if
#
# 领导问的是“如果”：如果小村合用卫生室，如果年满 65 周岁全部退出，如果仍按 2021 年方案。
# 每个“如果”是一个情形文件，只写与原方案的不同之处；求解，再与原方案逐项对照：指标差多少，谁得益、谁受损，
# **是因为哪一条**。人员为合成数据，情形均为假设。
#
# Leadership asks what if: small villages share clinics, everyone of 65 goes, the scheme of 2021 still holds. Each is a
# variant that says only what differs; solve it and compare: which figures move, who gains, who loses, and under
# **which clause**. People are synthetic and every what-if is hypothetical.

# %%
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager

import planner
from planner.domain import Lock
from planner.report.canvas import BLUE, FAINT, FONT, INK, ORANGE, PALE, SAND, SOFT
from planner.scenario.lock_file import keeping

font_manager.fontManager.addfont(FONT)
plt.rcParams["font.family"] = font_manager.FontProperties(fname=FONT).get_name()
here = Path.cwd()
root = here if (here / "scenarios").is_dir() else here.parent
scenario = planner.load(root / "scenarios" / "mentougou-2025")

# %% [markdown]
# ## 有哪些“如果” / The variants

# %%
names = ["rules-2021", "ten-fewer", "small-villages-share", "over-65-gone"]
variants = [scenario.variant(name) for name in names]
pd.DataFrame(
    [
        (v.variant_name, v.title.zh, "；".join(f"{a.clause}：{a.why}" for a in v.policy.amendments if a.why))
        for v in variants
    ],
    columns=["情形 variant", "标题 title", "改动的条款 amended"],
).style.set_properties(**{"text-align": "left"}).hide(axis="index")

# %% [markdown]
# ## 对照 / Compare
#
# 第一个是基准。未求解的当场求解，并在同样合规的方案里取与基准最接近的一个：没有改变的，就不会显得改变。
#
# The first is the baseline. What is not solved yet is solved, and among equally lawful plans the one closest to the
# baseline is taken, so that what did not change does not look as if it had.

# %%
comparison = planner.compare(scenario, *variants)
comparison

# %%
for sentence in comparison.summary:
    print(sentence.zh)

# %% [markdown]
# 指标都是精确的整数或分数；要做成表，一行就有。 Figures are exact integers or fractions; a DataFrame is one line away.

# %%
wanted = ["placed", "vacant", "highest_rate", "unstaffed", "unstaffed_residents", "first_wishes"]
line = {i.key: i for i in comparison.indicators}
figures = pd.DataFrame(
    {line[key].label.zh: [str(value) for value in line[key].values] for key in wanted},
    index=[m.name for m in comparison.members],
).T
figures

# %% [markdown]
# ## 谁得益，谁受损 / Who gains, who loses
#
# 先看志愿，再看路程；新列入与不再列入名单的人分开说。
# By wish first, then by travel; who joins or leaves the list stands apart.

# %%
colours = {"gains": BLUE, "same": FAINT, "loses": ORANGE, "joins": PALE, "leaves": SAND}
words = {
    "gains": "得益 gain",
    "same": "相当 equal",
    "loses": "受损 lose",
    "joins": "新列入 join",
    "leaves": "不再列入 leave",
}
counts = Counter((c.member, c.verdict.value) for c in comparison.people)
figure, axes = plt.subplots(figsize=(8, 2.8), layout="constrained")
for row in range(1, len(comparison.members)):
    left = 0
    for verdict, colour in colours.items():
        count = counts[row, verdict]
        axes.barh(row, count, left=left, height=0.62, color=colour, label=words[verdict] if row == 1 else None)
        if count:
            inside = "white" if verdict in {"gains", "loses"} else INK
            axes.text(left + count / 2, row, count, ha="center", va="center", color=inside, fontsize=9)
        left += count
axes.set_yticks(range(1, len(comparison.members)), [m.name for m in comparison.members[1:]])
axes.invert_yaxis()
axes.set_title("去向与基准不同的人 people whose place differs from the baseline", loc="left", fontsize=11)
axes.legend(frameon=False, ncols=5, loc="upper center", bbox_to_anchor=(0.45, -0.1), fontsize=9)
axes.spines[["top", "right", "left"]].set_visible(False)
axes.tick_params(axis="y", length=0)

# %% [markdown]
# 逐人看，并写明出自哪一步。 Person by person, with the step the difference is due to.

# %%
place = scenario.instance.centre


def town(where):
    """A town, or a dash for nowhere."""
    return place[where.centre_id].town if where is not None and where.centre_id else "—"


older = comparison.members.index(next(m for m in comparison.members if m.name == "over-65-gone"))
pd.DataFrame(
    [
        (c.name, town(c.before), town(c.after), words[c.verdict.value], "、".join(c.steps))
        for c in comparison.people
        if c.member == older
    ],
    columns=["人员", "基准", "满 65 退出后", "得失", "出自"],
)

# %% [markdown]
# ## 空缺落到哪里 / Where the vacancies fall
#
# 安置后各镇的空缺率。小村合用后岗位少了，没有一处还有空缺（但 12 名毕业生没有岗位，居民多走的路也不在图上）；
# 满 65 退出则处处更缺。
#
# Vacancy rates by town afterwards. Where small villages share, posts are fewer and none stays vacant (but 12 graduates
# find none, and the longer way of the residents is not in the picture); with everyone of 65 gone every town is shorter.

# %%
shown = {"base": (INK, "o"), "small-villages-share": (BLUE, "s"), "over-65-gone": (ORANGE, "^")}
rates = pd.DataFrame(
    {
        m.name: {c.centre_id: c.vacant_after / c.posts for c in m.centres if c.posts}
        for m in comparison.members
        if m.name in shown
    }
)
rates = rates.rename(index=lambda c: place[c].town).sort_values("over-65-gone")
figure, axes = plt.subplots(figsize=(8, 3.8), layout="constrained")
axes.hlines(rates.index, rates.min(axis=1), rates.max(axis=1), color=FAINT, linewidth=2.5, zorder=1)
for name, (colour, marker) in shown.items():
    axes.plot(rates[name], rates.index, marker, color=colour, label=name, markersize=7, zorder=3, clip_on=False)
axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
axes.set_xlim(left=0)
axes.set_title("安置后的空缺率 vacancy rate after placement", loc="left", fontsize=11)
axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.45, -0.08), ncols=3)
axes.spines[["top", "right"]].set_visible(False)
axes.tick_params(colors=SOFT)

# %% [markdown]
# ## 一个已定的人 / A decision taken by hand
#
# 有时“如果”是一个已经作出的决定：G01 去军庄镇。把它锁住，其余重新安排，再对照，就看到它的代价由谁承担。
# 用 Excel 时是同一回事：在 plan.xlsx 里改一行，“锁定”填“是”，再 `planner run … --locks plan.xlsx`。
#
# Sometimes the what-if is a decision already taken: G01 goes to 军庄镇. Lock it, plan the rest anew, compare: now one
# sees who bears its cost. In Excel it is the same: edit a row of plan.xlsx, say yes in column 锁定, then
# `planner run … --locks`.

# %%
locked = keeping(scenario, [Lock(person_id="G01", centre_id="MTG-C09", why="家庭原因")])
by_hand = planner.compare(scenario, locked)
print(by_hand.summary[0].zh)
pd.DataFrame(
    [(c.name, town(c.before), town(c.after), words[c.verdict.value]) for c in by_hand.people],
    columns=["人员", "基准", "锁定后", "得失"],
)
