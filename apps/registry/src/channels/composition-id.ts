import * as z from 'zod';

export const compositionId = z.string().regex(/^c-[0-9a-f]{16}$/, 'Use the id of a composition: c- and 16 hex digits.');
