/** First path segments that belong to something else; below them there is never a page, so no remote can own one. */
export const reservedPaths: readonly string[] = ['assets', 'registry', 'api', 'ws', 'healthz', 'readyz'];
