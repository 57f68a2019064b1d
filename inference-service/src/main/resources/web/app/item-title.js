const CODE = /^[a-z0-9]+([-_][a-z0-9]+)*$/;

/** A code such as `chicken-wrap` in words; a name that somebody wrote for people stays as it is. */
export function titleOf(name) {
  if (!CODE.test(name)) return name;
  const spaced = name.replaceAll(/[-_]/g, ' ');
  return spaced[0].toUpperCase() + spaced.slice(1);
}
