/** First path segments that belong to something else; below them there is never a page, so no remote can own one. */
export const reservedPaths: readonly string[] = ['assets', 'registry', 'api', 'ws', 'healthz', 'readyz'];

/** First path segments of the shell's own pages: no remote can own one. */
export const shellPaths: readonly string[] = ['settings'];

/** Where the page's origin serves the service worker: at the root, which is then all it may serve. */
export const serviceWorkerPath = '/sw.js';

/** The parameter of a page's address that carries a signed link's token. */
export const linkParameter = 'flotilla-link';

/** The parameter of a page's address, and the cookie, that carry the cohort somebody wants to be in; empty: none. */
export const cohortParameter = 'flotilla-cohort';

/** The name of the `<meta>` by which a page says that it has a service worker; its content is the worker's address. */
export const serviceWorkerMetaName = 'flotilla-service-worker';
