// The reasons of a sentence: how it was derived, what stands in its way, what would change it.

import { asked } from './service.js';
import { button, h, problems } from './words.js';
import { request } from './person.js';

const ASKS = {
  finding: [['how', 'How do we know?'], ['why', 'Which facts suffice?'], ['change', 'What would change it?']],
  given: [['how', 'Why this?'], ['change', 'What would change it?'], ['why_not', 'What would stop it?']],
  concern: [['how', 'Why this?'], ['change', 'What would change it?'], ['why_not', 'What would stop it?']],
  held: [['why_not', 'Why not now?'], ['change', 'What would allow it?'], ['how', 'How was it judged?']],
  referral: [['how', 'Why?'], ['why', 'Which facts suffice?']],
  unanswered: [['why_not', 'What is open?'], ['how', 'How was it judged?']],
  restriction: [['how', 'Why?'], ['change', 'What would lift it?']],
};
let reader = 'athlete';
let current = null;
let latest = 0;

const dialog = () => document.getElementById('telling');

export function beginTelling() {
  document.getElementById('telling-close').addEventListener('click', () => dialog().close());
  dialog().addEventListener('click', event => event.target === dialog() && dialog().close());
}

/** Open the reasons of a sentence. */
export function tell(name, kind, title) {
  current = { name, kind, ask: ASKS[kind][0][0] };
  document.getElementById('telling-title').textContent = title;
  if (!dialog().open) dialog().showModal();
  show();
}

async function show() {
  const { name, kind, ask } = current;
  const number = ++latest;
  const body = document.getElementById('telling-body');
  const pressed = yes => ({ 'aria-pressed': yes ? 'true' : 'false' });
  const bar = h('div', { class: 'choices', role: 'group', 'aria-label': 'Question' }, ASKS[kind].map(([what, words]) => button(words, () => {
    current.ask = what;
    show();
  }, { ...pressed(what === ask), 'data-key': what })));
  const readers = h('div', { class: 'choices', role: 'group', 'aria-label': 'How much' }, [['athlete', 'In plain words'], ['coach', 'With numbers'], ['auditor', 'In full']].map(([who, words]) => button(words, () => {
    reader = who;
    show();
  }, { ...pressed(who === reader), 'data-key': who })));
  const answer = h('div', { class: 'told', 'aria-live': 'polite', tabindex: '0', role: 'region', 'aria-label': 'The reasons' }, h('p', { class: 'soft' }, 'One moment …'));
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  body.replaceChildren(bar, readers, answer);
  if (focused) body.querySelector(`[data-key="${focused}"]`)?.focus();
  try {
    const told = await asked('explain', request({ ask, name, reader }));
    if (number === latest) answer.replaceChildren(lines(told.text));
  } catch (error) {
    if (number === latest) answer.replaceChildren(problems(error.problem ?? { title: error.message }));
  }
}

/** Lines, indented by blanks, as a list in lists. */
export function lines(text) {
  const root = h('ul', { class: 'tree' });
  const stack = [[-1, root]];
  for (const line of text.filter(one => one.trim())) {
    const depth = line.length - line.trimStart().length;
    while (stack.length > 1 && stack.at(-1)[0] >= depth) stack.pop();
    const item = h('li', {}, line.trim());
    let list = stack.at(-1)[1];
    if (list.tagName === 'LI') {
      list = list.querySelector(':scope > ul') ?? list.appendChild(h('ul', {}));
    }
    list.append(item);
    stack.push([depth, item]);
  }
  return root;
}
