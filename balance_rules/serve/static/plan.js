// The week: asked for when it is wanted, for its planning takes a moment.

import { asked } from './service.js';
import { announce, button, h, listed, problems } from './words.js';
import { request, said } from './person.js';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
let wish = { sessions: '', minutes: '', days: [] };
let planned = null; // the week, with the answers it was made for
let trouble = null;

export function clearPlan() {
  wish = { sessions: '', minutes: '', days: [] };
  planned = trouble = null;
}

const answers = () => JSON.stringify(request({}));

export function planPart(answer) {
  const place = h('section', { id: 'week' });
  fill(place, answer);
  return place;
}

function fill(place, answer) {
  const number = (id, label, most) => {
    const input = h('input', { id, 'data-key': id, type: 'number', min: 1, max: most, value: wish[id], onchange: () => { wish[id] = input.value; } });
    return h('p', {}, h('label', { for: id }, `${label} `), input);
  };
  const known = said('sessions_available');
  place.replaceChildren(h('h3', {}, 'The week'),
    h('form', { class: 'row wish', novalidate: true, onsubmit: event => {
      event.preventDefault();
      plan(place, answer);
    } },
    number('sessions', `Sessions${known ? ` (${known} available)` : ''}`, 7), number('minutes', 'Minutes each', 300),
    h('div', { class: 'choices', role: 'group', 'aria-label': 'Days' }, DAYS.map(name => button(name, event => {
      wish.days = wish.days.includes(name) ? wish.days.filter(other => other !== name) : DAYS.filter(other => other === name || wish.days.includes(other));
      event.target.setAttribute('aria-pressed', wish.days.includes(name) ? 'true' : 'false');
    }, { 'aria-pressed': wish.days.includes(name) ? 'true' : 'false', 'data-key': `day-${name}` }))),
    h('button', { type: 'submit', class: 'main', 'data-key': 'plan' }, planned ? 'Plan again' : 'Plan a week')));
  if (trouble) place.append(problems(trouble));
  if (planned) place.append(...week(planned.told.programme, planned.answers !== answers()));
}

async function plan(place, answer) {
  announce('Planning the week.');
  const form = place.querySelector('form');
  form.setAttribute('aria-busy', 'true');
  const made = answers();
  try {
    const told = await asked('programme', request({
      ...(wish.sessions ? { sessions: Number(wish.sessions) } : {}), ...(wish.minutes ? { minutes: Number(wish.minutes) } : {}), ...(wish.days.length ? { days: wish.days } : {}),
    }));
    [planned, trouble] = [{ told, answers: made }, null];
    announce('The week is planned.');
  } catch (error) {
    [planned, trouble] = [null, error.problem ?? { title: error.message }];
    announce('The week could not be planned.');
  }
  const now = document.getElementById('week');
  if (now) fill(now, answer);
}

const span = (pair, unit = '') => (pair ? `${pair[0] === pair[1] ? pair[0] : `${pair[0]}–${pair[1]}`}${unit}` : null);

function week(programme, stale) {
  return [
    stale && h('p', { class: 'open' }, 'Answers have changed since: plan again.'),
    programme.notes.map(note => h('p', {}, note)),
    programme.sessions.map(session => h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${session.name}, ${session.day}` }, h('table', {},
      h('caption', {}, h('strong', {}, `${session.name}, ${session.day}`), `: ${Math.round(session.minutes)} min`, session.warm_up.length > 0 && `; warm-up ${listed(session.warm_up)}`),
      h('thead', {}, h('tr', {}, ['Exercise', 'Sets', 'How much', 'Rest', 'Why'].map(title => h('th', { scope: 'col' }, title)))),
      h('tbody', {}, session.items.map(item => h('tr', {},
        h('th', { scope: 'row' }, item.name, item.weaker_side && h('span', { class: 'soft small' }, ` ${item.weaker_side} side first`)), h('td', {}, item.sets),
        h('td', {}, [span(item.reps, ' reps'), span(item.hold_seconds, ' s hold'), span(item.reps_in_reserve, ' in reserve'), item.tempo].filter(Boolean).join(', ')),
        h('td', {}, span(item.rest_seconds, ' s') ?? ''), h('td', { class: 'soft small' }, [item.change === 'changed' ? `was ${item.was} sets` : item.change, item.reason].filter(Boolean).join(': ')))))))),
    programme.habits.length > 0 && [h('h4', {}, 'Most days'), h('ul', {}, programme.habits.map(habit => h('li', {}, h('strong', {}, habit.name), habit.dose && `: ${habit.dose}`)))],
    programme.dropped.length > 0 && [h('h4', {}, 'Left out of the present week'), h('ul', { class: 'small' }, programme.dropped.map(one => h('li', {}, `${one.name}: ${one.reason}`)))],
    programme.later.length > 0 && [h('h4', {}, 'Left for later'), h('ul', { class: 'small' }, programme.later.map(one => h('li', {}, `${one.title}: ${one.reason}`)))],
    programme.stop_rules.length > 0 && [h('h4', {}, 'Stop when'), h('ul', { class: 'small' }, programme.stop_rules.map(rule => h('li', {}, rule)))],
    programme.unmet.length > 0 && h('p', { class: 'small' }, `Too little in this week for: ${listed(programme.unmet)}.`),
    programme.conflict.length > 0 && h('p', { class: 'small' }, `These limits cannot be kept together: ${programme.conflict.join('; ')}.`),
  ].flat(2).filter(Boolean);
}

