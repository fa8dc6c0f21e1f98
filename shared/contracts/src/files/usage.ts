import * as z from 'zod/mini';
import { fileCategories } from './file-types.ts';

const share = z.object({
	count: z.int(),
	/** Bytes. */
	bytes: z.int(),
});

/** How much of their space a person uses. */
export const filesUsage = z.object({
	/** Bytes of all files. */
	used: z.int(),
	/** Bytes that resumable uploads under way will need. They count, too. */
	reserved: z.int(),
	/** Bytes a person may have; null: no limit. */
	quota: z.nullable(z.int()),
	count: z.int(),
	byType: z.record(z.enum(fileCategories), share),
});
export type FilesUsage = z.infer<typeof filesUsage>;
