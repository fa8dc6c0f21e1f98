import * as z from 'zod';

/** Parameter of a page's address, and cookie, that carry the cohort somebody wants to be in. */
export const cohortParameter = 'flotilla-cohort';

export const cohort = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use up to 40 of a-z, 0-9 and -.');
