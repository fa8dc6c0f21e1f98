import * as z from 'zod/mini';

/** Lower-case, starts with a letter, 2 to 40 characters: it becomes a path and a container's name. */
export const appName = z
	.string()
	.check(z.regex(/^[a-z][a-z0-9-]{1,39}$/, 'Use 2 to 40 of a-z, 0-9 and -, starting with a letter.'));
