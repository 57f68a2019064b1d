const KEY = 'parcook.keys';

/** Lines that a key can bump: five to start, five that cook. */
export const LINES = 10;

const lines = Array.from({ length: LINES }, (_, i) => `line${i + 1}`);

/** What a key can do, in the order of the settings page. */
export const actions = [...lines, 'undo', 'next', 'previous'];

/** Keys of an ordinary keyboard, by their place on it: they are the same on every layout. */
const ordinary = {
  ...Object.fromEntries(lines.flatMap((line, i) => keysOf(line, (i + 1) % 10))),
  Backspace: 'undo',
  PageDown: 'next',
  PageUp: 'previous',
};

function keysOf(line, digit) {
  return [
    [`Digit${digit}`, line],
    [`Numpad${digit}`, line],
  ];
}

/** What a bump bar sends for a key: its place, or where it tells none, its character. */
export const keyOf = (event) => event.code || event.key;

/** The learned keys: key to action. */
export const learned = () => JSON.parse(localStorage.getItem(KEY) ?? '{}');

/** What the key does on this screen; a learned key first, then the ordinary ones. */
export const actionOf = (event) => learned()[keyOf(event)] ?? ordinary[keyOf(event)];

/** From now on `key` does `action`, and nothing else does it but the ordinary keys. */
export function learn(key, action) {
  const others = Object.entries(learned()).filter(([k, a]) => k !== key && a !== action);
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...others, [key, action]])));
}

export const forgetKeys = () => localStorage.removeItem(KEY);
