import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { usersEndpoints } from '@flotilla/contracts';
import { type BlobStore, createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';
import { originOf } from '../../audit/request-origin.ts';
import type { Subject } from '../../auth/subject.ts';
import { lockUntilEnd } from '../../database/lock-until-end.ts';
import type { UserRow } from '../../database/schema.ts';
import type { BlobReferences } from '../../files/blob-references.ts';
import { receiveForm } from '../../files/receive-form.ts';
import { sendBytes } from '../../files/send-bytes.ts';
import { etagOf } from '../if-match.ts';
import { toUser } from '../to-user.ts';
import type { UsersRoutesOptions } from '../users-routes.ts';
import { changeAvatar, mayChangeAvatar } from './change-avatar.ts';
import { makeAvatar } from './make-avatar.ts';

type AvatarRoutesOptions = Pick<
	UsersRoutesOptions,
	'register' | 'database' | 'events' | 'audit' | 'clock' | 'settings' | 'uploadFolder'
> & { blobs: BlobStore; references: BlobReferences };

export const registerAvatarRoutes = (options: AvatarRoutesOptions): void => {
	const { register, database, events, audit, clock, settings, uploadFolder, blobs, references } = options;

	const change = async (
		{ subject, request, userId }: { subject: Subject; request: FastifyRequest; userId: string },
		bytes: Buffer | null,
	): Promise<UserRow> => {
		const store = async (picture: Buffer) => (await blobs.put(Readable.from([picture]))).key;
		const key = bytes === null ? null : await store(bytes);
		const { before, after } = await events.write(async (transaction, append) => {
			if (bytes !== null && key !== null) {
				// Equal bytes may be on their way out with whoever had them before.
				await lockUntilEnd(transaction, key);
				if ((await blobs.stat(key)) === null) await store(bytes);
			}
			const picture = key === null ? null : { id: randomUUID(), key };
			return changeAvatar(transaction, append, {
				subject,
				userId,
				picture,
				audit,
				origin: originOf(request, subject),
				clock,
			});
		});
		const { avatar_key: former } = before;
		if (former !== null && former !== after.avatar_key) await references.removeUnused(former);
		return after;
	};

	register(usersEndpoints.setAvatar, async ({ params: { id }, subject, request, reply }) => {
		const row = await database
			.selectFrom('users')
			.select(['id', 'role'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow(() => createHttpError('USER_NOT_FOUND'));
		// Before anything is received; the change looks again.
		if (!mayChangeAvatar(subject, row)) throw createHttpError('FORBIDDEN');
		const form = await receiveForm(request, {
			folder: uploadFolder,
			partName: 'file',
			maximumFiles: 1,
			maximumSize: settings.maximumAvatarSize,
		});
		try {
			const [file] = form.files;
			if (file === undefined) throw new Error('A form that was received has a file.');
			const after = await change({ subject, request, userId: id }, await makeAvatar(file, settings));
			reply.header('etag', etagOf(after));
			return toUser(after);
		} finally {
			await form.remove();
		}
	});

	register(usersEndpoints.removeAvatar, async ({ params: { id }, subject, request, reply }) => {
		const after = await change({ subject, request, userId: id }, null);
		reply.header('etag', etagOf(after));
		return toUser(after);
	});

	register(usersEndpoints.avatar, async ({ params: { id, picture }, request, reply }) => {
		const row = await database
			.selectFrom('users')
			.select('avatar_key')
			.where('id', '=', id)
			.where('avatar_id', '=', picture)
			.executeTakeFirst();
		const key = row?.avatar_key ?? null;
		if (key === null) throw createHttpError('NOT_FOUND');
		const file = { key, mimeType: 'image/webp', filename: 'avatar.webp', disposition: 'inline' } as const;
		return sendBytes({ request, reply, blobs, ...file, maximumAge: longestAge });
	});
};

/** Seconds, a year: another picture has another address. */
const longestAge = 365 * 24 * 60 * 60;
