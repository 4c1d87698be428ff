'use strict';
// The form: one document, one step at a time. What is written stands in its fields alone, goes to the worker by
// messages, and comes back as a PDF.
(() => {
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = name => JSON.parse(document.getElementById(name).textContent);
const form = document.getElementById('form'), own = form.dataset.lang, phrases = data('phrases'), run = data('run');
const phrase = (name, values = {}) => phrases[name].replace(/\{([a-z]+)\}/g, (braces, key) => values[key] ?? braces);
const steps = all('.step', form), names = steps.map(step => step.dataset.step), last = names.at(-1);
const stepOf = name => steps[names.indexOf(name)];
const say = text => { one('#say').textContent = text; };
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// --- Whether it can run here: the line that says what it needs goes away only then --------------------------------
const able = location.protocol.startsWith('http') && typeof WebAssembly === 'object' && window.Worker && window.crypto?.subtle;
if (!able) return;
one('#needs').hidden = true;
form.hidden = false;

// --- The program in its worker ------------------------------------------------------------------------------------
let worker = null, state = 'off', part = 0, number = 0, waiting = [];
const calls = new Map();
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

async function boot() {
  if (state !== 'off' && state !== 'failed') return;
  state = 'loading'; part = 0;
  one('#broken').hidden = true; form.hidden = false;
  // Where the service worker is in charge first, what is loaded now is kept, and loaded once.
  const keeper = navigator.serviceWorker;
  if (keeper && !keeper.controller) {
    await Promise.race([new Promise(resolve => keeper.addEventListener('controllerchange', resolve, {once: true})), pause(2500)]);
  }
  const folder = new URL(run.folder, document.baseURI).href;
  // A worker made from a blob stands under the policy of this page; one made from an address does not.
  const source = URL.createObjectURL(new Blob([`import ${JSON.stringify(`${folder}worker.mjs`)};`], {type: 'text/javascript'}));
  worker = new Worker(source, {type: 'module'});
  worker.onerror = event => { event.preventDefault(); fail(); };
  worker.onmessage = ({data: message}) => receive(message, source);
  worker.postMessage({type: 'start', folder, files: run.files});
}

function receive(message, source) {
  if (message.type === 'loading') part = message.part;
  else if (message.type === 'starting') state = 'starting';
  else if (message.type === 'failed') fail();
  else if (message.type === 'ready') {
    state = 'ready';
    URL.revokeObjectURL(source);
    for (const {resolve} of waiting.splice(0)) resolve();
  } else {
    calls.get(message.id)?.resolve(message);
    calls.delete(message.id);
  }
  tell();
}

function end() {
  worker?.terminate();
  worker = null;
  for (const {reject} of [...waiting.splice(0), ...calls.values()]) reject(new Error('the program has ended'));
  calls.clear();
}

function fail() {
  state = 'failed';
  end();
  one('#broken').hidden = false;
  // Nobody should write in vain; what is written stays, and can be saved.
  form.hidden = !written;
}

const ready = () => state === 'ready' ? Promise.resolve() : new Promise((resolve, reject) => { waiting.push({resolve, reject}); boot(); });
const ask = (type, values) => new Promise((resolve, reject) => {
  calls.set(++number, {resolve, reject});
  worker.postMessage({type, id: number, ...values});
});

// What was kept may be what is broken.
one('#retry').onclick = async () => {
  for (const name of await caches.keys()) if (name.startsWith('handout-run')) await caches.delete(name);
  boot();
};

// --- What is written ------------------------------------------------------------------------------------------------
let written = false;
const fields = (root = form) => all('[data-field]', root).filter(field => !field.closest('.record[hidden]'));
const fieldOf = name => one(`[data-field="${name}"]`, form);
const checked = (root, name) => all(`input[name="${name}"]:checked`, root).map(box => box.value);
const box = (field, suffix) => one(`[name="${field.dataset.field}${suffix}"]`, field);
const digits = text => /^\d{1,9}$/.test(text) ? Number(text) : text;
const padded = text => text && text.padStart(2, '0');

function dateOf(field) {
  const [day, month, year] = ['.day', '.month', '.year'].map(suffix => box(field, suffix).value.trim());
  if (!day && !month) return year || null;
  return day ? `${year}-${padded(month)}-${padded(day)}` : `${year}-${padded(month)}`;
}

function timeOf(field) {
  const [hour, minutes] = ['.hour', '.minutes'].map(suffix => box(field, suffix).value.trim());
  return hour || minutes ? `${hour}:${minutes ? padded(minutes) : '00'}` : null;
}

function regionsOf(field) {
  const sides = all('[data-side]', field).map(side => side.dataset.side);
  const regions = sides.map(side => [side, checked(field, `${field.dataset.field}.${side}`)]).filter(([, places]) => places.length);
  return regions.length ? Object.fromEntries(regions) : null;
}

const readers = {
  text: field => box(field, '').value.trim() || null,
  lines: field => {
    const lines = box(field, '').value.split('\n').map(line => line.trim()).filter(Boolean);
    return lines.length ? lines : null;
  },
  one: field => checked(field, field.dataset.field)[0] ?? null,
  several: field => { const values = checked(field, field.dataset.field); return values.length ? values : null; },
  number: field => {
    const text = one('[type=radio]', field) ? checked(field, field.dataset.field)[0] : box(field, '').value.trim();
    return text ? digits(text) : null;
  },
  date: dateOf,
  time: timeOf,
  regions: regionsOf,
};
const valueOf = field => readers[field.dataset.kind](field);

// The personal file as the command line reads it. Of records it says which stands where in its list.
function details() {
  const file = {language: own}, order = {};
  for (const field of fields()) {
    const value = valueOf(field), path = field.dataset.field.split('.'), record = field.closest('.record');
    if (value === null) continue;
    if (record) {
      const [name, letter] = record.dataset.record.split('.'), list = file[name] ??= [], letters = order[name] ??= [];
      if (!letters.includes(letter)) {
        letters.push(letter);
        list.push(/[A-Z]/.test(letter) ? {letter} : {});
      }
      list[letters.indexOf(letter)][path[2]] = value;
    } else if (path.length === 1) file[path[0]] = value;
    else (file[path[0]] ??= {})[path[1]] = value;
  }
  // Signs that end a line in YAML, or that it refuses.
  const escaped = sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const text = JSON.stringify(file, null, 1).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
  return {text: `${text}\n`, order, empty: Object.keys(file).length === 1};
}

const tick = (field, name, values) => all(`input[name="${name}"]`, field).forEach(input => { input.checked = values.includes(input.value); });
const writeParts = (field, suffixes, texts) => suffixes.forEach((suffix, index) => { box(field, suffix).value = texts[index] ?? ''; });
const writers = {
  text: (field, value) => { box(field, '').value = [].concat(value).join(' '); },
  lines: (field, value) => { box(field, '').value = [].concat(value).join('\n'); },
  one: (field, value) => tick(field, field.dataset.field, [].concat(value)),
  several: (field, value) => tick(field, field.dataset.field, [].concat(value)),
  number: (field, value) => {
    if (one('[type=radio]', field)) tick(field, field.dataset.field, [].concat(value).map(String));
    else box(field, '').value = [].concat(value).join(' ');
  },
  date: (field, value) => writeParts(field, ['.year', '.month', '.day'], String(value).split('-').map(text => text.replace(/^0(?=\d)/, ''))),
  time: (field, value) => writeParts(field, ['.hour', '.minutes'], String(value).split(':')),
  regions: (field, value) => all('[data-side]', field).forEach(({dataset: {side}}) => {
    const places = value.filter(region => region[0] === side).map(region => region[1]);
    tick(field, `${field.dataset.field}.${side}`, places);
  }),
};

const label = field => one('legend, label', field).textContent.trim();
const chosenWords = root => all('input:checked', root).map(input => input.closest('label').textContent.trim()).join(', ');
function words(field) {
  switch (field.dataset.kind) {
    case 'one': case 'several': return chosenWords(field);
    case 'lines': return valueOf(field).join('\n');
    case 'date': return ['.day', '.month', '.year'].map(suffix => box(field, suffix).value.trim()).filter(Boolean).join('/');
    case 'regions': return all('[data-side]', field).map(side => [one('legend', side).textContent, chosenWords(side)])
      .filter(([, places]) => places).map(([side, places]) => `${side}: ${places}`).join('; ');
    default: return String(valueOf(field));
  }
}

// --- The body: a place that is touched ticks its box, and a box that is ticked shades its place -----------------------
const spots = all('[data-box]', form);
const boxOf = spot => {
  const [name, value] = spot.dataset.box.split('=');
  return one(`input[name="${name}"][value="${value}"]`, form);
};
const shade = () => spots.forEach(spot => spot.classList.toggle('on', boxOf(spot).checked));
for (const spot of spots) spot.onclick = () => boxOf(spot).click();

// --- Steps ----------------------------------------------------------------------------------------------------------
let current = names[0];

function titled(wrong) {
  const title = current === names[0] ? phrases['form.title'] : `${phrases[`step.${current}`]} – ${phrases['form.title']}`;
  document.title = `${wrong ? `${phrases['problem.error']} ` : ''}${title} – ${phrases.site}`;
}

function show(name, focus = true) {
  current = name;
  steps.forEach(step => { step.hidden = step.dataset.step !== name; });
  titled(false);
  if (name === names[0]) count();
  if (name === last) review();
  all('textarea', stepOf(name)).forEach(grow);
  if (!focus) return;
  window.scrollTo(0, 0);
  one('h2', stepOf(name)).focus({preventScroll: true});
}

const go = name => { if (location.hash === `#${name}`) show(name); else location.hash = name; };
// Other hashes, such as that of the link that skips to the content, leave the step as it is.
addEventListener('hashchange', () => {
  const name = location.hash.slice(1) || names[0];
  if (names.includes(name)) { say(''); show(name); }
});

function count() {
  for (const mark of all('[data-status]')) {
    const answers = fields(stepOf(mark.dataset.status)).filter(field => valueOf(field) !== null).length;
    mark.textContent = !answers ? phrases['form.no-answer'] : answers === 1 ? phrases['form.answer'] : phrase('form.answers', {number: answers});
    mark.classList.toggle('some', answers > 0);
  }
}

async function onward() {
  if (current === last) return finish();
  if (state === 'ready') {
    const {text, order} = details();
    try {
      const {problems = []} = await ask('check', {details: text});
      if (mark(problems, order, current)) return;
    } catch { return; }
  }
  go(names[names.indexOf(current) + 1]);
}
all('.back', form).forEach(button => { button.onclick = () => go(names[names.indexOf(current) - 1]); });
all('[data-go]', form).forEach(button => { button.onclick = onward; });
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !event.target.matches('input:not([type=file])')) return;
  event.preventDefault();
  if (current !== names[0]) onward();
});

// --- Problems, at the field they name -------------------------------------------------------------------------------
function unmark() {
  all('.problem', form).forEach(line => { line.hidden = true; line.textContent = ''; });
  all('.wrong', form).forEach(field => field.classList.remove('wrong'));
  all('[aria-invalid]', form).forEach(input => input.removeAttribute('aria-invalid'));
  all('.summary', form).forEach(box => { box.hidden = true; box.replaceChildren(); });
}

function placeOf({path}, order) {
  const keys = [...path];
  if (keys[0] in order && keys[1]) keys[1] = order[keys[0]][keys[1] - 1] ?? keys[1];
  for (let length = keys.length; length; length--) {
    const field = fieldOf(keys.slice(0, length).join('.'));
    if (field) return {field, line: field.dataset.kind === 'lines' ? keys[length] : null};
  }
  return null;
}

// Shows the problems of one step, or of all; says whether there were any.
function mark(problems, order, only) {
  unmark();
  const links = [], seen = new Set();
  for (const problem of problems) {
    const place = placeOf(problem, order), text = phrase(`problem.${problem.phrase}`, problem.values);
    if (!place) { if (!only) links.push({text, step: current}); continue; }
    const {field, line} = place, step = field.closest('.step').dataset.step;
    if ((only && step !== only) || seen.has(field)) continue;
    seen.add(field);
    const told = line ? `${phrase('problem.line', {number: line})}: ${text}` : text;
    const paragraph = one('.problem', field), record = field.closest('.record');
    paragraph.replaceChildren(make('span', {className: 'unseen', textContent: `${phrases['problem.error']} `}), told);
    paragraph.hidden = false;
    field.classList.add('wrong');
    all('input[type=text], textarea', field).forEach(input => input.setAttribute('aria-invalid', 'true'));
    links.push({text: `${record ? `${record.dataset.called}, ` : ''}${label(field)}: ${told}`, step, focus: one('input, textarea', field)});
  }
  if (links.length) summarise(links);
  return links.length > 0;
}

function summarise(links) {
  const box = one('.summary', stepOf(current)), list = make('ul', {});
  for (const {text, step, focus} of links) {
    const link = make('a', {href: `#${step}`, textContent: text});
    link.onclick = event => {
      event.preventDefault();
      if (step !== current) { history.pushState(null, '', `#${step}`); show(step, false); }
      const target = focus ?? one('h2', stepOf(step));
      target.closest('details')?.setAttribute('open', '');
      target.focus();
      target.scrollIntoView({block: 'center'});
    };
    list.append(make('li', {}, link));
  }
  box.replaceChildren(make('h3', {textContent: phrases['problem.title']}), list);
  box.hidden = false;
  titled(true);
  box.focus();
  box.scrollIntoView();
}

// --- Records: they all stand in the page, and are shown when they are needed ------------------------------------------
const records = group => all('.record', group);
function settle(group) {
  const next = records(group).find(record => record.hidden), add = one('.add', group);
  add.hidden = !next;
  if (next) add.textContent = phrase('form.add', {name: next.dataset.called});
}
for (const group of all('.records', form)) {
  one('.add', group).onclick = () => {
    const next = records(group).find(record => record.hidden);
    next.hidden = false;
    settle(group);
    one('legend', next).focus();
  };
  for (const record of records(group)) one('.remove', record).onclick = () => {
    empty(record);
    record.hidden = true;
    settle(group);
    changed();
    say(phrase('form.removed', {name: record.dataset.called}));
    const before = records(group).filter(other => !other.hidden).at(-1);
    (before ? one('legend', before) : one('.add', group)).focus();
  };
  settle(group);
}

function empty(root) {
  for (const input of all('input, textarea', root)) {
    if (input.type === 'radio' || input.type === 'checkbox') input.checked = false;
    else input.value = '';
  }
  clearable();
}

// A choice of one cannot be taken back by itself. The room of the button is kept: nothing jumps under a finger.
function clearable() {
  all('.clear', form).forEach(button => button.classList.toggle('away', !one('input:checked', button.closest('fieldset'))));
  shade();
}
all('.clear', form).forEach(button => {
  button.onclick = () => {
    const group = button.closest('fieldset');
    empty(group);
    changed();
    one('input', group).focus();
  };
});

function grow(area) {
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 4}px`;
}

function changed() {
  written = true;
  if (pdf) one('.stale').textContent = phrases['state.stale'];
}
form.addEventListener('input', event => {
  if (event.target.type === 'file') return;
  changed();
  clearable();
  if (event.target.matches('textarea')) grow(event.target);
});
addEventListener('beforeunload', event => { if (written) event.preventDefault(); });
addEventListener('pagehide', forget);
// A page that comes back from the history starts empty.
addEventListener('pageshow', event => { if (event.persisted) { wipe(); go(names[0]); } });

// --- Choices --------------------------------------------------------------------------------------------------------
const touched = new Set();
const set = name => one(`[data-set="${name}"]`, form);
const chosen = name => checked(set(name), name);
stepOf(last).addEventListener('change', event => { touched.add(event.target.name); choose(); });

function choose() {
  const [language] = chosen('language'), seconds = all('input', set('second'));
  if (!touched.has('second')) seconds.forEach(input => { input.checked = input.value === (language === own ? '' : own); });
  for (const input of seconds) {
    input.closest('label').hidden = input.value === language;
    if (input.value === language && input.checked) seconds[0].checked = true;
  }
  one('#now').textContent = ['sheets', 'reader', 'size', 'paper'].map(name => chosenWords(set(name))).join(' · ');
}

function review() {
  // What only a sheet that is not usual has a place for calls for that sheet.
  const keys = new Set(fields().filter(field => valueOf(field) !== null).map(field => field.dataset.field.split('.')[0]));
  for (const input of all('[data-keys]', set('sheets'))) {
    if (!touched.has('sheets')) input.checked = input.dataset.keys.split(' ').some(key => keys.has(key));
  }
  choose();
  const rows = [];
  for (const name of names.slice(1, -1)) {
    const given = fields(stepOf(name)).filter(field => valueOf(field) !== null);
    if (!given.length) continue;
    const line = field => {
      const record = field.closest('.record');
      return make('p', {textContent: `${record ? `${record.dataset.called}. ` : ''}${label(field)} – ${words(field)}`});
    };
    const change = make('a', {href: `#${name}`, textContent: phrases['make.change']});
    change.append(make('span', {className: 'unseen', textContent: `: ${phrases[`step.${name}`]}`}));
    rows.push(make('div', {}, make('dt', {textContent: phrases[`step.${name}`]}), make('dd', {}, ...given.map(line)), make('dd', {}, change)));
  }
  one('.answered').replaceChildren(...rows);
  one('#unanswered').hidden = rows.length > 0;
}

// --- Making -----------------------------------------------------------------------------------------------------------
let making = false, pdf = null;

function tell() {
  if (!making) return;
  const bar = one('progress', form), line = one('#state');
  const text = phrases[{loading: 'state.loading', starting: 'state.starting'}[state] ?? 'state.making'];
  // Said once, not with every byte.
  if (line.textContent !== text) line.textContent = text;
  if (state === 'loading') bar.value = part;
  else bar.removeAttribute('value');
}

async function finish() {
  if (making) return;
  unmark();
  if (!chosen('sheets').length) {
    one('#options').open = true;
    return summarise([{text: phrases['make.no-sheet'], step: last, focus: one('input', set('sheets'))}]);
  }
  making = true;
  forget();
  const button = one(`#go-${last}`), working = one('.working');
  working.hidden = false;
  button.setAttribute('aria-disabled', 'true');
  tell();
  working.scrollIntoView({block: 'center'});
  try {
    await ready();
    tell();
    const {text, order, empty: blank} = details(), choices = {sheets: chosen('sheets')};
    for (const name of ['language', 'second', 'reader', 'size', 'paper']) choices[name] = chosen(name)[0] ?? '';
    const result = await ask('make', {details: blank ? '' : text, choices});
    if (result.problems) mark(result.problems, order, null);
    else if (result.failed) summarise([{text: phrases['state.failed'], step: last}]);
    else present(result);
  } catch {
    one('#broken').scrollIntoView();
  } finally {
    making = false;
    working.hidden = true;
    button.removeAttribute('aria-disabled');
  }
}

function present({name, pages, bytes}) {
  const file = new File([bytes], name, {type: 'application/pdf'}), href = URL.createObjectURL(file);
  pdf = {file, href};
  written = false;
  one('#facts').textContent = phrase('pdf.facts', {pages, size: Math.round(file.size / 1000)});
  const open = one('#open'), download = one('#download'), share = one('#share');
  open.href = href;
  download.href = href;
  download.download = name;
  const shares = navigator.canShare?.({files: [file]}), pinned = navigator.standalone === true;
  // Where the browser shows no PDF, to open it would only save it; a page on the home screen of some phones cannot
  // save at all.
  open.hidden = pinned || navigator.pdfViewerEnabled === false;
  download.hidden = pinned && shares;
  share.hidden = !shares;
  one('.stale').textContent = '';
  one(`#go-${last}`).textContent = phrases['make.again'];
  one('.result').hidden = false;
  one('#ready').focus();
  one('.result').scrollIntoView();
}
one('#share').onclick = () => navigator.share({files: [pdf.file]}).catch(() => {});

function forget() {
  if (!pdf) return;
  URL.revokeObjectURL(pdf.href);
  pdf = null;
  one('.result').hidden = true;
  one('.stale').textContent = '';
  for (const link of [one('#open'), one('#download')]) { link.removeAttribute('href'); link.removeAttribute('download'); }
}

// --- Details as a file, by one's own hand -------------------------------------------------------------------------------
one('#save').onclick = () => {
  const href = URL.createObjectURL(new Blob([details().text], {type: 'application/json'}));
  make('a', {href, download: `${phrases['file.name']}.json`}).click();
  written = false;
  setTimeout(() => URL.revokeObjectURL(href), 10000);
};

one('#file').onchange = async event => {
  const [file] = event.target.files, line = one('#file-problem');
  line.hidden = true;
  if (!file) return;
  let result = {};
  try {
    if (file.size > 256 * 1024) throw new Error('too large');
    const text = await file.text();
    if (state !== 'ready') say(phrases['state.loading']);
    await ready();
    result = await ask('read', {details: text});
  } catch { /* as one that cannot be read */ }
  // Nor does the name of the file stay.
  event.target.value = '';
  say('');
  const values = {...result.wrong, ...result.values};
  if (!Object.keys(values).length) {
    line.textContent = phrases['file.unreadable'];
    line.hidden = false;
    return;
  }
  wipe();
  for (const [name, value] of Object.entries(values)) fill(name, value);
  all('.records', form).forEach(settle);
  clearable();
  count();
  say(phrases[result.problems.length ? 'file.partly' : 'file.opened']);
  if (result.problems.length) mark(result.problems, details().order, null);
  else one('#say').scrollIntoView({block: 'center'});
};

function fill(name, value) {
  const field = fieldOf(name), record = field?.closest('.record');
  if (!field) return;
  if (record) record.hidden = false;
  // What is wrong stands as it was written, where it can be written.
  if (field.dataset.kind === 'regions' && !value.every(Array.isArray)) return;
  writers[field.dataset.kind](field, value);
}

function wipe() {
  form.reset();
  forget();
  unmark();
  touched.clear();
  for (const group of all('.records', form)) {
    records(group).forEach((record, index) => { record.hidden = index >= Number(group.dataset.shown); });
    settle(group);
  }
  one('.answered').replaceChildren();
  one(`#go-${last}`).textContent = phrases['make.button'];
  clearable();
  written = false;
}

function clearEverything() {
  if (!confirm(phrases['form.clear-sure'])) return;
  wipe();
  // What the program still holds in memory goes with it.
  end();
  state = 'off';
  go(names[0]);
  setTimeout(() => { say(phrases['form.cleared']); one('#say').scrollIntoView({block: 'center'}); boot(); }, 50);
}
all('.wipe', form).forEach(button => { button.onclick = clearEverything; });

const first = location.hash.slice(1);
show(names.includes(first) ? first : names[0], false);
clearable();
// The program is loaded while one reads and writes; where data are saved, only when it is asked for.
if (!navigator.connection?.saveData) boot();
})();
