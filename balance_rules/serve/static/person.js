// The person: answers as a profile holds them, what the log says, and who wants to know when they change.
// An answer of `null` says "asked, and nobody knows": it stays unknown and is not asked again.

export const person = { profile: {}, log: null, logFile: null, earlier: null };
let fields = {}; // the profile's JSON Schema: an entry for each attribute
let computed = {};
const watchers = [];

export function begin(schema) {
  fields = schema.properties;
  computed = schema['x-computed-from'];
}

export const field = name => fields[name];
export const watch = watcher => watchers.push(watcher);
export const changed = () => watchers.forEach(watcher => watcher());

/** The attribute and the instance of a fact: `pain[left_knee]` → `['pain', 'left_knee']`. */
export function parts(fact) {
  const [, name, instance] = /^([^[]+)(?:\[(.*)\])?$/.exec(fact);
  return [name, instance ?? null];
}

export const factOf = (name, instance) => (instance === null ? name : `${name}[${instance}]`);

/** What was answered: undefined where nobody was asked, null where nobody knows. */
export function said(name, instance = null) {
  const value = person.profile[name];
  if (instance === null || value === undefined || value === null) return value;
  if (instance in value) return value[instance];
  return value.others === 'none' ? field(name)['x-absent'] : undefined;
}

/** Take an answer; undefined takes it back. */
export function take(name, instance, value) {
  if (instance === null) {
    if (value === undefined) delete person.profile[name];
    else person.profile[name] = value;
    return;
  }
  const all = { ...(person.profile[name] ?? {}) };
  if (value === undefined) delete all[instance];
  else all[instance] = value;
  if (Object.keys(all).length) person.profile[name] = all;
  else delete person.profile[name];
}

/** The profile as the service takes it: what nobody knows is left out. */
export function stated(profile = person.profile) {
  const told = {};
  for (const [name, value] of Object.entries(profile)) {
    if (value === null || value === '') continue;
    if (typeof value !== 'object' || !field(name)?.['x-instances']) told[name] = value;
    else if (Object.values(value).some(one => one !== null)) told[name] = value; // null in it keeps one unknown
  }
  return told;
}

export const request = more => ({ profile: stated(), ...(person.log ? { log: person.log } : {}), ...more });

export const anything = () => Object.keys(stated()).some(name => !['person', 'date'].includes(name)) || person.log !== null;

/** The facts to ask for instead of one that is computed from others. */
export function askable(fact) {
  const inputs = computed[fact];
  if (!field(parts(fact)[0])?.['x-derived'] || !inputs) return [fact];
  return inputs.flatMap(askable);
}

/** An answer in words. */
export function shown(name, instance, value = said(name, instance)) {
  const about = field(name);
  if (value === null || value === undefined) return 'not known';
  if (typeof value === 'object') return shown(name, instance, value[about['x-dated']]) + (value.date ? `, on ${value.date}` : '');
  if (about['x-kind'] === 'boolean') return value ? 'yes' : 'no';
  if (about['x-kind'] === 'category') return about['x-options'][value] ?? value;
  const unit = about['x-shown-unit'];
  return typeof value === 'number' && unit ? `${value}${unit === '°' ? '' : ' '}${unit}` : `${value}`;
}
