import { assetPath, buildManifest, channelName, version } from '@flotilla/contracts';
import * as z from 'zod';

/** Files of one build. */
const maximumFiles = 5_000;
/** Bytes of one file. */
const maximumFileSize = 64 * 1024 * 1024;

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'Use 64 lower-case hex digits.');

/** Why a pointer moves, for people; at most 500 characters. */
export const reason = z.string().trim().min(1).max(500);

/** The revision at which the caller saw the pointer; 0 is "not there yet". */
export const expectedRevision = z.int().min(0);

export const announcedBuild = z.strictObject({
	version,
	files: z
		.array(z.strictObject({ path: assetPath, sha256, size: z.int().min(0).max(maximumFileSize) }))
		.min(1)
		.max(maximumFiles),
	/** The content of `flotilla-build.json`. */
	manifest: buildManifest,
});
export type AnnouncedBuild = z.infer<typeof announcedBuild>;

/** With `force` there has to be a `message`: the history says why. */
export const saysWhyByForce = {
	check: ({ force, message }: { force?: boolean | undefined; message?: string | undefined }) =>
		force !== true || message !== undefined,
	options: { path: ['message'], error: 'Say why it is done by force.' },
};

export const commitBody = z
	.strictObject({
		/** Points this channel at the build in the same step. Without it the build is stored only. */
		channel: z.optional(channelName),
		expectedRevision: expectedRevision.optional(),
		message: reason.optional(),
		/** Points the channel at the build even if that breaks something. */
		force: z.boolean().optional(),
	})
	.refine(saysWhyByForce.check, saysWhyByForce.options);
