import { appName } from '@flotilla/contracts';
import * as z from 'zod';
import { pointerState } from '../channels/channels.endpoints.ts';
import { instant } from '../http/answer-fields.ts';
import { moveErrors } from '../http/error-codes.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';
import { announcedBuild, commitBody, sha256 } from './announced-build.ts';

/** Bytes of an announcement: a list of 5,000 files with long names takes about 1.5 MB. */
const announcementLimit = 4 * 1024 * 1024;

const appParams = z.object({ app: appName });

const publishedVersion = z.object({
	version: z.string(),
	build: z.string(),
	kind: z.enum(['shell', 'remote']),
	publishedBy: z.string(),
	publishedAt: instant,
	files: z.int(),
	size: z.int(),
	signatures: z.array(z.object({ keyId: z.string(), value: z.string(), trusted: z.boolean(), signedAt: instant })),
});

/** The publish protocol: announce, send what is missing, commit. */
export const buildsEndpoints = {
	announce: defineEndpoint({
		method: 'POST',
		path: '/apps/:app/builds',
		summary: 'Announce a build; the answer says which of its files are missing',
		access: { verb: 'publish' },
		params: appParams,
		body: announcedBuild,
		bodyLimit: announcementLimit,
		response: z.object({
			upload: z.string(),
			build: z.string(),
			missing: z.array(z.string()),
			published: z.boolean(),
		}),
		errors: [
			'BUILD_INVALID',
			'VERSION_EXISTS',
			'ASSET_CONFLICT',
			'BUILD_UNSIGNED',
			'BUILD_SIGNATURE_INVALID',
			'SIGNING_KEY_UNTRUSTED',
		],
	}),
	putBlob: defineEndpoint({
		method: 'PUT',
		path: '/uploads/:upload/blobs/:sha256',
		summary: 'Send the bytes of one file; needs `publish` for the app that was announced',
		access: 'token',
		params: z.object({ upload: z.uuid(), sha256 }),
		bodyType: 'application/octet-stream',
		status: 201,
		response: z.object({ sha256: z.string(), size: z.int() }),
		errors: ['NOT_FOUND', 'HASH_MISMATCH'],
	}),
	commit: defineEndpoint({
		method: 'POST',
		path: '/uploads/:upload/commit',
		summary:
			'Publish what was announced, whole or not at all; needs `publish` for its app, and with a channel `promote` as well',
		access: 'token',
		params: z.object({ upload: z.uuid() }),
		body: commitBody,
		status: 201,
		repeatedStatus: 200,
		response: z.object({
			app: z.string(),
			version: z.string(),
			build: z.string(),
			created: z.boolean(),
			pointer: pointerState.nullable(),
		}),
		errors: [...moveErrors, 'BUILD_INCOMPLETE', 'VERSION_EXISTS', 'ASSET_CONFLICT'],
		comparesApi: true,
	}),
	list: defineEndpoint({
		method: 'GET',
		path: '/apps/:app/builds',
		summary: 'Published versions of an app, newest first',
		access: 'token',
		params: appParams,
		response: z.object({ builds: z.array(publishedVersion) }),
	}),
} as const;
