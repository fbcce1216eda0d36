// Controls made of the profile's schema: buttons for words, a field for numbers, and "don't know" for each.
// Buttons and not radio buttons: an arrow key must not answer for somebody who only looks at what there is.

import { button, capital, h } from './words.js';
import { factOf, field, said, take } from './person.js';

const NUMBER = /^\s*[-+]?\d+([.,]\d+)?\s*$/;

/** What was typed as a profile holds it: a number, or a text with a unit, which the service reads. */
export function typed(text) {
  if (!text.trim()) return undefined;
  return NUMBER.test(text) ? Number(text.replace(',', '.')) : text.trim();
}

/** One control for one fact; `done` is called when it is answered. */
export function control(name, instance, label, done) {
  const about = field(name);
  if (about['x-kind'] !== 'number') return choices(name, instance, label, done);
  return about['x-shown-unit'] === 'of 10' ? scale(name, instance, label, done) : number(name, instance, label, done);
}

function options(about) {
  if (about['x-kind'] === 'boolean') return [[true, 'Yes'], [false, 'No']];
  return Object.entries(about['x-options']).map(([value, words]) => [value, capital(words)]);
}

function choices(name, instance, label, done) {
  return pressed(name, instance, label, options(field(name)), done);
}

function scale(name, instance, label, done) {
  const about = field(name);
  const numbers = Array.from({ length: about['x-high'] - about['x-low'] + 1 }, (_, i) => about['x-low'] + i);
  return pressed(name, instance, label, numbers.map(value => [value, `${value}`]), done, 'scale');
}

function pressed(name, instance, label, all, done, extra = '') {
  const now = said(name, instance);
  const chosen = value => JSON.stringify(value) === JSON.stringify(typeof now === 'object' && now ? now[field(name)['x-dated']] : now);
  const row = h('div', { class: `choices ${extra}`, role: 'group', 'aria-label': label });
  const choose = value => {
    take(name, instance, value);
    done();
  };
  row.append(...all.map(([value, words]) => button(words, () => choose(value), { 'aria-pressed': chosen(value) ? 'true' : 'false' })));
  return row;
}

function number(name, instance, label, done) {
  const about = field(name);
  const now = said(name, instance);
  const unit = about['x-shown-unit'];
  const id = `value-${factOf(name, instance)}`;
  const input = h('input', {
    id, type: 'text', inputmode: 'decimal', autocomplete: 'off', size: 8, 'aria-label': `${label}${unit ? `, in ${unit}` : ''}`,
    value: now === null || now === undefined ? '' : `${now}`,
    onchange: () => {
      take(name, instance, typed(input.value));
      done(false); // the next field may have the focus already
    },
    onkeydown: event => event.key === 'Enter' && input.blur(),
  });
  const range = `${about['x-low']} to ${about['x-high']}`;
  return h('div', { class: 'number' }, input, h('span', { class: 'unit' }, unit), h('span', { class: 'soft small' }, range));
}

/** A list of which some may apply: each said yes to, left open, or not known. */
export function checklist(name, instances, done) {
  const about = field(name);
  return h('ul', { class: 'checklist' }, instances.map(instance => {
    const question = about['x-questions'][instance];
    const now = said(name, instance);
    const set = value => {
      take(name, instance, value);
      done();
    };
    const box = h('input', { type: 'checkbox', checked: now === true, onchange: () => set(box.checked ? true : undefined) });
    const unknown = button('?', () => set(now === null ? undefined : null), {
      class: 'unknown', 'aria-pressed': now === null ? 'true' : 'false', 'aria-label': `Don’t know: ${question}`, title: 'Don’t know',
    });
    return h('li', {}, h('label', {}, box, h('span', {}, question)), unknown);
  }));
}
