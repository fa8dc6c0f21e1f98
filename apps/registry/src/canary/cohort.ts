import * as z from 'zod';

export const cohort = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use up to 40 of a-z, 0-9 and -.');
