import * as z from 'zod/mini';

/**
 * Keys that are pressed one after the other, without modifiers: `g u`, `n`. One to three letters or digits. What the
 * shell uses itself (`?`, `/`, `g d`, `g s`) and what another remote took first is left to them.
 */
export const shortcut = z
	.string()
	.check(z.regex(/^[a-z0-9](?: [a-z0-9]){0,2}$/, 'Use one to three of a-z and 0-9 with a space between, e.g. g u.'));
