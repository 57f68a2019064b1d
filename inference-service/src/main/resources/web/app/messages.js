import en from './words/en.json';
import fr from './words/fr.json';

/**
 * Every word on the screens stands in `words/`, one file a language, with the same keys in each. A
 * text has figures in braces; where a number changes its form, it is given once for each of the
 * plural categories that the language has (CLDR: one, two, few, many, other), chosen by `{n}`.
 *
 * `?lang=fr` chooses a language, or this screen's settings do, or the browser; English is the last
 * resort. `ar-XB` is CLDR's right-to-left pseudo-locale: English, written backwards.
 */
const languages = { en, fr, 'ar-XB': turnedAround(en) };

const KEY = 'parcook.language';

/** The languages that a screen can be set to: code and own name. */
export const offered = [en, fr].map((words) => ({ code: words.language, name: words.languageName }));

const asked = [
  new URLSearchParams(location.search).get('lang'),
  localStorage.getItem(KEY),
  ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()),
];

/** The chosen language's code. */
export const language = asked.find((code) => code in languages) ?? 'en';

const words = languages[language];
const figures = new Intl.NumberFormat(language);
const plural = new Intl.PluralRules(language);

/** True where the language is read from right to left. */
export const rightToLeft = words.direction === 'rtl';

document.documentElement.lang = language;
document.documentElement.dir = words.direction;

/** A whole number as this language writes it. */
export const written = (number) => figures.format(number);

/** The words of `key` with its `{figures}` put in; numbers are written as the language does. */
export function say(key, values = {}) {
  const entry = words[key];
  const text = typeof entry === 'string' ? entry : (entry[plural.select(values.n)] ?? entry.other);
  return text.replaceAll(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === 'number' ? written(values[name]) : values[name],
  );
}

/** True where there are words for `key`: kinds that the service may learn have none yet. */
export const known = (key) => key in words;

/** A time span in its largest whole unit; `as` is `span` (3 min) or `ago` (3 min ago). */
export function inWords(millis, as) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return say(`${as}.seconds`, { n: seconds });
  if (seconds < 3600) return say(`${as}.minutes`, { n: Math.floor(seconds / 60) });
  return say(`${as}.hours`, { n: Math.floor(seconds / 3600) });
}

/** From now on this screen speaks `code`; it is loaded anew for it. */
export function speak(code) {
  localStorage.setItem(KEY, code);
  location.replace(location.pathname);
}

function turnedAround(original) {
  const turn = (text) => text.replaceAll(/[^{}]+(?![^{]*\})/g, (part) => `\u202e${part}\u202c`);
  const turned = Object.entries(original).map(([key, entry]) => [
    key,
    typeof entry === 'string'
      ? turn(entry)
      : Object.fromEntries(Object.entries(entry).map(([form, text]) => [form, turn(text)])),
  ]);
  return { ...Object.fromEntries(turned), language: 'ar-XB', direction: 'rtl' };
}
