// The answer on one page: is it safe, what matters, what to do, what to ask, when to look again. Every sentence of it
// can be asked for its reasons.

import { button, capital, counted, day, h, listed, plain } from './words.js';
import { field, parts, person, said } from './person.js';
import { goTo } from './cards.js';
import { tell } from './telling.js';
import { planPart } from './plan.js';
import { visitPart } from './visits.js';

const FIRST = 5;
const LEVELS = ['high', 'moderate', 'low'];
const VERDICTS = { supported: 'supported', association_only: 'an association only', mixed: 'mixed', unsupported: 'unsupported', contradicted: 'contradicted' };
let grades = {};
let urgencies = {};

export function beginAnswer(schema) {
  grades = schema['x-grades'];
  urgencies = schema['x-urgencies'];
}

/** One line on where the person stands, for those who do not see the answer change. */
export function headline(answer) {
  const raised = answer.referrals.filter(one => one.state === 'refer');
  const atOnce = raised.some(one => ['emergency', 'same_day'].includes(one.urgency));
  if (raised.length) return `${atOnce ? 'Stop' : 'See a doctor'}: ${listed(raised.map(one => one.title))}`;
  if (answer.referrals.some(one => one.state === 'unanswered')) return 'Safety not complete';
  if (answer.restrictions.length) return 'Careful';
  return answer.no_red_flag ? 'Clear' : 'Safety not complete';
}

export function draw(answer) {
  const place = document.getElementById('result');
  const open = new Set([...place.querySelectorAll('details[open]')].map(one => one.dataset.key));
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.replaceChildren(...page(answer));
  for (const one of place.querySelectorAll('details')) one.open = open.has(one.dataset.key);
  if (key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function page(answer) {
  return [
    head(answer), safety(answer), concerns(answer), matters(answer), todo(answer), planPart(answer), ask(answer),
    retest(answer), visitPart(answer), heard(answer), held(answer), notes(answer), sources(answer), foot(answer),
  ].flat().filter(Boolean);
}

const section = (title, ...content) => h('section', {}, h('h3', {}, title), content);

/** A sentence to tap. */
const sentence = (text, name, kind, extra = '') => button(text, () => tell(name, kind, text), { class: `tell ${extra}`, 'data-key': `${kind}-${name}` });

const more = (key, summary, ...content) => h('details', { 'data-key': key }, h('summary', {}, summary), content);

function head(answer) {
  const goals = Object.entries(field('goal')['x-instances']).filter(([goal]) => said('goal', goal) === true).map(([, label]) => label);
  const told = [answer.date && day(answer.date), goals.length && `for ${listed(goals)}`].filter(Boolean);
  return h('header', {}, h('p', { class: 'who' }, h('bdi', {}, answer.person || 'No name given')), told.length > 0 && h('p', { class: 'soft small' }, told.join(' · ')));
}

// ---------------------------------------------------------------- safety

/** The referrals stand in the order of their haste, each with what it alone lets go on. */
const ALL_WAITS = 'All training waits for that. What is said below to go on waits too.';

function safety(answer) {
  const raised = answer.referrals.filter(one => one.state === 'refer');
  const open = answer.referrals.filter(one => one.state === 'unanswered');
  const seen = answer.referrals.filter(one => one.state === 'seen');
  const parts_ = raised.map(one => h('div', { class: 'flag' },
    h('p', { class: 'state' }, urgencies[one.urgency] ?? one.urgency), h('p', {}, sentence(one.title, one.id, 'referral', 'strong')),
    h('p', {}, h('strong', {}, one.action)), h('p', { class: 'small' }, `Because ${one.because}`)));
  const today = raised.filter(one => ['emergency', 'same_day'].includes(one.urgency));
  if (today.length && today.length < raised.length) parts_.splice(today.length, 0, h('p', {}, ALL_WAITS));
  parts_.push(...seen.map(one => h('p', {}, `Seen by a doctor: ${one.title}; ${one.stopped ? 'training stays stopped as below' : 'what it stopped is allowed again'}.`)));
  if (answer.no_red_flag) parts_.push(h('p', { class: 'clear' }, 'Every red flag was asked and denied.'));
  else if (open.length || !(raised.length || seen.length)) parts_.push(h('p', { class: 'open' }, open.length ? `Screening is not complete: ${counted(open.length, 'reason')} to see a doctor not ruled out. What they stop is not given before.` : 'The red flags were not all asked; nothing points to one.'));
  if (answer.restrictions.length) {
    parts_.push(h('h4', {}, 'Not for now'), h('ul', {}, answer.restrictions.map(one => h('li', {}, sentence(one.title, one.id, 'restriction')))));
  }
  if (open.length) parts_.push(more('unanswered', 'Which are not ruled out', h('ul', { class: 'small' }, open.map(one => h('li', {}, sentence(one.title, one.id, 'unanswered'))))));
  return section('Is it safe?', parts_);
}

// ---------------------------------------------------------------- what matters

/** A line for each painful site, whether or not anything answers it. */
function concerns(answer) {
  const sites = field('pain')['x-instances'];
  const lines = Object.keys(sites).filter(site => said('pain', site) > 0).map(site => {
    const answers = answer.prescriptions.filter(one => one.state === 'given' && one.sites.includes(site));
    return h('li', {}, h('strong', {}, `${capital(sites[site])}, ${said('pain', site)} of 10: `), answers.length
      ? h('ul', {}, answers.slice(0, 3).map(one => h('li', {}, sentence(one.title, one.id, 'concern'))))
      : 'nothing is given for it now; the questions say what would tell more.');
  });
  return lines.length > 0 && section('What the person came for', h('ul', {}, lines));
}

function matters(answer) {
  const reached = answer.findings.filter(one => one.level);
  const byId = new Map(answer.findings.map(one => [one.id, one]));
  const named = answer.priorities.filter(one => one.id !== 'safety' && (one.prescriptions.length || one.goals.length || one.findings.some(id => byId.get(id)?.level)));
  const first = named.length ? named.map(one => theme(one, byId, answer)) : reached.slice(0, 3).map(finding);
  const shown = new Set(named.length ? named.flatMap(one => one.findings) : reached.slice(0, 3).map(one => one.id));
  const rest = reached.filter(one => !shown.has(one.id));
  return section('What matters most',
    first.length ? h('ol', { class: 'priorities' }, first) : h('p', {}, 'What is known so far establishes no finding.'),
    rest.length > 0 && more('findings', `${counted(rest.length, 'further finding')}`, h('ul', { class: 'priorities' }, rest.map(finding))));
}

function theme(priority, byId, answer) {
  const those = priority.findings.map(id => byId.get(id)).filter(one => one?.level);
  return h('li', {}, h('p', {}, h('strong', {}, priority.title)), those.length === 0 && unfounded(priority, answer),
    those.length > 0 && h('ul', { class: 'priorities' }, those.slice(0, 2).map(finding)),
    those.length > 2 && more(`theme-${priority.id}`, counted(those.length - 2, 'more sign'), h('ul', { class: 'priorities' }, those.slice(2).map(finding))));
}

/** What is said of a theme in which nothing is found: why it is named, and what answers it all the same. */
function unfounded(priority, answer) {
  const answers = answer.prescriptions.filter(one => one.state === 'given' && priority.prescriptions.includes(one.id));
  return [
    h('p', { class: 'because' }, [priority.reason, priority.note].filter(Boolean).map(text => `${capital(text).replace(/[.]$/, '')}. `)),
    answers.length > 0 && h('ul', {}, answers.slice(0, 2).map(one => h('li', {}, sentence(one.title, one.id, 'theme')))),
  ];
}

function finding(one) {
  const reasons = one.reasons.filter(reason => !reason.outweighed_by && reason.weight > 0);
  return h('li', {},
    h('p', {}, sentence(one.title, one.id, 'finding'), ' ', level(one.level)),
    reasons.length > 0 && h('p', { class: 'because' }, capital(reasons[0].because), '.'),
    h('p', { class: 'soft small' }, [
      one.grade && `Evidence ${one.grade}: ${grades[one.grade]}${one.indirect ? ', for something near it' : ''}`,
      one.contested && 'some sources speak against it',
      one.may_reach && `may be ${one.may_reach}, with what is not known`,
    ].filter(Boolean).join('; '), '.'));
}

const level = name => h('span', { class: `level ${name}` }, h('span', { class: 'bars', 'aria-hidden': 'true' },
  LEVELS.map((_, i) => h('i', { class: i < 3 - LEVELS.indexOf(name) ? 'full' : '' }))), name);

// ---------------------------------------------------------------- what to do

function todo(answer) {
  const given = answer.prescriptions.filter(one => one.state === 'given');
  const called = given.filter(one => one.called_for);
  const all = called.length ? called : given;
  return section('What to do', all.length ? h('ol', { class: 'advice' }, all.slice(0, FIRST).map(advice)) : h('p', {}, 'Nothing is called for yet.'),
    all.length > FIRST && more('todo', counted(all.length - FIRST, 'more thing to do', 'more things to do'), h('ol', { class: 'advice', start: FIRST + 1 }, all.slice(FIRST).map(advice))));
}

function advice(one) {
  const exercises = one.exercises.filter(exercise => exercise.state === 'given');
  return h('li', {},
    h('p', {}, sentence(one.title, one.id, 'given')),
    one.instructions.length > 0 && h('p', { class: 'small' }, one.instructions[0]),
    exercises.length > 0 && h('ul', { class: 'small' }, exercises.slice(0, 3).map(exercise => h('li', {}, h('strong', {}, exercise.name), exercise.dose && `: ${exercise.dose}`))),
    one.weekly_sets.length > 0 && h('p', { class: 'small' }, one.weekly_sets.map(change => change.text).join(' ')),
    one.stop_when && h('p', { class: 'small soft' }, one.stop_when));
}

function held(answer) {
  const waiting = answer.prescriptions.filter(one => one.called_for && one.state !== 'given');
  return waiting.length > 0 && section('Held back', more('held', counted(waiting.length, 'thing that a finding calls for', 'things that findings call for'), h('ul', {}, waiting.map(one => h('li', {},
    sentence(one.title, one.id, 'held'), h('span', { class: 'soft small' }, ` ${one.state}. ${one.reasons[0] ?? ''}`))))));
}

// ---------------------------------------------------------------- what next

function ask(answer) {
  const best = [];
  for (const question of answer.questions) {
    const [name, instance] = parts(question.fact);
    const about = field(name);
    if (best.length < 3 && about?.['x-kind'] && said(name, instance) === undefined && !best.some(one => parts(one.fact)[0] === name)
      && !(about['x-from-log'] && !person.log)) best.push(question);
  }
  return best.length > 0 && section('Ask next', h('ol', {}, best.map(question => h('li', {},
    button(wording(question), () => {
      document.body.classList.remove('answering');
      goTo(question.fact);
    }, { class: 'tell', 'data-key': `ask-${question.fact}` }), h('span', { class: 'soft small' }, ` ${capital(question.reason)}.`)))));
}

function wording(question) {
  const about = field(parts(question.fact)[0]);
  return 'x-absent' in about && about['x-kind'] === 'boolean' && Object.keys(about['x-instances'] ?? {}).length > 2 ? `${about['x-title']}: which apply?` : question.question;
}

function retest(answer) {
  const due = new Map();
  for (const one of answer.prescriptions.filter(item => item.state === 'given' && item.called_for && item.retest_after_weeks)) {
    for (const measure of one.retest) due.set(measure, Math.min(one.retest_after_weeks, due.get(measure) ?? 99));
  }
  const byWeeks = [...new Set(due.values())].sort((a, b) => a - b);
  return due.size > 0 && section('Measure again', h('ul', {}, byWeeks.map(weeks => h('li', {},
    h('strong', {}, `${answer.date ? day(later(answer.date, weeks)) : `In ${counted(weeks, 'week')}`}: `),
    briefly([...due].filter(([, after]) => after === weeks).map(([measure]) => measure), `retest-${weeks}`)))));
}

/** The first of many words, the rest behind a tap. */
function briefly(words, key) {
  if (words.length <= FIRST) return listed(words);
  return [words.slice(0, FIRST - 1).join('; '), more(key, `and ${words.length - FIRST + 1} more`, words.slice(FIRST - 1).join('; '))];
}

function later(iso, weeks) {
  const date = new Date(`${iso}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 7 * weeks);
  return date.toISOString().slice(0, 10);
}

function heard(answer) {
  return answer.claims.length > 0 && section('What you may have heard', more('heard', counted(answer.claims.length, 'popular sentence that concerns this person', 'popular sentences that concern this person'), h('ul', {}, answer.claims.map(one => h('li', {},
    `“${one.claim}” `, h('strong', {}, VERDICTS[one.verdict] ?? one.verdict), h('p', { class: 'small' }, one.note))))));
}

function notes(answer) {
  return answer.notes.length > 0 && section('Notes on the data', more('notes', counted(answer.notes.length, 'note'), h('ul', { class: 'small' }, answer.notes.map(note => h('li', {}, note)))));
}

function sources(answer) {
  return answer.sources.length > 0 && section('Sources', more('sources', counted(answer.sources.length, 'source'), h('ol', { class: 'small' }, answer.sources.map(one => h('li', {},
    `(${one.grade}) ${one.citation} `, /^https:\/\//.test(one.link) && h('a', { href: one.link, rel: 'noreferrer noopener', target: '_blank' }, plain(one.link)))))));
}

function foot(answer) {
  return h('footer', { class: 'soft small' },
    h('p', {}, 'This is no diagnosis and predicts no injury. Levels say how strongly this person’s facts point to a finding; evidence says how good the science behind it is.'),
    h('p', {}, `Knowledge ${answer.knowledge_name} ${answer.knowledge_version} `, h('code', {}, answer.knowledge_hash.slice(0, 12)), ` · balance-rules ${answer.engine_version}`));
}
