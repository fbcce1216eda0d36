// The service that this page came from; nothing is asked of any other.

const BASE = new URL('../', import.meta.url);

/** What the service refuses: `problem` is its problem document. */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

async function called(path, options) {
  let response;
  try {
    response = await fetch(new URL(path, BASE), options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal({ title: 'The service does not answer', detail: 'Is it still running? Start it again; what you typed is still here.' });
  }
  if (response.ok) return response;
  const known = response.headers.get('content-type')?.includes('json');
  throw new Refusal(known ? await response.json()
    : { title: 'The service could not answer', detail: `It said ${response.status}.` });
}

export const got = async path => (await called(path, {})).json();

/** Ask; `signal` takes a question back that is no longer wanted. */
export async function asked(path, body, { signal, accept = 'application/json' } = {}) {
  const response = await called(path, {
    method: 'POST', signal, body: JSON.stringify(body), headers: { 'content-type': 'application/json', accept },
  });
  return accept === 'application/json' ? response.json() : response.text();
}

/** Send a training log as it is. */
export async function sentLog(file, date) {
  const query = new URLSearchParams({ name: file.name.slice(0, 200), ...(date ? { date } : {}) });
  const response = await called(`training-log?${query}`, {
    method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' },
  });
  return response.json();
}

/** Give a text to the person as a file. */
export function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
