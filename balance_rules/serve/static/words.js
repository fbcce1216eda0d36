// Texts and elements: whatever comes from outside becomes text, never markup, and cannot act on what shows it.

const ACTING = /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200e\u200f\u2028-\u202e\u2060\u2066-\u206f\ufeff\ufff9-\ufffb]+/g;

/** A text in which nothing recolours, reorders or hides what stands beside it. */
export const plain = text => String(text ?? '').replace(ACTING, ' ');

/** An element: `h('p', { class: 'soft', onclick: f }, 'text', child)`. A child that is no element becomes text. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value' || key === 'checked') element[key] = value;
    else element.setAttribute(key, value === true ? '' : plain(value));
  }
  element.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== false)
    .map(child => (child instanceof Node ? child : plain(child))));
  return element;
}

export const button = (text, onclick, attributes = {}) => h('button', { type: 'button', onclick, ...attributes }, text);

export const counted = (number, noun, plural = `${noun}s`) => `${number} ${number === 1 ? noun : plural}`;

export const capital = text => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Words as a list in a sentence. */
export function listed(words, last = 'and') {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** A date as people write it. */
export function day(iso) {
  const date = new Date(`${iso}T12:00:00`);
  return Number.isNaN(date.getTime()) ? iso
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** Say something to those who do not see it change. */
export function announce(text) {
  document.getElementById('status').textContent = plain(text);
}

/** A problem document as a list for people. */
export function problems(problem) {
  const each = problem.problems?.length ? problem.problems
    : [{ place: '', found: problem.detail, expected: '', fix: '' }];
  return h('div', { class: 'problem' },
    h('p', { class: 'state' }, problem.title),
    h('ul', {}, each.map(one => h('li', {}, sentence(one)))),
    problem.count > each.length && h('p', {}, `and ${problem.count - each.length} more`));
}

export const sentence = one => (one.expected
  ? `${capital(`found ${one.found}`)}; expected ${one.expected}. ${one.fix}` : one.found);
