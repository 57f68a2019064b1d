import { say } from './messages.js';

const TIMEOUT = 5_000;

/** Sends JSON to the service; gives nothing where it was taken, and otherwise why not. */
export async function send(method, path, body) {
  try {
    const response = await fetch(path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.ok) return undefined;
    const problem = await response.json().catch(() => ({}));
    return problem.detail ?? problem.title ?? response.statusText;
  } catch {
    return say('noAnswer');
  }
}

/** What the service says at `path`; undefined where it says nothing. */
export async function ask(path) {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
