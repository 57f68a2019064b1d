/**
 * Every word on the screen, one object a language. `?lang=fr` chooses one; otherwise the browser's
 * own languages do, and English is the last resort.
 */
const languages = {
  en: {
    dir: 'ltr',
    title: 'Kitchen',
    nextHour: (from, to) => `Next hour: ${from} to ${to}`,
    more: (n) => `${n} more than usual`,
    less: (n) => `${n} less than usual`,
    same: 'as usual',
    usualLevel: 'usual level',
    soldOut: 'Sold out',
    likely: (low, high) => `likely ${low} to ${high}`,
    likelyAndUsual: (low, high, usual) => `Likely ${low} to ${high}. Usual: ${usual}.`,
    comingHours: (hours, most) => `The next ${hours} hours; at most ${most} in one interval.`,
    forecastBy: (version) => `Forecast by ${version}`,
    usualLoud: 'USUAL LEVEL — no model forecast:',
    oldForecast: (age) => `OLD FORECAST — made ${age}`,
    madeAgo: (age) => `made ${age}`,
    ago: { s: (n) => `${n} s ago`, min: (n) => `${n} min ago`, h: (n) => `${n} h ago` },
    live: 'Live',
    silent: (age) => `No word from the store's service for ${age}. These are its last numbers.`,
    silentWithout: (age) => `No word from the store's service for ${age}. Trying again.`,
    span: { s: (n) => `${n} s`, min: (n) => `${n} min`, h: (n) => `${n} h` },
    back: "The store's service is back.",
    waitingForService: "Waiting for the store's service to answer.",
    waitingForForecast: 'The service is up. Waiting for its first forecast.',
    noItems: 'The service has no items yet. They appear with the first sale.',
    legend: 'Band: likely range. Mark: usual. Chart: the next hours, dotted where usual.',
    elsewhere: 'Other pages:',
    short: { more: (n) => `${n} more`, less: (n) => `${n} less` },
    page: (n, of) => `Page ${n} of ${of}`,
    pageShort: (n, of) => `${n} / ${of}`,
    previous: 'Previous page',
    next: 'Next page',
    lighter: 'Light colours',
    darker: 'Dark colours',
  },
  fr: {
    dir: 'ltr',
    title: 'Cuisine',
    nextHour: (from, to) => `Prochaine heure : ${from} à ${to}`,
    more: (n) => `${n} de plus que d’habitude`,
    less: (n) => `${n} de moins que d’habitude`,
    same: 'comme d’habitude',
    usualLevel: 'niveau habituel',
    soldOut: 'Épuisé',
    likely: (low, high) => `entre ${low} et ${high}`,
    likelyAndUsual: (low, high, usual) => `Entre ${low} et ${high}. D’habitude : ${usual}.`,
    comingHours: (hours, most) => `Les ${hours} prochaines heures ; au plus ${most} par intervalle.`,
    forecastBy: (version) => `Prévision de ${version}`,
    usualLoud: 'NIVEAU HABITUEL — aucune prévision :',
    oldForecast: (age) => `PRÉVISION ANCIENNE — faite ${age}`,
    madeAgo: (age) => `faite ${age}`,
    ago: {
      s: (n) => `il y a ${n} s`,
      min: (n) => `il y a ${n} min`,
      h: (n) => `il y a ${n} h`,
    },
    live: 'En direct',
    silent: (age) => `Pas de nouvelles du service depuis ${age}. Derniers chiffres connus.`,
    silentWithout: (age) => `Pas de nouvelles du service depuis ${age}. Nouvel essai.`,
    span: { s: (n) => `${n} s`, min: (n) => `${n} min`, h: (n) => `${n} h` },
    back: 'Le service est revenu.',
    waitingForService: 'En attente du service du restaurant.',
    waitingForForecast: 'Le service répond. En attente de sa première prévision.',
    noItems: 'Aucun article pour l’instant. Ils apparaissent avec la première vente.',
    legend: 'Barre : plage probable. Trait : habitude. Courbe : prochaines heures.',
    elsewhere: 'Autres pages :',
    short: { more: (n) => `${n} de plus`, less: (n) => `${n} de moins` },
    page: (n, of) => `Page ${n} sur ${of}`,
    pageShort: (n, of) => `${n} / ${of}`,
    previous: 'Page précédente',
    next: 'Page suivante',
    lighter: 'Couleurs claires',
    darker: 'Couleurs sombres',
  },
};

const asked = [new URLSearchParams(location.search).get('lang'), ...navigator.languages];

/** The chosen language's code. */
export const language =
  asked
    .filter(Boolean)
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((code) => code in languages) ?? 'en';

/** The chosen language's words. */
export const words = languages[language];

const figures = new Intl.NumberFormat(language);

/** A whole number as this language writes it. */
export const written = (number) => figures.format(number);

/** A time span in its largest whole unit, in the words of `units`: seconds, minutes or hours. */
export function inWords(millis, units) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return units.s(seconds);
  if (seconds < 3600) return units.min(Math.floor(seconds / 60));
  return units.h(Math.floor(seconds / 3600));
}
