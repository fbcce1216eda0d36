// The beginning: who it is, what hurts, what is wanted, and the training log. The complaint comes first.

import { sentLog } from './service.js';
import { announce, button, capital, counted, day, h, problems } from './words.js';
import { changed, field, person, said, take } from './person.js';
import { firstQuestion } from './cards.js';

let chosen = new Set(); // sites that were named, with or without how strong the pain is

const place = () => document.getElementById('start');

export function drawStart() {
  chosen = new Set([...chosen, ...Object.entries(person.profile.pain ?? {}).filter(([, value]) => value > 0).map(([site]) => site)]);
  const focused = focusKey();
  place().replaceChildren(complaint(), goals(), who(), log());
  if (focused) place().querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

const focusKey = () => (place().contains(document.activeElement) ? document.activeElement.dataset.key : null);

export function clearStart() {
  chosen = new Set();
}

function again() {
  drawStart();
  changed();
}

// ---------------------------------------------------------------- complaint

/** Whether it was said what hurts, or that nobody knows: only then is more asked. */
export const complaintKnown = () => person.profile.pain === null
  || Object.values(person.profile.pain ?? {}).some(value => value !== null);

function complaint() {
  const sites = field('pain')['x-instances'];
  const rows = new Map(); // "knee" → its sides
  for (const [site, label] of Object.entries(sites)) {
    const side = /\b(left|right) /.exec(label)?.[1];
    const part = label.replace(/\b(left|right) /, '');
    if (!rows.has(part)) rows.set(part, []);
    rows.get(part).push([site, side ?? part, label]);
  }
  const rest = person.profile.pain?.others === 'none' || Object.keys(sites).every(site => said('pain', site) !== undefined && said('pain', site) !== null);
  const set = h('fieldset', { class: 'card', 'data-name': 'pain' }, h('legend', {}, 'Where does it hurt now?'));
  if (rest || person.profile.pain === null) {
    set.append(h('p', {}, painful(), ' ', button('Change', () => {
      person.profile.pain = Object.fromEntries([...chosen].filter(site => said('pain', site) > 0).map(site => [site, said('pain', site)]));
      if (!Object.keys(person.profile.pain).length) delete person.profile.pain;
      again();
      place().querySelector('[data-name="pain"] button')?.focus();
    }, { class: 'link', 'aria-label': 'Change: where it hurts' })));
    return set;
  }
  set.append(h('div', { class: 'sites' }, [...rows].map(([part, sides]) => h('div', { class: 'site' },
    sides.length > 1 && h('span', { class: 'which' }, capital(part)),
    sides.map(([site, words, label]) => button(capital(words), () => toggle(site), {
      'aria-pressed': chosen.has(site) ? 'true' : 'false', 'aria-label': label, 'data-key': `site-${site}`,
    }))))));
  for (const site of Object.keys(sites).filter(one => chosen.has(one))) set.append(strength(site, sites[site]));
  set.append(h('div', { class: 'foot' },
    button(chosen.size ? 'Nothing else hurts' : 'Nothing hurts', nothingElse, { class: 'main', 'data-key': 'nothing-else' }),
    !chosen.size && button('Don’t know', () => {
      person.profile.pain = null;
      again();
    }, { 'data-key': 'pain-unknown' })));
  return set;
}

function painful() {
  if (person.profile.pain === null) return 'Not known.';
  const sites = field('pain')['x-instances'];
  const those = Object.keys(sites).filter(site => said('pain', site) > 0).map(site => `${sites[site]} ${said('pain', site)} of 10`);
  return those.length ? `${capital(those.join(', '))}; nothing else.` : 'Nothing hurts.';
}

function toggle(site) {
  if (chosen.delete(site)) take('pain', site, undefined);
  else chosen.add(site);
  again();
}

function strength(site, label) {
  const now = said('pain', site);
  const select = h('select', { id: `pain-${site}`, 'data-key': `strength-${site}`, onchange: () => {
    take('pain', site, select.value === '' ? undefined : Number(select.value));
    again();
  } }, h('option', { value: '' }, 'choose'), Array.from({ length: 10 }, (_, i) => h('option', { value: i + 1, selected: now === i + 1 }, `${i + 1}${i === 9 ? ' (worst imaginable)' : ''}`)));
  return h('p', { class: 'strength' }, h('label', { for: `pain-${site}` }, `${capital(label)}: how strong, of 10, at its worst this week? `), select,
    now === undefined && h('span', { class: 'soft small' }, ' Until then it counts as not known.'));
}

function nothingElse() {
  const without = [...chosen].find(site => !said('pain', site));
  if (without) {
    announce('Say first how strong each pain is.');
    document.getElementById(`pain-${without}`).focus();
    return;
  }
  person.profile.pain = { ...(person.profile.pain ?? {}), others: 'none' };
  again();
  place().querySelector('[data-name="goal"] button')?.focus();
}

// ---------------------------------------------------------------- goals

function goals() {
  const all = field('goal')['x-instances'];
  const set = h('fieldset', { class: 'card', 'data-name': 'goal' }, h('legend', {}, 'What is the training for?'),
    h('div', { class: 'choices' }, Object.entries(all).map(([goal, label]) => button(capital(label), () => {
      take('goal', goal, said('goal', goal) === true ? undefined : true);
      again();
    }, { 'aria-pressed': said('goal', goal) === true ? 'true' : 'false', 'data-key': `goal-${goal}` }))));
  return set;
}

// ---------------------------------------------------------------- who

function who() {
  const name = h('input', { id: 'name', 'data-key': 'name', type: 'text', maxlength: 100, autocomplete: 'off', value: person.profile.person ?? '', onchange: () => {
    take('person', null, name.value.trim() || undefined);
    changed();
  } });
  const date = h('input', { id: 'date', 'data-key': 'date', type: 'date', value: person.profile.date ?? '', onchange: () => dated(date.value) });
  return h('fieldset', { class: 'card row' }, h('legend', {}, 'Who, and when'),
    h('p', {}, h('label', { for: 'name' }, 'Name or initials '), name),
    h('p', {}, h('label', { for: 'date' }, 'Day of the visit '), date, ' ', button('Today', () => {
      const now = new Date();
      dated(new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
      drawStart();
    }, { 'data-key': 'today' })));
}

function dated(value) {
  take('date', null, value || undefined);
  if (person.logFile) readLog(person.logFile); // what counts of a log hangs on the day
  else changed();
}

// ---------------------------------------------------------------- log

function log() {
  const set = h('fieldset', { class: 'card', id: 'log' }, h('legend', {}, 'Training log'));
  if (person.log) {
    const { sessions, since, until, notes } = person.log;
    const span = since ? `${counted(sessions, 'session')} from ${day(since)} to ${day(until)} ${sessions === 1 ? 'counts' : 'count'}.` : 'No session of it counts for this day.';
    set.append(h('p', {}, h('strong', {}, person.logFile?.name ?? 'A log'), `: ${span} `, button('Remove', () => {
      person.log = person.logFile = null;
      again();
    }, { class: 'link', 'data-key': 'log-remove', 'aria-label': 'Remove the training log' })));
    if (notes.length) set.append(h('details', {}, h('summary', {}, counted(notes.length, 'note on it', 'notes on it')), h('ul', { class: 'small' }, notes.map(note => h('li', {}, note)))));
  } else {
    set.append(h('p', { class: 'soft small' }, 'Drop the export of a training app here (Hevy, Strong, Fitbod and others: CSV, JSON or zip), or choose it.'),
      button('Choose a file', () => document.getElementById('log-file').click(), { 'data-key': 'log-choose' }));
  }
  return set;
}

/** Read a training log that was chosen or dropped. */
export async function readLog(file) {
  announce('Reading the training log.');
  try {
    person.log = await sentLog(file, person.profile.date);
    person.logFile = file;
    announce('The training log was read.');
    again();
  } catch (error) {
    person.log = person.logFile = null;
    again();
    document.getElementById('log').append(problems(error.problem ?? { title: error.message, detail: '' }));
    announce('The training log could not be read.');
  }
}

export { firstQuestion };
