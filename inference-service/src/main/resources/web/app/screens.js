const KEY = 'parcook.screen';

const pages = {
  '/forecast': 'kitchen-screen',
  '/expediter': 'expediter-screen',
  '/manager': 'manager-screen',
  '/settings': 'bump-settings',
  '/screens': 'screen-chooser',
};

/** This screen shows `path` from now on, also after it was off. */
export function goTo(path) {
  localStorage.setItem(KEY, path);
  location.assign(path);
}

/**
 * The element for an address. `/` is what this screen was last set to show, or the choice of
 * screens; a store without a menu has no plan, and shows its forecast there.
 */
export async function screenAt({ pathname, search }) {
  if (pathname.startsWith('/station/') || new URLSearchParams(search).has('station')) {
    return 'station-screen';
  }
  if (pathname in pages) return pages[pathname];
  if (!(await hasMenu())) return 'kitchen-screen';
  const last = localStorage.getItem(KEY);
  if (!last) return 'screen-chooser';
  history.replaceState(null, '', last + search);
  return screenAt(location);
}

/** The page itself came from the service: where this gets no answer, its forecast is all there is. */
const hasMenu = () =>
  fetch('/api/v1/menu').then(
    async (answer) => answer.ok && (await answer.json()).stations.length > 0,
    () => false,
  );
