/** A screen stays open for months: after a restart it takes the new service's own page. */
export async function reloadWhenReplaced() {
  const page = await (await fetch('/', { cache: 'no-store' })).text();
  const script = document.querySelector('script[src]')?.getAttribute('src');
  if (script && !page.includes(script)) location.reload();
}
