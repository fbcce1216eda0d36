// The page: it asks, the service answers, and the answer is drawn anew with every change.

import { asked, download, got } from './service.js';
import { announce, button, counted, h, problems } from './words.js';
import { anything, begin, person, request, watch } from './person.js';
import { clearCards, faults, showAnswered, update } from './cards.js';
import { clearStart, complaintKnown, drawStart, readLog } from './start.js';
import { beginAnswer, draw, headline } from './answer.js';
import { beginTelling } from './telling.js';
import { clearPlan } from './plan.js';
import { clearVisits } from './visits.js';

const PAUSE = 120; // milliseconds in which several answers become one question
const at = id => document.getElementById(id);
let timer = null;
let pending = null;
let saved = true;
let said = '';

// ---------------------------------------------------------------- asking anew

function refresh() {
  saved = false;
  clearTimeout(timer);
  timer = setTimeout(renew, PAUSE);
}

async function renew() {
  pending?.abort();
  pending = new AbortController();
  const { signal } = pending;
  at('answer').setAttribute('aria-busy', 'true');
  try {
    const answer = await asked('assess', request({ form: 'page' }), { signal });
    if (signal.aborted) return;
    at('trouble').replaceChildren();
    faults([]);
    draw(answer);
    if (complaintKnown()) update(answer);
    tellHeadline(answer);
  } catch (error) {
    if (error.name === 'AbortError') return;
    const rest = error.problem?.problems ? faults(error.problem.problems) : null;
    const shown = rest === null || rest.length ? problems(rest ? { ...error.problem, problems: rest } : error.problem ?? { title: error.message })
      : h('p', { class: 'problem' }, 'An answer cannot be used as it is; see beside it. The answer shown is that of before.');
    at('trouble').replaceChildren(shown);
  }
  at('answer').removeAttribute('aria-busy');
  for (const id of ['save', 'report', 'print']) at(id).disabled = !anything();
}

function tellHeadline(answer) {
  const now = headline(answer);
  const first = ['Stop', 'See a doctor'].find(word => now.startsWith(word));
  at('show-answer').textContent = `Answer: ${first ? first.toLowerCase() : counted(answer.findings.filter(one => one.level).length, 'finding')}`;
  document.body.classList.toggle('stop', now.startsWith('Stop'));
  if (now !== said) announce(now);
  said = now;
}

// ---------------------------------------------------------------- files

function fileName(ending) {
  const parts = [person.profile.person, person.profile.date].filter(Boolean).join(' ');
  return `${(parts || 'balance').replace(/[^\p{L}\p{N} -]/gu, '').trim().replace(/ +/g, '-') || 'balance'}.${ending}`;
}

async function save() {
  try {
    const record = await asked('assess', request({}));
    download(fileName('json'), JSON.stringify(record, null, 1), 'application/json');
    saved = true;
    announce('The record was saved.');
  } catch (error) {
    at('trouble').replaceChildren(problems(error.problem ?? { title: error.message }));
  }
}

async function report() {
  try {
    download(fileName('html'), await asked('assess', request({}), { accept: 'text/html' }), 'text/html');
  } catch (error) {
    at('trouble').replaceChildren(problems(error.problem ?? { title: error.message }));
  }
}

async function open(file) {
  try {
    const text = await file.text();
    const { kind, profile, notes } = await asked('open', { text, name: file.name.slice(0, 200) });
    at('opened').replaceChildren(...notes.map(note => h('p', { class: 'problem' }, note)));
    if (kind === 'record') choose(JSON.parse(text), profile);
    else take(profile);
  } catch (error) {
    at('trouble').replaceChildren(problems(error.problem ?? { title: 'The file cannot be read', detail: error.message }));
  }
}

/** A record may be taken further, or be the visit that today's is compared with. */
function choose(record, profile) {
  const dialog = h('dialog', { 'aria-labelledby': 'choose-title' },
    h('h2', { id: 'choose-title' }, `A record${record.person ? ` of ${record.person}` : ''}`),
    h('div', { class: 'foot' },
      button('Go on with this visit', () => {
        dialog.remove();
        take(profile);
      }, { class: 'main' }),
      button('Begin the next visit, and compare', () => {
        dialog.remove();
        take(profile.person ? { person: profile.person } : {}, { record });
      }),
      button('Cancel', () => dialog.remove())));
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

function take(profile, earlier = null) {
  Object.assign(person, { profile, log: null, logFile: null, earlier });
  clearCards();
  clearStart();
  clearPlan();
  clearVisits();
  at('next').replaceChildren();
  drawStart();
  showAnswered();
  renew();
}

// ---------------------------------------------------------------- the frame

function view(answering) {
  document.body.classList.toggle('answering', answering);
  at('show-questions').setAttribute('aria-pressed', answering ? 'false' : 'true');
  at('show-answer').setAttribute('aria-pressed', answering ? 'true' : 'false');
  window.scrollTo(0, 0);
}

function wire() {
  at('open').addEventListener('click', () => at('record-file').click());
  at('save').addEventListener('click', save);
  at('report').addEventListener('click', report);
  at('print').addEventListener('click', () => window.print());
  at('fresh').addEventListener('click', () => {
    if (saved || !anything() || window.confirm('Begin with a new person? What is not saved is lost.')) {
      take({});
      saved = true;
    }
  });
  at('show-questions').addEventListener('click', () => view(false));
  at('show-answer').addEventListener('click', () => view(true));
  for (const [id, use] of [['record-file', open], ['log-file', readLog]]) {
    at(id).addEventListener('change', () => {
      if (at(id).files[0]) use(at(id).files[0]);
      at(id).value = '';
    });
  }
  document.addEventListener('dragover', event => event.preventDefault());
  document.addEventListener('drop', event => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) dropped(event.dataTransfer.files[0]);
  });
  window.addEventListener('beforeunload', event => !saved && anything() && event.preventDefault());
}

/** A file that was dropped is a record or a profile if it says so, and a training log otherwise. */
async function dropped(file) {
  const start = await file.slice(0, 200).text();
  if (/\.ya?ml$/i.test(file.name) || start.includes('balance_rules.assessment/')) open(file);
  else readLog(file);
}

async function run() {
  wire();
  beginTelling();
  try {
    const schema = await got('profile-schema');
    begin(schema);
    beginAnswer(schema);
    watch(refresh);
    drawStart();
  } catch (error) {
    at('trouble').replaceChildren(problems(error.problem ?? { title: 'The page could not begin', detail: error.message }));
  }
}

run();
