const KEY = 'parcook.theme';

/** The colours in use: dark unless this screen was told otherwise. */
export const theme = () => (document.documentElement.dataset.theme === 'light' ? 'light' : 'dark');

export const oppositeTheme = () => (theme() === 'dark' ? 'light' : 'dark');

/** Shows the colours, and remembers them for this screen's next start. */
export function showTheme(chosen) {
  document.documentElement.dataset.theme = chosen;
  localStorage.setItem(KEY, chosen);
}

const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(KEY);
document.documentElement.dataset.theme = asked === 'light' ? 'light' : 'dark';
