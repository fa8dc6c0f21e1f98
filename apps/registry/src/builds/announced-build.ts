import { assetPath, buildManifest, channelName, version } from '@flotilla/contracts';
import * as z from 'zod';
import { moveBody } from '../channels/move-body.ts';
import { buildSignature } from '../signatures/build-statement.ts';

/** Files of one build. */
const maximumFiles = 5_000;
/** Bytes of one file. */
const maximumFileSize = 64 * 1024 * 1024;

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'Use 64 lower-case hex digits.');

export const announcedBuild = z.strictObject({
	version,
	files: z
		.array(z.strictObject({ path: assetPath, sha256, size: z.int().min(0).max(maximumFileSize) }))
		.min(1)
		.max(maximumFiles),
	/** The content of `flotilla-build.json`. */
	manifest: buildManifest,
	/** The publisher's, over app, version and content. Needed once the app has a key. */
	signature: buildSignature.optional(),
});
export type AnnouncedBuild = z.infer<typeof announcedBuild>;

export const commitBody = moveBody({
	/** Points this channel at the build in the same step. Without it the build is stored only. */
	channel: z.optional(channelName),
});
