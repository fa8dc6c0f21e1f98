import * as z from 'zod/mini';

/** What a browser needs to run a composition without a network: every file of every build in it. */
export const compositionFiles = z.object({
	compositionId: z.string(),
	files: z.array(
		z.object({
			/** Absolute on the page's origin. */
			url: z.string(),
			/** `sha256-…` in base64, as `fetch` and `<script>` take it. */
			integrity: z.string(),
			/** Bytes, uncompressed. */
			size: z.int(),
		}),
	),
});
export type CompositionFiles = z.infer<typeof compositionFiles>;
