import { maximumFailedBuilds } from '@flotilla/contracts';
import * as z from 'zod';

export const replacementQuery = z.object({
	/** Ids of builds that were tried in vain. */
	failed: z
		.string()
		.regex(/^[0-9a-f]{1,64}(?:,[0-9a-f]{1,64})*$/, 'Give ids of builds, with commas between them.')
		.transform((text) => text.split(','))
		.pipe(z.array(z.string()).max(maximumFailedBuilds))
		.default([]),
});
