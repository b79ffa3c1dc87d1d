"""This module is where a result, or a comparison, shows itself in a notebook: compact tables, as HTML."""

from html import escape

from planner.comparison import Comparison
from planner.messages import say
from planner.report.tables import rate
from planner.report.views import centre_views, clinic_views, key_figures
from planner.result import Result
from planner.text import Language


def result_html(result: Result, language: Language = "zh") -> str:
    """Return title, status, key figures and the vacancy rates of each centre before and after as a small HTML table."""

    def words(key: str) -> str:
        return escape(say(f"report.{key}").pick(language))

    centres, clinics = centre_views(result), clinic_views(result)
    figures = key_figures(result, centres, clinics)
    facts = (
        ("figure_placed", f"{figures.placed}/{figures.pool}"),
        ("figure_vacant", f"{figures.vacant[0]} → {figures.vacant[1]}"),
        ("figure_unstaffed", f"{figures.unstaffed[0]} → {figures.unstaffed[1]}"),
    )
    rows = "".join(
        f"<tr><td>{escape(v.centre.name)}</td><td>{rate(v.before, v.posts)}</td><td>{rate(v.after, v.posts)}</td>"
        f"<td>{v.before - v.after}</td></tr>"
        for v in centres
    )
    heads = "".join(
        f"<th>{words(k)}</th>" for k in ("page_col_centre", "col_rate_before", "col_rate_after", "page_col_placed")
    )
    title = escape(result.scenario.title.pick(language))
    return (
        f"<div><b>{title}</b>（{result.scenario.instance.placement_date.isoformat()}，"
        f"{words(f'status_{result.status.value}')}）<br>"
        + "<br>".join(f"{words(key)}{words('page_colon')}<b>{value}</b>" for key, value in facts)
        + f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def comparison_html(comparison: Comparison, language: Language = "zh") -> str:
    """Return the summary of a comparison, what to note, and its tables, those of people folded up, as HTML."""
    from planner.report.compare_views import View, views

    def table(view: View) -> str:
        heads = "".join(f"<th>{escape(head.pick(language))}</th>" for head in view.heads)
        rows = "".join(
            "<tr>" + "".join(f"<td>{c if isinstance(c, int) else escape(c.pick(language))}</td>" for c in row) + "</tr>"
            for row in view.rows
        )
        shown = " open" if view.sheet == "indicators" else ""
        body = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        return f"<details{shown}><summary>{escape(view.title.pick(language))}</summary>{body}</details>"

    title = say("compare.title", title=comparison.baseline.title).pick(language)
    lines = (text.pick(language) for text in (*comparison.summary, *comparison.notices))
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<div><b>{escape(title)}</b>{told}{''.join(table(view) for view in views(comparison))}</div>"
