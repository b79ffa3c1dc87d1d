const people = rowsOf('compare_people'), clinics = rowsOf('compare_clinics'), lines = all('#indicators tr[data-key]');
const others = all('#totals li'), pair = one('.pair'), names = pair ? pair.dataset.names.split('\n') : [];
const colon = document.documentElement.lang === 'en' ? ': ' : '：';
const sum = (rows, key) => rows.reduce((s, r) => s + Number(r.dataset[key] || 0), 0);
const told = new Map(), dataOf = (m, at) => {
  if (!told.has(m.dataset.id)) told.set(m.dataset.id, m.dataset.v.split('\n'));
  return told.get(m.dataset.id)[at];
};
let maps = [], shownPlans = [0, 0], chosen = { id: '', kind: '' };

function totals() {
  const shown = rows => rows.filter(r => !r.hidden);
  for (const line of others) {
    const n = line.dataset.member, who = shown(people).filter(r => r.dataset.m === n), asks = one('#member').value;
    const more = shown(clinics).filter(r => r.dataset['d' + n] === '1'), less = shown(clinics).filter(r => r.dataset['d' + n] === '-1');
    line.hidden = !!asks && asks !== n;
    put('gains-' + n, sum(who, 'gains'));
    put('loses-' + n, sum(who, 'loses'));
    put('other-' + n, who.length - sum(who, 'gains') - sum(who, 'loses'));
    put('covered-' + n, more.length);
    put('uncovered-' + n, less.length);
    const box = one('#total-residents-' + n), count = rows => sum(rows, 'residents').toLocaleString('en');
    box.textContent = box.dataset.text.replace('PLUS', count(more)).replace('MINUS', count(less));
  }
}
function filter() {
  const ask = asked(), moved = one('#changed').checked;
  filterTables(ask);
  totals();
  for (const line of lines) line.hidden = moved && !('changed' in line.dataset);
  tabStops();
  dress();
}

// Rows can be reached by keyboard: one tab stop a table, arrow keys between rows, Enter or space shows the row on the maps.
function tabStops() {
  for (const { rows } of tables) {
    const open = rows.filter(r => !r.hidden), keep = open.find(r => r.tabIndex === 0 && r.hasAttribute('tabindex')) || one('tbody tr:not([hidden])', rows[0] && rows[0].closest('table'));
    for (const r of rows) r.setAttribute('tabindex', r === keep ? 0 : -1);
  }
}
const rowAt = e => e.target.closest && e.target.closest('table[data-filtered] tbody tr');
function pickRow(row) {
  const kind = row.closest('table').id.startsWith('compare_clinics') ? 'place' : 'person';
  pick(row.dataset.id, kind);
  if (!maps.length) return;
  one('#map-part').scrollIntoView({ block: 'start' });
  maps[0].look(...(kind === 'place' ? [row.dataset.id] : placesOf(row.dataset.id)));
}
document.addEventListener('click', e => { const row = rowAt(e); if (row && !String(getSelection())) pickRow(row); });
document.addEventListener('keydown', e => {
  if (e.key === 'Escape' && chosen.id) { pick('', ''); return; }
  const row = e.target.matches && e.target.matches('tbody tr[tabindex]') ? e.target : null;
  if (!row) return;
  if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); pickRow(row); return; }
  const open = all('tr:not([hidden])', row.parentElement), at = open.indexOf(row);
  const to = { ArrowDown: open[at + 1], ArrowUp: open[at - 1], Home: open[0], End: open[open.length - 1] }[e.key];
  if (!to) return;
  e.preventDefault();
  row.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
});

const placeIn = (row, at) => row.dataset.site.split('\n')[at];
const placesOf = person => people.filter(r => r.dataset.id === person).slice(0, 1).flatMap(r => shownPlans.map(at => placeIn(r, at)));
// Everyone whose place differs between the two plans shown, once, and whether a row of hers is left by the filter.
function movers() {
  const met = new Map(), [a, b] = shownPlans;
  for (const r of people) {
    const from = placeIn(r, a), to = placeIn(r, b);
    if (from === to) continue;
    const known = met.get(r.dataset.id) || { id: r.dataset.id, from, to, on: false };
    known.on = known.on || !r.hidden;
    met.set(r.dataset.id, known);
  }
  return [...met.values()];
}
function bend([x0, y0], [x1, y1]) {
  const mx = (x0 + x1) / 2 - (y1 - y0) * .1, my = (y0 + y1) / 2 + (x1 - x0) * .1;
  return 'M' + [x0, y0].join() + 'Q' + [mx, my].join() + ' ' + [x1, y1].join();
}
function dress() {
  if (!maps.length) return;
  const ask = asked(), value = id => one('#' + id).value, words = value('find').trim().toLowerCase().split(/\s+/).filter(Boolean);
  const area = value('area'), narrow = value('clause') || one('#changed').checked, gone = movers();
  const touched = new Set(clinics.filter(ask).map(r => r.dataset.id)), [a, b] = shownPlans;
  for (const p of gone) if (p.on) { touched.add(p.from); touched.add(p.to); }
  const chosenAt = new Set(chosen.kind === 'place' ? [chosen.id] : chosen.kind === 'person' ? placesOf(chosen.id) : []);
  maps.forEach((map, side) => {
    const at = shownPlans[side];
    for (const m of map.marks) {
      const d = m.dataset, centre = d.n !== undefined, id = d.id, differs = dataOf(m, a) !== dataOf(m, b);
      const here = has(area[0] === 'c' ? d.c : d.t, area.slice(2)), sought = words.every(w => d.q.includes(w)) || touched.has(id);
      const off = !here || !sought || (narrow && !touched.has(id) && !(differs && !value('clause')));
      const picked = chosenAt.has(id);
      m.setAttribute('class', 'm ' + (centre ? 'centre' : dataOf(m, at)) + (differs && !centre ? ' differs' : '') + (off ? ' off' : '') + (picked ? ' picked' : ''));
      if (!centre) continue;
      d.l = d.n.split('\n')[at];
      const half = Number(dataOf(m, at)), box = one('.in', m);
      for (const [k, v] of [['x', -half], ['y', -half], ['width', 2 * half], ['height', 2 * half]]) box.setAttribute(k, v);
    }
    const drawn = gone.flatMap(p => {
      const from = map.spot(p.from), to = map.spot(p.to), only = [p.from, p.to][side], spot = map.spot(only);
      const shape = from && to ? 'path' : spot && !(p.from && p.to) ? 'circle' : '';
      if (!shape) return [];
      const e = document.createElementNS('http://www.w3.org/2000/svg', shape);
      e.dataset.person = p.id;
      const me = chosen.kind === 'person' ? p.id === chosen.id : chosen.id && (p.from === chosen.id || p.to === chosen.id);
      e.setAttribute('class', (shape === 'path' ? 'arrow' : 'lone') + (p.on ? '' : ' off') + (me ? ' picked' : ''));
      if (shape === 'circle') {
        const g = document.createElementNS('http://www.w3.org/2000/svg', 'g'), z = g.cloneNode();
        e.setAttribute('r', 14);
        g.setAttribute('transform', 'translate(' + spot.join() + ')');
        z.setAttribute('class', 'z');
        z.append(e);
        g.append(z);
        return [g];
      }
      e.setAttribute('d', bend(from, to));
      e.setAttribute('marker-end', 'url(#head)');
      return [e];
    });
    one('.arrows', map.svg).replaceChildren(...drawn);
    map.label();
  });
}

const stateWord = state => (one('.legend [data-state="' + state + '"] span') || { textContent: '' }).textContent;
function tell(m, at) {
  const state = m.dataset.n === undefined ? stateWord(dataOf(m, at)) : m.dataset.l;
  const there = people.filter(r => placeIn(r, at) === m.dataset.id).map(r => r.cells[1].textContent);
  return [m.dataset.tip, state, ...new Set(there)].join('\n');
}
function pick(id, kind) {
  chosen = { id, kind };
  const box = one('#picked'), at = r => r.dataset.site.split('\n');
  for (const { rows } of tables) for (const r of rows) {
    const mine = !!id && (r.dataset.id === id || (kind === 'place' && at(r).includes(id)));
    r.classList.toggle('picked', mine);
    if (mine) r.setAttribute('aria-current', 'true'); else r.removeAttribute('aria-current');
  }
  dress();
  if (!box) return;
  box.textContent = '';
  one('#only').hidden = !id;
  if (!id) return;
  const about = people.filter(r => kind === 'person' ? r.dataset.id === id : shownPlans.some(p => at(r)[p] === id));
  const mark = kind === 'place' && maps[0].byId.get(id);
  add(box, 'h3', mark ? mark.dataset.tip : about.length ? about[0].cells[1].textContent : id);
  const list = add(box, 'dl', '');
  if (mark) shownPlans.forEach((p, side) => {
    const m = maps[side].byId.get(id);
    add(list, 'dt', names[p]);
    add(list, 'dd', m.dataset.n === undefined ? stateWord(dataOf(m, p)) : m.dataset.n.split('\n')[p]);
  });
  const lines = add(box, 'ul', '');
  for (const r of about) {
    const c = [...r.cells].map(x => x.textContent.trim());
    add(lines, 'li', c[0] + colon + (kind === 'place' ? c[1] + ' ' : '') + c[2] + ' → ' + c[3] + ' · ' + c[7] + (c[8] ? ' · ' + c[8] : ''));
  }
}
if (one('#only')) one('#only').addEventListener('click', () => { one('#find').value = chosen.id; filter(); });

if (pair) {
  const first = one('figure', pair), second = first.cloneNode(true), figures = [first, second];
  second.id = 'right';
  one('label', second).firstChild.data = first.dataset.label + ' ';
  pair.append(second);
  maps = figures.map((figure, side) => mapView(figure, {
    size: 1.5, picked: id => pick(id, 'place'), moved: view => maps[1 - side].set(view), tell: m => tell(m, shownPlans[side]),
  }));
  const heads = figures.map(f => one('select', f)), hint = maps[0].svg.getAttribute('aria-label');
  heads[1].selectedIndex = 1;
  const show = () => {
    shownPlans = heads.map(h => Number(h.value));
    maps.forEach((m, side) => m.svg.setAttribute('aria-label', hint.replace('NAME', () => names[shownPlans[side]])));
  };
  const choose = () => { show(); if (chosen.id) pick(chosen.id, chosen.kind); else dress(); };
  heads.forEach(h => h.addEventListener('change', choose));
  // Whoever asks for one plan wants to see it on the map.
  one('#member').addEventListener('change', e => {
    if (![...heads[1].options].some(o => o.value === e.target.value)) return;
    heads[1].value = e.target.value;
    choose();
  });
  maps.forEach(m => { m.svg.style.setProperty('--k', 1.5); });
  show();
}
onFilter(filter);
filter();
