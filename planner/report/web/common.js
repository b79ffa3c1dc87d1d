const one = (s, e = document) => e.querySelector(s), all = (s, e = document) => [...e.querySelectorAll(s)];
const tables = all('table[data-filtered]').map(t => ({ t, rows: all('tbody tr', t) }));
const rowsOf = id => (tables.find(x => x.t.id === id) || { rows: [] }).rows;

function has(list, value) { return !value || (list || '').split('\n').includes(value); }
function asked() {
  const value = id => (one('#' + id) || { value: '' }).value, place = value('area'), clause = value('clause'), member = value('member');
  const words = value('find').trim().toLowerCase().split(/\s+/).filter(Boolean), moved = one('#changed').checked;
  return e => {
    const d = e.dataset;
    return words.every(w => d.q.includes(w)) && has(place[0] === 'c' ? d.c : d.t, place.slice(2)) && has(d.k, clause) &&
      has(d.m, member) && (!moved || 'changed' in d);
  };
}
function filterTables(fits) {
  for (const { t, rows } of tables) {
    let shown = 0;
    for (const r of rows) { r.hidden = !fits(r); shown += !r.hidden; }
    one('#count-' + t.id).textContent = shown;
    one('.none', t.parentElement).hidden = shown > 0;
  }
}
function onFilter(run) {
  ['input', 'change'].forEach(e => one('#filter').addEventListener(e, run));
  one('#filter').addEventListener('submit', e => e.preventDefault());
  one('#filter').addEventListener('reset', () => setTimeout(run));
}

const inOrder = new Intl.Collator(document.documentElement.lang, { numeric: true });
all('section table:not(.plain)').forEach(t => all('th button', t).forEach((b, n) => b.addEventListener('click', () => {
  const th = b.parentElement, down = th.getAttribute('aria-sort') === 'ascending';
  all('th', t).forEach(h => h.setAttribute('aria-sort', 'none'));
  th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const key = r => { const c = r.cells[n]; return c.dataset.s === undefined ? c.textContent : Number(c.dataset.s); };
  const keyed = all('tbody tr', t).map(r => [key(r), r]);
  keyed.sort(([a], [b]) => (typeof a === 'number' && typeof b === 'number' ? a - b : inOrder.compare(a, b)) * (down ? -1 : 1));
  t.tBodies[0].append(...keyed.map(k => k[1]));
})));

function add(parent, tag, text) { const e = document.createElement(tag); e.textContent = text; parent.append(e); return e; }
function put(id, text) { one('#total-' + id).textContent = text; }
function width(text, size) { let w = 0; for (const c of text) w += c > '\u2e7f' ? 1 : .56; return w * size; }

// A map that can be panned and zoomed. size: of marks and names; picked(id): a mark was pressed; moved(view): it was moved.
function mapView(figure, { size = 1, picked, moved = () => {}, tell = m => m.dataset.tip }) {
  const svg = one('svg.map', figure), layer = one('.labels', svg), marks = all('.marks .m', svg);
  const full = svg.viewBox.baseVal, home = [0, 0, full.width, full.height];
  const spots = new Map(marks.map(m => { const t = m.transform.baseVal.getItem(0).matrix; return [m, [t.e, t.f]]; }));
  const byId = new Map(marks.map(m => [m.dataset.id, m]));
  let view = [...home], drag = null;
  function draw() {
    svg.setAttribute('viewBox', view.map(v => v.toFixed(2)).join(' '));
    svg.style.setProperty('--k', (size * Math.pow(view[2] / home[2], .75)).toFixed(4));
    svg.classList.toggle('zoomed', view[2] !== home[2]);
    label();
  }
  function show() { draw(); moved(view); }
  function set(to) { view = [...to]; draw(); }
  function zoom(f, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) {
    const w = Math.min(home[2], Math.max(home[2] / 60, view[2] * f)), r = w / view[2];
    view = [x - (x - view[0]) * r, y - (y - view[1]) * r, w, view[3] * r];
    if (w === home[2]) view = [...home];
    show();
  }
  function move(dx, dy) { view[0] += dx * view[2]; view[1] += dy * view[3]; show(); }
  function spot(id) { return spots.get(byId.get(id)); }
  function look(...ids) {
    const at = ids.map(spot).filter(Boolean);
    if (!at.length) return;
    const xs = at.map(p => p[0]), ys = at.map(p => p[1]), mid = v => (Math.min(...v) + Math.max(...v)) / 2;
    const wide = Math.max(Math.max(...xs) - Math.min(...xs), (Math.max(...ys) - Math.min(...ys)) * home[2] / home[3]) * 1.4;
    const w = Math.min(home[2], Math.max(wide, Math.min(view[2], home[2] / 3))), h = w * home[3] / home[2];
    view = [mid(xs) - w / 2, mid(ys) - h / 2, w, h];
    show();
  }
  function label() {
    const k = size * Math.pow(view[2] / home[2], .75), rank = ['centre', 'new', 'more', 'empty', 'cover', 'kept', 'outside'];
    const seen = marks.filter(m => !m.classList.contains('off')).map(m => {
      const [x, y] = spots.get(m), kind = rank.find(c => m.classList.contains(c));
      return { m, x, y, kind, order: m.classList.contains('differs') ? .5 : rank.indexOf(kind), r: Number(m.dataset.r) * k };
    }).filter(p => p.x > view[0] && p.y > view[1] && p.x < view[0] + view[2] && p.y < view[1] + view[3]);
    seen.sort((a, b) => a.order - b.order || b.r - a.r);
    const box = p => [p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r], texts = [];
    const boxes = seen.filter(p => p.order < 3).map(box);
    let minor = false;
    for (const p of seen) {
      if (texts.length > 140) break;
      if (p.order > 2 && !minor) { minor = true; if (seen.length < 400) boxes.push(...seen.filter(o => o.order > 2).map(box)); }
      const em = (p.kind === 'centre' ? 14 : p.order < 3 ? 12.5 : 11) * k, w = width(p.m.dataset.l, em), h = em * 1.15, g = p.r + 2 * k;
      for (const [dx, dy] of [[g, -h / 2], [-g - w, -h / 2], [-w / 2, -g - h], [-w / 2, g], [g * .7, -g - h * .6], [g * .7, g - h * .3], [-g * .7 - w, -g - h * .6], [-g * .7 - w, g - h * .3]]) {
        const b = [p.x + dx, p.y + dy, p.x + dx + w, p.y + dy + h];
        if (b[0] < view[0] || b[1] < view[1] || b[2] > view[0] + view[2] || b[3] > view[1] + view[3]) continue;
        if (boxes.some(o => o[0] < b[2] && o[2] > b[0] && o[1] < b[3] && o[3] > b[1] && !(o[0] === p.x - p.r && o[1] === p.y - p.r))) continue;
        boxes.push(b);
        const t = document.createElementNS('http://www.w3.org/2000/svg', 'text');
        t.setAttribute('x', b[0].toFixed(1)); t.setAttribute('y', (b[1] + h / 2).toFixed(1));
        t.setAttribute('class', p.kind); t.style.fontSize = em.toFixed(2) + 'px'; t.style.strokeWidth = (3 * k).toFixed(2) + 'px';
        t.textContent = p.m.dataset.l;
        texts.push(t);
        break;
      }
    }
    layer.replaceChildren(...texts);
  }
  svg.addEventListener('wheel', e => {
    e.preventDefault();
    const b = svg.getBoundingClientRect(), s = Math.max(view[2] / b.width, view[3] / b.height);
    zoom(e.deltaY < 0 ? .8 : 1.25, view[0] + view[2] / 2 + (e.clientX - b.left - b.width / 2) * s, view[1] + view[3] / 2 + (e.clientY - b.top - b.height / 2) * s);
  }, { passive: false });
  svg.addEventListener('pointerdown', e => { drag = { x: e.clientX, y: e.clientY, moved: 0 }; });
  window.addEventListener('pointermove', e => {
    if (!drag) return;
    const b = svg.getBoundingClientRect(), s = Math.max(view[2] / b.width, view[3] / b.height), dx = e.clientX - drag.x, dy = e.clientY - drag.y;
    drag = { x: e.clientX, y: e.clientY, moved: drag.moved + Math.abs(dx) + Math.abs(dy) };
    if (drag.moved > 3) { view[0] -= dx * s; view[1] -= dy * s; show(); }
  });
  window.addEventListener('pointerup', e => {
    const m = drag && drag.moved <= 3 && e.target.closest && e.target.closest('.marks .m');
    drag = null;
    if (m) picked(m.dataset.id);
  });
  const tip = one('#tip');
  svg.addEventListener('pointerover', e => {
    const m = e.target.closest && e.target.closest('.m');
    tip.hidden = !m;
    if (m) tip.textContent = tell(m);
  });
  svg.addEventListener('pointermove', e => {
    tip.style.left = Math.min(e.clientX + 14, innerWidth - 350) + 'px';
    tip.style.top = e.clientY + 14 + 'px';
  });
  svg.addEventListener('pointerleave', () => { tip.hidden = true; });
  const whole = () => { view = [...home]; show(); };
  svg.addEventListener('keydown', e => {
    const keys = { '+': () => zoom(.8), '=': () => zoom(.8), '-': () => zoom(1.25), 0: whole, ArrowLeft: () => move(-.1, 0), ArrowRight: () => move(.1, 0), ArrowUp: () => move(0, -.1), ArrowDown: () => move(0, .1) };
    if (keys[e.key] && !e.ctrlKey && !e.metaKey) { e.preventDefault(); keys[e.key](); }
  });
  const presses = { in: () => zoom(.7), out: () => zoom(1 / .7), all: whole };
  all('[data-zoom]', figure).forEach(b => b.addEventListener('click', presses[b.dataset.zoom]));
  return { svg, marks, byId, spot, look, label, set, draw };
}
