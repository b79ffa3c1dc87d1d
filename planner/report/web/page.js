'use strict';
(() => {
const one = s => document.querySelector(s), all = (s, e = document) => [...e.querySelectorAll(s)];
const find = one('#find'), area = one('#area'), changed = one('#changed'), map = one('#map');
const tables = all('table[data-filtered]').map(t => ({ t, rows: all('tbody tr', t) }));
const rowsOf = id => (tables.find(x => x.t.id === id) || { rows: [] }).rows;
const placeRow = new Map([...rowsOf('sites_after'), ...rowsOf('centres_after')].map(r => [r.dataset.id, r]));
const people = rowsOf('placements'), marks = map ? all('#marks .m') : [], arrows = map ? all('.arrow[data-person]') : [];
const personRow = new Map(people.map(r => [r.dataset.id, r]));
let picked = null;

function matches(row, words, place, moved) {
  const d = row.dataset;
  return words.every(w => d.q.includes(w)) && (!place || (place[0] === 'c' ? d.c : d.t) === place.slice(2)) &&
    (!moved || 'changed' in d);
}
function sum(rows, key) { return rows.reduce((s, r) => s + (r.hidden ? 0 : Number(r.dataset[key] || 0)), 0); }
function filter() {
  const words = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean), place = area.value, moved = changed.checked;
  for (const { t, rows } of tables) {
    let shown = 0;
    for (const r of rows) { r.hidden = !matches(r, words, place, moved); shown += !r.hidden; }
    one('#count-' + t.id).textContent = shown;
    t.parentElement.querySelector('.none').hidden = shown > 0;
  }
  const c = rowsOf('centres_after'), s = rowsOf('sites_after'), put = (id, text) => { one('#total-' + id).textContent = text; };
  put('people', sum(people, 'placed') + '/' + sum(people, 'people'));
  put('vacant', sum(c, 'before') + ' → ' + sum(c, 'after'));
  put('unstaffed', sum(s, 'emptyBefore') + ' → ' + sum(s, 'emptyAfter'));
  put('residents', sum(s, 'residents').toLocaleString('en'));
  for (const m of marks) { const r = placeRow.get(m.dataset.id); m.classList.toggle('off', !r || r.hidden); }
  for (const a of arrows) { const r = personRow.get(a.dataset.person); a.classList.toggle('off', !r || r.hidden); }
  label();
}
['input', 'change'].forEach(e => one('#filter').addEventListener(e, filter));
one('#filter').addEventListener('submit', e => e.preventDefault());
one('#filter').addEventListener('reset', () => setTimeout(filter));

const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
all('section table:not(.plain)').forEach(t => all('th button', t).forEach((b, n) => b.addEventListener('click', () => {
  const th = b.parentElement, down = th.getAttribute('aria-sort') === 'ascending';
  all('th', t).forEach(h => h.setAttribute('aria-sort', 'none'));
  th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const key = r => { const c = r.cells[n]; return c.dataset.s === undefined ? c.textContent : Number(c.dataset.s); };
  const keyed = all('tbody tr', t).map(r => [key(r), r]);
  keyed.sort(([a], [b]) => (typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(a, b)) * (down ? -1 : 1));
  t.tBodies[0].append(...keyed.map(k => k[1]));
})));

function add(parent, tag, text) { const e = document.createElement(tag); e.textContent = text; parent.append(e); return e; }
function pick(id) {
  picked = id;
  const row = placeRow.get(id), box = one('#picked');
  marks.forEach(m => m.classList.toggle('picked', m.dataset.id === id));
  arrows.forEach(a => a.classList.toggle('picked', a.dataset.site === id || a.dataset.c === id));
  [...placeRow.values(), ...people].forEach(r => r.classList.toggle('picked', r.dataset.id === id || r.dataset.site === id));
  if (!box || !row) return;
  box.textContent = '';
  const heads = all('th', row.closest('table')).map(h => h.textContent);
  add(box, 'h3', row.cells[0].textContent);
  const list = add(box, 'dl', '');
  [...row.cells].forEach((c, n) => { if (n && c.textContent.trim()) { add(list, 'dt', heads[n]); add(list, 'dd', c.textContent); } });
  people.filter(p => p.dataset.site === id || p.dataset.c === id).forEach(p => {
    const line = add(box, 'p', '');
    add(line, 'b', p.cells[0].textContent);
    line.append(' ' + p.cells[5].textContent);
  });
  one('#only').hidden = false;
}
document.addEventListener('click', e => {
  const go = e.target.closest && e.target.closest('[data-go]');
  if (!go) return;
  pick(go.dataset.go);
  if (map) { one('#map-part').scrollIntoView({ block: 'start' }); look(go.dataset.go); }
});
if (one('#only')) one('#only').addEventListener('click', () => { find.value = picked; filter(); });

if (!map) { filter(); return; }
const full = map.viewBox.baseVal, home = [0, 0, full.width, full.height];
let view = [...home], drag = null;
function show() {
  map.setAttribute('viewBox', view.map(v => v.toFixed(2)).join(' '));
  map.style.setProperty('--k', Math.pow(view[2] / home[2], .75).toFixed(4));
  map.classList.toggle('zoomed', view[2] !== home[2]);
  label();
}
function zoom(f, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) {
  const w = Math.min(home[2], Math.max(home[2] / 60, view[2] * f)), r = w / view[2];
  view = [x - (x - view[0]) * r, y - (y - view[1]) * r, w, view[3] * r];
  if (w === home[2]) view = [...home];
  show();
}
function move(dx, dy) { view[0] += dx * view[2]; view[1] += dy * view[3]; show(); }
function spot(m) { const t = m.transform.baseVal.getItem(0).matrix; return [t.e, t.f]; }
function look(id) {
  const m = marks.find(x => x.dataset.id === id);
  if (!m) return;
  const [x, y] = spot(m), w = Math.min(view[2], home[2] / 3), h = w * home[3] / home[2];
  view = [x - w / 2, y - h / 2, w, h];
  show();
}
function width(text, size) { let w = 0; for (const c of text) w += c > '\u2e7f' ? 1 : .56; return w * size; }
function label() {
  if (!map) return;
  const layer = one('#labels'), k = Math.pow(view[2] / home[2], .75), rank = ['centre', 'new', 'more', 'empty', 'cover', 'kept', 'outside'];
  const seen = marks.filter(m => !m.classList.contains('off')).map(m => {
    const [x, y] = spot(m), kind = rank.find(c => m.classList.contains(c));
    return { m, x, y, kind, order: rank.indexOf(kind), r: Number(m.dataset.r) * k };
  }).filter(p => p.x > view[0] && p.y > view[1] && p.x < view[0] + view[2] && p.y < view[1] + view[3]);
  seen.sort((a, b) => a.order - b.order || b.r - a.r);
  const box = p => [p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r], texts = [];
  const boxes = seen.filter(p => p.order < 3).map(box);
  let minor = false;
  for (const p of seen) {
    if (texts.length > 140) break;
    if (p.order > 2 && !minor) { minor = true; if (seen.length < 400) boxes.push(...seen.filter(o => o.order > 2).map(box)); }
    const size = (p.kind === 'centre' ? 14 : p.order < 3 ? 12.5 : 11) * k, w = width(p.m.dataset.l, size), h = size * 1.15, g = p.r + 2 * k;
    for (const [dx, dy] of [[g, -h / 2], [-g - w, -h / 2], [-w / 2, -g - h], [-w / 2, g], [g * .7, -g - h * .6], [g * .7, g - h * .3], [-g * .7 - w, -g - h * .6], [-g * .7 - w, g - h * .3]]) {
      const b = [p.x + dx, p.y + dy, p.x + dx + w, p.y + dy + h];
      if (b[0] < view[0] || b[1] < view[1] || b[2] > view[0] + view[2] || b[3] > view[1] + view[3]) continue;
      if (boxes.some(o => o[0] < b[2] && o[2] > b[0] && o[1] < b[3] && o[3] > b[1] && !(o[0] === p.x - p.r && o[1] === p.y - p.r))) continue;
      boxes.push(b);
      const t = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      t.setAttribute('x', b[0].toFixed(1)); t.setAttribute('y', (b[1] + h / 2).toFixed(1));
      t.setAttribute('class', p.kind); t.style.fontSize = size.toFixed(2) + 'px'; t.style.strokeWidth = (3 * k).toFixed(2) + 'px';
      t.textContent = p.m.dataset.l;
      texts.push(t);
      break;
    }
  }
  layer.replaceChildren(...texts);
}
map.addEventListener('wheel', e => {
  e.preventDefault();
  const b = map.getBoundingClientRect(), s = Math.max(view[2] / b.width, view[3] / b.height);
  zoom(e.deltaY < 0 ? .8 : 1.25, view[0] + view[2] / 2 + (e.clientX - b.left - b.width / 2) * s, view[1] + view[3] / 2 + (e.clientY - b.top - b.height / 2) * s);
}, { passive: false });
map.addEventListener('pointerdown', e => { drag = { x: e.clientX, y: e.clientY, moved: 0 }; });
window.addEventListener('pointermove', e => {
  if (!drag) return;
  const b = map.getBoundingClientRect(), s = Math.max(view[2] / b.width, view[3] / b.height), dx = e.clientX - drag.x, dy = e.clientY - drag.y;
  drag = { x: e.clientX, y: e.clientY, moved: drag.moved + Math.abs(dx) + Math.abs(dy) };
  if (drag.moved > 3) { view[0] -= dx * s; view[1] -= dy * s; show(); }
});
window.addEventListener('pointerup', e => {
  const m = drag && drag.moved <= 3 && e.target.closest && e.target.closest('#marks .m');
  drag = null;
  if (m) pick(m.dataset.id);
});
const tip = one('#tip');
map.addEventListener('pointerover', e => {
  const m = e.target.closest && e.target.closest('.m');
  tip.hidden = !m;
  if (m) tip.textContent = m.dataset.tip;
});
map.addEventListener('pointermove', e => {
  tip.style.left = Math.min(e.clientX + 14, innerWidth - 350) + 'px';
  tip.style.top = e.clientY + 14 + 'px';
});
map.addEventListener('pointerleave', () => { tip.hidden = true; });
map.addEventListener('keydown', e => {
  const keys = { '+': () => zoom(.8), '=': () => zoom(.8), '-': () => zoom(1.25), ArrowLeft: () => move(-.1, 0), ArrowRight: () => move(.1, 0), ArrowUp: () => move(0, -.1), ArrowDown: () => move(0, .1) };
  if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
});
const period = one('#period');
if (period) period.addEventListener('input', () => {
  const at = Number(period.value);
  one('#period-name').textContent = period.dataset.names.split(' ')[at];
  map.classList.toggle('years', at > 0);
  for (const m of marks) for (const c of 'nsf') m.classList.toggle('a-' + c, at > 0 && (m.dataset.ahead || '')[at - 1] === c);
});
one('#zoom-in').addEventListener('click', () => zoom(.7));
one('#zoom-out').addEventListener('click', () => zoom(1 / .7));
one('#zoom-all').addEventListener('click', () => { view = [...home]; show(); });
filter();
})();
