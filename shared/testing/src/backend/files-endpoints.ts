import {
	allowedFileTypes,
	defaultMaximumFileSize,
	defaultMaximumFilesPerUpload,
	type FileSortField,
	type FilesUsage,
	fileCategories,
	fileCategoryOf,
	filesEndpoints,
	roleCan,
	type StoredFile,
	type User,
} from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { buildFile } from '../build/build-file.ts';
import type { BackendInternals } from './backend-state.ts';
import { cutSlice } from './cut-slice.ts';
import { FakeFailure } from './failure.ts';
import { cutPage, matchesSearch } from './query-rows.ts';
import { toHandler } from './to-handler.ts';

const sortKeys: Readonly<Record<FileSortField, (file: StoredFile) => string | number>> = {
	createdAt: ({ createdAt }) => createdAt,
	name: ({ filename }) => filename.toLowerCase(),
	size: ({ size }) => size,
};

const compareBy = (field: FileSortField, order: 'asc' | 'desc') => {
	const key = sortKeys[field];
	const sign = order === 'asc' ? 1 : -1;
	return (a: StoredFile, b: StoredFile): number => {
		const [left, right] = key(a) === key(b) ? [a.id, b.id] : [key(a), key(b)];
		return left === right ? 0 : left < right ? -sign : sign;
	};
};

export const fakeFilesEndpoints = (state: BackendInternals): RequestHandler[] => {
	const find = (id: string): StoredFile => {
		const file = state.files.find((candidate) => candidate.id === id);
		if (file === undefined) throw new FakeFailure('FILE_NOT_FOUND');
		return file;
	};

	/** What belongs to others is not there, so that ids cannot be probed. */
	const findVisible = (id: string, caller: User): StoredFile => {
		const file = find(id);
		if (file.ownerId !== caller.id && !roleCan(caller.role, 'files:read-any')) throw new FakeFailure('FILE_NOT_FOUND');
		return file;
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

	const store = (part: File, caller: User, form: FormData): StoredFile => {
		check(part);
		const isPicture = typeOf(part).startsWith('image/') && form.get('generateThumbnail') !== 'false';
		const file = buildFile({
			ownerId: caller.id,
			ownerName: `${caller.firstName} ${caller.lastName}`,
			originalName: part.name,
			mimeType: typeOf(part),
			size: part.size,
			thumbnailStatus: isPicture ? 'pending' : 'none',
			createdAt: new Date().toISOString(),
		});
		return state.addFile(file, part);
	};

	return [
		toHandler(state, filesEndpoints.upload, async ({ caller, request }) => {
			const form = await request.formData();
			const part = form.get('file');
			if (!(part instanceof File))
				throw new FakeFailure('VALIDATION_FAILED', { errors: { file: ['A file is needed.'] } });
			return store(part, caller, form);
		}),
		toHandler(state, filesEndpoints.uploadMultiple, async ({ caller, request }) => {
			const form = await request.formData();
			const parts = form.getAll('files').filter((part) => part instanceof File);
			if (parts.length === 0 || parts.length > defaultMaximumFilesPerUpload)
				throw new FakeFailure('VALIDATION_FAILED', { errors: { files: ['One file to twenty are needed.'] } });
			for (const part of parts) check(part);
			return parts.map((part) => store(part, caller, form));
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
					...{ cursor: query.cursor, limit: query.limit },
					compare: compareBy(query.sortBy, query.sortOrder),
				});
				return { files, cursors };
			}
			const { rows: files, pagination } = cutPage(matching, query);
			return { files, pagination };
		}),
		toHandler(state, filesEndpoints.usage, ({ caller }): FilesUsage => {
			const own = state.files.filter(({ ownerId }) => ownerId === caller.id);
			const share = (files: readonly StoredFile[]) => ({
				count: files.length,
				bytes: files.reduce((sum, { size }) => sum + size, 0),
			});
			const { count, bytes: used } = share(own);
			const byType = Object.fromEntries(
				fileCategories.map((category) => [
					category,
					share(own.filter(({ mimeType }) => fileCategoryOf(mimeType) === category)),
				]),
			) as FilesUsage['byType'];
			return { used, reserved: 0, quota: 5 * 1024 ** 3, count, byType };
		}),
		toHandler(state, filesEndpoints.bulkRemove, ({ body, caller }) => {
			for (const id of body.ids) findChangeable(id, caller);
			for (const id of new Set(body.ids)) state.removeFile(id);
			return null;
		}),
		toHandler(state, filesEndpoints.read, ({ params, caller }) => findVisible(params.id, caller)),
		toHandler(state, filesEndpoints.content, ({ params }) => {
			const file = find(params.id);
			return state.contents.get(file.id) ?? new Blob([`Bytes of ${file.originalName}`], { type: file.mimeType });
		}),
		toHandler(state, filesEndpoints.thumbnail, ({ params }) => {
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
			state.removeFile(findChangeable(params.id, caller).id);
			return null;
		}),
	];
};

const onePixelWebp = Uint8Array.from(atob('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'), (character) =>
	character.charCodeAt(0),
);

const typeOf = (part: File): string => part.type.split(';')[0] ?? '';
