// The next visit: an earlier record is opened, and what changed since is told.

import { asked } from './service.js';
import { announce, button, day, h, problems } from './words.js';
import { person, request, stated } from './person.js';
import { lines } from './telling.js';

let compared = null;
let trouble = null;

export function clearVisits() {
  compared = trouble = null;
}

export function visitPart() {
  if (!person.earlier) return null;
  const place = h('section', { id: 'visits' });
  fill(place);
  return place;
}

function fill(place) {
  const { record } = person.earlier;
  place.replaceChildren(h('h3', {}, 'Since the last visit'),
    h('p', {}, `Compared with ${record.date ? `the visit of ${day(record.date)}` : 'the visit that was opened'}. `,
      button(compared ? 'Compare again' : 'Compare', () => compare(place), { class: 'main', 'data-key': 'compare' })));
  if (!stated().date) place.append(h('p', { class: 'soft small' }, 'Give the day of this visit first.'));
  if (trouble) place.append(problems(trouble));
  if (compared) place.append(lines(compared.text));
}

async function compare(place) {
  announce('Comparing.');
  try {
    [compared, trouble] = [await asked('follow-up', { visits: [person.earlier.record, request({})] }), null];
    announce('What changed stands below.');
  } catch (error) {
    [compared, trouble] = [null, error.problem ?? { title: error.message }];
  }
  fill(document.getElementById('visits') ?? place);
}
