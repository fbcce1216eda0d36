// The questions that still matter, as cards that are added below and never jump: answered ones fold to a line.

import { asked } from './service.js';
import { announce, button, capital, counted, h, listed, problems, sentence } from './words.js';
import { askable, changed, factOf, field, parts, person, request, said, shown, take } from './person.js';
import { checklist, control } from './controls.js';

const START = new Set(['pain', 'goal']); // asked at the start
const OPEN = 3; // so many open cards are enough
const AT_ONCE = 5;
const cards = new Map();
let effort = 2;
let latest = null;
let lastGroup = null;

const place = () => document.getElementById('asked');
const isList = name => field(name)['x-kind'] === 'boolean' && 'x-absent' in field(name) && Object.keys(field(name)['x-instances'] ?? {}).length > 2;

export function clearCards() {
  cards.clear();
  place().replaceChildren();
  lastGroup = latest = null;
}

/** Show what a file said as cards that are answered. */
export function showAnswered() {
  for (const name of Object.keys(person.profile)) {
    const about = field(name);
    if (!about?.['x-kind'] || START.has(name)) continue;
    const instances = about['x-instances'] ? Object.keys(person.profile[name] ?? {}).filter(one => one !== 'others') : [null];
    if (instances.length) add(name, instances);
  }
  for (const card of cards.values()) draw(card);
}

// ---------------------------------------------------------------- what to ask

/** What is worth asking, in order: attributes with the instances that matter. */
function wanted(answer) {
  const found = new Map();
  for (const question of answer.questions) {
    for (const fact of askable(question.fact)) {
      const [name, instance] = parts(fact);
      const about = field(name);
      if (!about?.['x-kind'] || START.has(name) || about['x-effort'] > effort || (about['x-from-log'] && !person.log)) continue;
      if (said(name, instance) !== undefined || !hurts(about, instance)) continue;
      if (!found.has(name)) found.set(name, new Set());
      found.get(name).add(instance);
    }
  }
  return found;
}

/** Whether a question about a place concerns one that hurts. */
const hurts = (about, instance) => about['x-domain'] !== 'site' || (said('pain', instance) ?? 0) > 0;

/** Take an answer of the service in: fold what is answered, drop what no longer matters, add what now does. */
export function update(answer) {
  latest = answer;
  const open = wanted(answer);
  for (const [name, card] of cards) {
    for (const instance of open.get(name) ?? []) {
      if (!card.instances.includes(instance)) card.instances.push(instance);
    }
    const dealt = card.instances.every(instance => said(name, instance) !== undefined);
    const touched = card.instances.some(instance => said(name, instance) !== undefined);
    if (!dealt && !touched && !open.has(name) && !card.element.contains(document.activeElement)) {
      card.element.remove();
      cards.delete(name);
    } else if (!card.element.contains(document.activeElement) || dealt) {
      draw(card, dealt && !card.faulty && !card.reopened);
    }
  }
  prune();
  const asking = [...cards.values()].filter(card => !card.folded).length;
  if (asking < OPEN) append(open);
  drawNext(open);
}

/** Add the best question that is not shown yet, and others of its group that are near the front. */
function append(open) {
  const fresh = [...open].filter(([name]) => !cards.has(name));
  if (!fresh.length) return;
  const group = field(fresh[0][0])['x-group'];
  const chosen = fresh.slice(0, 40).filter(([name]) => field(name)['x-group'] === group).slice(0, AT_ONCE);
  for (const [name, instances] of chosen) draw(add(name, [...instances]));
}

function add(name, instances) {
  const group = field(name)['x-group'];
  if (group !== lastGroup) place().append(h('h3', { class: 'group' }, group));
  lastGroup = group;
  const order = Object.keys(field(name)['x-instances'] ?? {});
  const card = { name, instances: [...instances].sort((a, b) => order.indexOf(a) - order.indexOf(b)), folded: false, reopened: false, faulty: null };
  card.element = h('div', { class: 'card', 'data-name': name });
  place().append(card.element);
  cards.set(name, card);
  return card;
}

/** Remove headings that nothing stands under any more. */
function prune() {
  for (const heading of place().querySelectorAll('h3')) {
    if (!heading.nextElementSibling || heading.nextElementSibling.tagName === 'H3') {
      if (heading === place().lastElementChild) lastGroup = null;
      heading.remove();
    }
  }
}

function drawNext(open) {
  const more = [...open.keys()].filter(name => !cards.has(name)).length;
  const left = [...cards.values()].some(card => !card.folded);
  const words = { 1: 'what can be answered at once', 2: 'also what takes a look or a tape', 3: 'also field tests', 4: 'also tests that need a device' };
  const select = h('select', { id: 'effort', onchange: () => {
    effort = Number(select.value);
    update(latest);
  } }, Object.entries(words).map(([value, text]) => h('option', { value, selected: Number(value) === effort }, capital(text))));
  const told = more || left ? `${counted(more, 'further question')} could matter.`
    : 'Nothing else of this kind could change the advice.';
  document.getElementById('next').replaceChildren(
    h('p', {}, h('label', { for: 'effort' }, 'Ask for '), select),
    h('p', { class: 'soft small' }, told, ' ', more > 0 && button('Ask more now', () => {
      append(open);
      drawNext(wanted(latest));
    }, { class: 'link' })));
}

// ---------------------------------------------------------------- a card

function draw(card, folded = card.instances.every(instance => said(card.name, instance) !== undefined)) {
  const hadFocus = card.element.contains(document.activeElement);
  const at = hadFocus ? [...card.element.querySelectorAll('button, input, select')].indexOf(document.activeElement) : -1;
  const typing = hadFocus && document.activeElement.type === 'text' ? document.activeElement.value : null;
  card.folded = folded;
  card.element.classList.toggle('folded', folded);
  card.element.replaceChildren(...(folded ? line(card) : form(card)));
  if (!hadFocus) return;
  if (folded) focusNext(card);
  else {
    const again = card.element.querySelectorAll('button, input, select')[at];
    again?.focus();
    if (typing !== null && again?.type === 'text') again.value = typing;
  }
}

/** Move to the next question that is open; to the one below, if there is one. */
function focusNext(card) {
  const open = [...cards.values()].filter(other => !other.folded);
  const below = open.find(other => card.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING);
  const next = (below ?? open[0])?.element.querySelector('button, input, select') ?? document.getElementById('effort');
  next?.focus();
}

export const firstQuestion = () => [...cards.values()].find(card => !card.folded)?.element.querySelector('button, input, select')?.focus();

/** Show one question, from wherever it is named. */
export function goTo(fact) {
  const [name, instance] = parts(askable(fact)[0]);
  if (START.has(name)) {
    document.querySelector(`#start [data-name="${name}"] button`)?.focus();
    return;
  }
  const card = cards.get(name) ?? add(name, [instance]);
  if (!card.instances.includes(instance)) card.instances.push(instance);
  card.reopened = true;
  draw(card, false);
  card.element.scrollIntoView({ block: 'center' });
  card.element.querySelector('button, input, select')?.focus();
}

function line(card) {
  const about = field(card.name);
  return [
    h('span', {}, h('strong', {}, about['x-title'].replace(/:$/, '')), ': ', summary(card)),
    button('Change', () => {
      card.reopened = true;
      draw(card, false);
      card.element.querySelector('button, input')?.focus();
    }, { 'aria-label': `Change: ${about['x-title']}`, class: 'link' }),
  ];
}

function summary(card) {
  const about = field(card.name);
  if (card.instances[0] === null) return shown(card.name, null);
  if (!isList(card.name)) {
    const usual = card.instances.length > 2 && 'x-absent' in about ? about['x-absent'] : undefined; // that of most is not told
    const told = card.instances.filter(one => said(card.name, one) !== usual).map(one => `${about['x-instances'][one]} ${shown(card.name, one)}`);
    return [...told, told.length < card.instances.length && 'none elsewhere'].filter(Boolean).join('; ');
  }
  const of = value => card.instances.filter(one => said(card.name, one) === value).map(one => about['x-instances'][one]);
  const [yes, unknown] = [of(true), of(null)];
  const told = [yes.length ? listed(yes) : unknown.length ? '' : 'none of these', unknown.length && `not known: ${unknown.length > 3 ? counted(unknown.length, 'answer') : listed(unknown)}`];
  return told.filter(Boolean).join('; ');
}

function form(card) {
  const { name, instances } = card;
  const about = field(name);
  const done = redrawn => {
    card.reopened = false;
    if (redrawn !== false) draw(card, false);
    changed();
  };
  const single = instances[0] === null;
  const title = titleOf(name, instances);
  const set = h('fieldset', {}, h('legend', {}, title));
  if (isList(name)) set.append(h('p', { class: 'soft small' }, 'Tick what applies, then say no to the rest.'), checklist(name, instances, done));
  else if (instances.length === 1) set.append(control(name, instances[0], title, done));
  else for (const one of instances) set.append(h('div', { class: 'side' }, h('span', { class: 'which' }, capital(about['x-instances'][one])), control(name, one, about['x-questions'][one], done)));
  if (card.faulty) set.append(h('p', { class: 'fault', role: 'alert' }, card.faulty));
  set.append(foot(card, done), about['x-how'] ? h('details', {}, h('summary', {}, 'How to find out'), h('p', { class: 'small' }, about['x-how'])) : '');
  return [set];
}

/** The question of a card; of both sides of the body it is asked once. */
function titleOf(name, instances) {
  const about = field(name);
  const title = about['x-title'].replace(/:$/, '');
  if (instances[0] === null) return about['x-question'];
  if (isList(name)) return `${title}: does any of these apply?`;
  const question = about['x-questions'][instances[0]];
  if (instances.length === 1) return question;
  const both = question.replace(/\bleft /, '');
  return instances.join() === 'left,right' && !/\bleft\b/.test(both) ? both : title;
}

function foot(card, done) {
  const { name, instances } = card;
  const open = instances.filter(one => said(name, one) === undefined);
  const some = open.length < instances.length;
  const rest = value => {
    open.forEach(one => take(name, one, value));
    done();
  };
  return h('div', { class: 'foot' },
    isList(name) && open.length > 0 && button(some ? 'No to the rest' : 'No to all of these', () => rest(false), { class: 'main' }),
    open.length > 0 && button(some ? 'Don’t know the rest' : 'Don’t know', () => rest(null)),
    some && open.length === 0 && button('Done', done, { class: 'main' }),
    some && button('Clear', () => {
      instances.forEach(one => take(name, one, undefined));
      card.faulty = null;
      done();
    }, { class: 'link' }),
    button('Why is this asked?', event => why(event.target, factOf(name, (open[0] ?? instances[0]))), { class: 'link' }));
}

async function why(from, fact) {
  const next = from.closest('.card').querySelector('.why');
  if (next) {
    next.remove();
    return;
  }
  try {
    const told = await asked('explain', request({ ask: 'why_asked', name: fact, reader: 'athlete' }));
    from.parentElement.after(h('ul', { class: 'why small' }, told.text.slice(1).filter(line => line.trim()).map(line => h('li', {}, line.trim()))));
    announce('Why it is asked stands below.');
  } catch (error) {
    from.parentElement.after(problems(error.problem ?? { title: error.message }));
  }
}

/** Put what is wrong with answers beside them; return what belongs to none. */
export function faults(list) {
  const elsewhere = [];
  for (const card of cards.values()) card.faulty = null;
  for (const problem of list) {
    const name = /^facts: ([a-z0-9_]+)/.exec(problem.place)?.[1];
    const card = cards.get(name);
    if (!card) {
      elsewhere.push(problem);
      continue;
    }
    card.faulty = sentence(problem);
  }
  for (const card of cards.values()) if (card.faulty || card.element.querySelector('.fault')) draw(card, !card.faulty && card.folded);
  return elsewhere;
}
