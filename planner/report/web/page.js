const map = one('#map');
const placeRow = new Map([...rowsOf('sites_after'), ...rowsOf('centres_after')].map(r => [r.dataset.id, r]));
const people = rowsOf('placements'), arrows = map ? all('.arrow[data-person]') : [];
const personRow = new Map(people.map(r => [r.dataset.id, r]));
const chart = map ? mapView(map.parentElement, { picked: pick }) : null, marks = chart ? chart.marks : [];
let picked = null;

function sum(rows, key) { return rows.reduce((s, r) => s + (r.hidden ? 0 : Number(r.dataset[key] || 0)), 0); }
function filter() {
  filterTables(asked());
  const c = rowsOf('centres_after'), s = rowsOf('sites_after');
  put('people', sum(people, 'placed') + '/' + sum(people, 'people'));
  put('vacant', sum(c, 'before') + ' → ' + sum(c, 'after'));
  put('unstaffed', sum(s, 'emptyBefore') + ' → ' + sum(s, 'emptyAfter'));
  put('residents', sum(s, 'residents').toLocaleString('en'));
  for (const m of marks) { const r = placeRow.get(m.dataset.id); m.classList.toggle('off', !r || r.hidden); }
  for (const a of arrows) { const r = personRow.get(a.dataset.person); a.classList.toggle('off', !r || r.hidden); }
  if (chart) chart.label();
}
onFilter(filter);

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
  if (map) { one('#map-part').scrollIntoView({ block: 'start' }); chart.look(go.dataset.go); }
});
if (one('#only')) one('#only').addEventListener('click', () => { one('#find').value = picked; filter(); });

const period = one('#period');
if (period) period.addEventListener('input', () => {
  const at = Number(period.value);
  one('#period-name').textContent = period.dataset.names.split(' ')[at];
  map.classList.toggle('years', at > 0);
  for (const m of marks) for (const c of 'nsf') m.classList.toggle('a-' + c, at > 0 && (m.dataset.ahead || '')[at - 1] === c);
});
filter();
