import * as z from 'zod/mini';
import { fileKinds } from './file-types.ts';

/** How much of their space a person uses. */
export const filesUsage = z.object({
	/** Bytes of all files. */
	used: z.int(),
	/** Bytes that resumable uploads under way will need. They count, too. */
	reserved: z.int(),
	/** Bytes a person may have; null: no limit. */
	quota: z.nullable(z.int()),
	count: z.int(),
	/** Every type in this order, also those of which there is none. */
	byType: z.array(
		z.object({
			type: z.enum(fileKinds),
			files: z.int(),
			bytes: z.int(),
		}),
	),
});
export type FilesUsage = z.infer<typeof filesUsage>;
