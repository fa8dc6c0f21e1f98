import {
	allowedFileTypes,
	defaultMaximumFileSize,
	defaultMaximumFilesPerUpload,
	type FileSortField,
	type FilesUsage,
	fileCategoryOf,
	fileKindOf,
	fileKinds,
	filesEndpoints,
	roleCan,
	type StoredFile,
	type User,
} from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { buildFile, fakeSignature } from '../build/build-file.ts';
import type { BackendInternals } from './backend-state.ts';
import { cutSlice } from './cut-slice.ts';
import { FakeFailure } from './failure.ts';
import { laterInstant } from './later-instant.ts';
import { cutPage, fold, matchesSearch } from './query-rows.ts';
import { readForm } from './read-form.ts';
import { toHandler } from './to-handler.ts';

const sortKeys: Readonly<Record<FileSortField, (file: StoredFile) => string | number>> = {
	createdAt: ({ createdAt }) => createdAt,
	name: ({ filename }) => fold(filename),
	size: ({ size }) => size,
};

const compareBy = (field: FileSortField, order: 'asc' | 'desc') => {
	const key = sortKeys[field];
	const sign = order === 'asc' ? 1 : -1;
	return (a: StoredFile, b: StoredFile): number => {
		if (a.id === b.id) return 0;
		const [left, right] = key(a) === key(b) ? [a.id, b.id] : [key(a), key(b)];
		return left < right ? -sign : sign;
	};
};

export const fakeFilesEndpoints = (state: BackendInternals): RequestHandler[] => {
	const find = (id: string): StoredFile => {
		const file = state.files.find((candidate) => candidate.id === id);
		if (file === undefined) throw new FakeFailure('FILE_NOT_FOUND');
		return file;
	};

	/** What belongs to others is not there, so that ids cannot be probed. */
	const isVisible = (id: string, caller: User): boolean =>
		state.files.some(
			(file) => file.id === id && (file.ownerId === caller.id || roleCan(caller.role, 'files:read-any')),
		);

	const findVisible = (id: string, caller: User): StoredFile => {
		if (!isVisible(id, caller)) throw new FakeFailure('FILE_NOT_FOUND');
		return find(id);
	};

	const remove = (id: string, actor: User): void => {
		state.removeFile(id);
		state.record({ action: 'files:deleted', actor, subject: { type: 'file', id } });
	};

	const findChangeable = (id: string, caller: User): StoredFile => {
		const file = findVisible(id, caller);
		if (file.ownerId !== caller.id && !roleCan(caller.role, 'files:delete-any')) throw new FakeFailure('FORBIDDEN');
		return file;
	};

	const check = (part: File): void => {
		if (part.size > defaultMaximumFileSize) throw new FakeFailure('FILE_TOO_LARGE');
		if (!(allowedFileTypes as readonly string[]).includes(typeOf(part))) throw new FakeFailure('FILE_TYPE_NOT_ALLOWED');
	};

	const store = async (part: File, caller: User, form: FormData): Promise<StoredFile> => {
		const isPicture = typeOf(part).startsWith('image/') && form.get('generateThumbnail') !== 'false';
		const file = buildFile({
			ownerId: caller.id,
			ownerName: `${caller.firstName} ${caller.lastName}`,
			originalName: part.name,
			mimeType: typeOf(part),
			size: part.size,
			sha256: await hashOf(part),
			thumbnailStatus: isPicture ? 'pending' : 'none',
			createdAt: laterInstant(),
		});
		state.addFile(file, part);
		// Later, as on the server: whoever asked has the answer by then.
		if (isPicture) setTimeout(() => state.addThumbnail(file.id), 0);
		return file;
	};

	return [
		toHandler(state, filesEndpoints.upload, async ({ caller, request }) => {
			const form = await readForm(request);
			const part = form.get('file');
			if (!(part instanceof File))
				throw new FakeFailure('VALIDATION_FAILED', { errors: { file: ['A file is needed.'] } });
			check(part);
			return store(part, caller, form);
		}),
		toHandler(state, filesEndpoints.uploadMultiple, async ({ caller, request }) => {
			const form = await readForm(request);
			const parts = form.getAll('files').filter((part) => part instanceof File);
			if (parts.length === 0 || parts.length > defaultMaximumFilesPerUpload)
				throw new FakeFailure('VALIDATION_FAILED', { errors: { files: ['One file to twenty are needed.'] } });
			for (const part of parts) check(part);
			return Promise.all(parts.map((part) => store(part, caller, form)));
		}),
		toHandler(state, filesEndpoints.list, ({ query, caller }) => {
			const seesAll = roleCan(caller.role, 'files:read-any');
			if (query.ownerId !== undefined && query.ownerId !== caller.id && !seesAll) throw new FakeFailure('FORBIDDEN');
			const ownerId = query.ownerId ?? (seesAll ? undefined : caller.id);
			const matching = state.files
				.filter((file) => ownerId === undefined || file.ownerId === ownerId)
				.filter((file) => query.type === undefined || fileCategoryOf(file.mimeType) === query.type)
				.filter((file) => matchesSearch(query.search, file.filename))
				.sort(compareBy(query.sortBy, query.sortOrder));
			if (query.cursor !== undefined) {
				const { rows: files, cursors } = cutSlice(matching, {
					...query,
					cursor: query.cursor,
					order: `files:${query.sortBy}:${query.sortOrder}`,
					compare: compareBy(query.sortBy, query.sortOrder),
					// Its addresses may hold whole pictures, in a story; a cursor is shorter.
					placeOf: ({ previewUrl: _preview, thumbnailUrl: _thumbnail, ...file }) => ({ ...file, url: '' }),
				});
				return { files, cursors };
			}
			const { rows: files, pagination } = cutPage(matching, query);
			return { files, pagination };
		}),
		toHandler(state, filesEndpoints.usage, ({ caller }): FilesUsage => {
			const own = state.files.filter(({ ownerId }) => ownerId === caller.id);
			const sizeOf = (files: readonly StoredFile[]) => files.reduce((sum, { size }) => sum + size, 0);
			const byType = fileKinds.map((type) => {
				const files = own.filter(({ mimeType }) => fileKindOf(mimeType) === type);
				return { type, files: files.length, bytes: sizeOf(files) };
			});
			return { used: sizeOf(own), reserved: 0, quota: 5 * 1024 ** 3, count: own.length, byType };
		}),
		toHandler(state, filesEndpoints.bulkRemove, ({ body, caller }) => {
			const ids = [...new Set(body.ids)];
			const missing = ids.flatMap((id, index) => (isVisible(id, caller) ? [] : [`ids.${index}`]));
			if (missing.length > 0) {
				const errors = Object.fromEntries(missing.map((path) => [path, ['This file does not exist.']]));
				throw new FakeFailure('FILE_NOT_FOUND', { errors });
			}
			for (const id of ids) findChangeable(id, caller);
			for (const id of ids) remove(id, caller);
			return null;
		}),
		toHandler(state, filesEndpoints.restore, ({ body, caller }) => {
			const ids = [...new Set(body.fileIds)];
			const isOwn = ({ ownerId }: StoredFile) => ownerId === caller.id;
			const found = ids.map((id) => state.trash.findFile(id));
			const missing = found.flatMap((file, index) =>
				file !== undefined && (isOwn(file) || roleCan(caller.role, 'files:read-any')) ? [] : [`fileIds.${index}`],
			);
			if (missing.length > 0) {
				const errors = Object.fromEntries(missing.map((path) => [path, ['This file does not exist.']]));
				throw new FakeFailure('FILE_NOT_FOUND', { errors });
			}
			if (!found.every((file) => file !== undefined && (isOwn(file) || roleCan(caller.role, 'files:delete-any')))) {
				throw new FakeFailure('FORBIDDEN');
			}
			return ids.map((id) => {
				state.record({ action: 'files:restored', actor: caller, subject: { type: 'file', id } });
				return state.restoreFile(id);
			});
		}),
		toHandler(state, filesEndpoints.read, ({ params, caller }) => findVisible(params.id, caller)),
		toHandler(state, filesEndpoints.content, ({ params, query }) => {
			assertSigned(query);
			const file = find(params.id);
			return state.contents.get(file.id) ?? new Blob([`Bytes of ${file.originalName}`], { type: file.mimeType });
		}),
		toHandler(state, filesEndpoints.thumbnail, ({ params, query }) => {
			assertSigned(query);
			if (find(params.id).thumbnailUrl === undefined) throw new FakeFailure('THUMBNAIL_NOT_FOUND');
			return new Blob([onePixelWebp], { type: 'image/webp' });
		}),
		toHandler(state, filesEndpoints.rename, ({ params, body, caller, request }) => {
			const file = findChangeable(params.id, caller);
			const ifMatch = request.headers.get('if-match');
			if (ifMatch !== null && ifMatch !== `"${file.version}"`) throw new FakeFailure('VERSION_CONFLICT');
			return file.filename === body.filename ? file : state.renameFile(file.id, body.filename);
		}),
		toHandler(state, filesEndpoints.remove, ({ params, caller }) => {
			remove(findChangeable(params.id, caller).id, caller);
			return null;
		}),
	];
};

const onePixelWebp = Uint8Array.from(atob('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'), (character) =>
	character.charCodeAt(0),
);

const hashOf = async (part: Blob): Promise<string> => {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await part.arrayBuffer()));
	return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Every address of the fake backend has the same signature. */
const assertSigned = ({ sig }: { sig: string }): void => {
	if (sig !== fakeSignature) throw new FakeFailure('SIGNATURE_INVALID');
};

const typeOf = (part: File): string => part.type.split(';')[0] ?? '';
