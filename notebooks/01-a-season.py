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
# # 一个安置季 / A season
#
# 读入方案，看空缺，求解，看理由和截止线，审计一份改动过的名单，问“怎样才能去那里”，最后比较几种规则。
# 人员为合成数据。
#
# Load, look at the vacancies, solve, read reasons and cut-off lines, audit a tampered list, ask what it would
# take, and compare sets of rules. People are synthetic.
#
# 打开方式 / to open: `jupytext --to ipynb notebooks/01-a-season.py`，或在 JupyterLab 中右键“作为笔记本打开”。

# %%
from dataclasses import asdict, replace
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager

import planner
from planner.report.canvas import FONT

font_manager.fontManager.addfont(FONT)
plt.rcParams["font.family"] = font_manager.FontProperties(fname=FONT).get_name()
here = Path.cwd()
root = here if (here / "scenarios").is_dir() else here.parent
scenario = planner.load(root / "scenarios" / "mentougou-2025")
instance = scenario.instance

# %% [markdown]
# ## 安置之前 / Before
#
# 事实是冻结的值，没有藏着的表；要用表时，一行就有。 Facts are frozen values; a DataFrame is one line away.

# %%
people = pd.DataFrame([asdict(p) for p in instance.people])
people.groupby(["role", "credential"]).size().unstack(fill_value=0)

# %% [markdown]
# 在用的条款。每一条都能说明自己、指出出处。 The clauses in force state themselves and cite their source.

# %%
pd.DataFrame(
    [(c.id, c.citation.section, c.statement().zh) for c in scenario.policy.clauses], columns=["条款", "出处", "说明"]
).style.set_properties(**{"text-align": "left"}).hide(axis="index")

# %% [markdown]
# ## 求解 / Solve

# %%
result = planner.solve(scenario)
result

# %%
rates = pd.DataFrame([asdict(c) for c in result.centres_after]).set_index("centre_id").query("posts > 0")
rates.insert(0, "乡镇", [instance.centre[c].town for c in rates.index])
rates["before"] = [f"{v}/{p}" for v, p in zip(rates.vacant_before, rates.posts, strict=True)]
rates["after"] = [f"{v}/{p}" for v, p in zip(rates.vacant_after, rates.posts, strict=True)]
rates

# %% [markdown]
# 安置前空缺率从 1/5 到近 2/3，安置后都在 1/5 及以下：这是逐个补最高者的结果，不是另设的目标。
# Rates ran from 1/5 to nearly 2/3; afterwards none is above 1/5. That follows from serving the highest each time,
# it is not a goal of its own.

# %%
order = (rates.vacant_before / rates.posts).sort_values().index
figure, axes = plt.subplots(figsize=(7, 3.6), layout="constrained")
before, after = rates.vacant_before / rates.posts, rates.vacant_after / rates.posts
axes.hlines(rates.乡镇[order], after[order], before[order], color="#c8d2da", linewidth=3)
axes.plot(before[order], rates.乡镇[order], "o", color="#c96a1b", label="安置前 before")
axes.plot(after[order], rates.乡镇[order], "o", color="#1f4e79", label="安置后 after")
axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
axes.set_xlim(left=0)
axes.set_title("乡医空缺率 vacancy rate", loc="left")
axes.legend(frameon=False, loc="lower right")
axes.spines[["top", "right"]].set_visible(False)

# %% [markdown]
# ## 为什么 / Why
#
# 每一步开出一个名额：哪个中心，当时的空缺率，比次优的高在哪里。 Each step opens one seat, and says against whom.

# %%
seats = pd.DataFrame([asdict(s) for s in result.seats])
seats["rate"] = [f"{s.vacant}/{s.posts}" for s in result.seats]
seats[["step", "centre_id", "rate", "clinics", "decided_by", "runner_up", "clause"]].head(12)

# %%
why = pd.Series({o.person_id: o.reason.zh for o in result.outcomes}, name="理由")
why[["G01", "G14", "G30"]].to_frame().style.set_properties(**{"text-align": "left"})

# %% [markdown]
# 志愿落实情况。 How far down their lists people were placed (blank: not listed).

# %%
pd.Series([o.wish_rank for o in result.outcomes], dtype="Int64").value_counts(dropna=False).sort_index()

# %% [markdown]
# **截止线**：线以上的名额全满，线以下全空，正在线上的有空有满。它描述了*所有*合规的方案，核对它不需要求解器。
# A cut-off line per centre: above it every seat is full, below it empty, at it free. It describes all lawful
# placements and is checked without a solver.

# %%
pd.DataFrame([asdict(c) for c in result.cutoffs])[["centre_id", "vacant", "posts", "clinics", "full", "free", "filled"]]

# %% [markdown]
# ## 审计 / Audit
#
# 方案自己已经过审计。现在把一个人从她的中心换到另一个中心，看审计怎么说。 Move one person and ask the auditor.

# %%
moved = next(o for o in result.outcomes if o.centre_id == "MTG-C12")
tampered = replace(
    result.plan,
    placements=tuple(
        replace(p, centre_id="MTG-C09", site_id=None) if p.person_id == moved.person_id else p
        for p in result.plan.placements
    ),
)
findings = planner.audit(scenario, tampered)
violated = [f for f in findings if f.status == "violated"]
assert violated, "a tampered plan must not pass"
for finding in violated:
    print(finding.clause, finding.message.zh)

# %% [markdown]
# 手工名单也一样：按成绩从高到低各选志愿，看起来公平，却不合文件。 The same for a list made by hand.

# %%
by_hand = planner.audit(scenario, root / "docs" / "by-hand.csv")
pd.Series([f.status.value for f in by_hand]).value_counts()

# %% [markdown]
# ## 怎样才能去那里 / What would it take
#
# 答案是重新求解核实过的。 Each option was verified by solving again.

# %%
answer = planner.explain(scenario, "G14", instead="MTG-C06")
answer

# %% [markdown]
# ## 如果 / What if
#
# 情形只写与原方案的不同之处；再求解，再比较。 A variant says only what differs; solve it and compare.

# %%
variants = {"base": result} | {v: planner.solve(scenario.variant(v)) for v in ("ranked-once", "ten-fewer")}
filled = pd.DataFrame(
    {name: pd.Series([o.centre_id for o in r.outcomes if o.placed]).value_counts() for name, r in variants.items()}
)
filled = filled.fillna(0).astype(int).rename(index=lambda c: instance.centre[c].town)
filled

# %%
moves = {o.person_id: o.centre_id for o in result.outcomes}
changed = {
    name: sum(moves[o.person_id] != o.centre_id for o in r.outcomes if o.person_id in moves)
    for name, r in variants.items()
}
highest = {
    name: max((c.vacant_after / c.posts, f"{c.vacant_after}/{c.posts}") for c in r.centres_after if c.posts)[1]
    for name, r in variants.items()
}
pd.DataFrame({"换了中心的人 moved": changed, "余下最高空缺率 highest rate left": highest})

# %% [markdown]
# 空缺率只排一次（`ranked-once`）时，排在前面的中心先补满，后面的一个也轮不到：这正是每安置一人重算一次所要避免的。
# Ranked once, the centres at the top are filled and those behind wait: what recomputing after each person avoids.
