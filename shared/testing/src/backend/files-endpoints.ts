import {
	allowedFileTypes,
	defaultMaximumFileSize,
	filesEndpoints,
	roleCan,
	type StoredFile,
	type User,
} from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { buildFile } from '../build/build-file.ts';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { cutPage, matchesSearch } from './query-rows.ts';
import { toHandler } from './to-handler.ts';

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

	return [
		toHandler(state, filesEndpoints.upload, async ({ caller, request }) => {
			const part = (await request.formData()).get('file');
			if (!(part instanceof File))
				throw new FakeFailure('VALIDATION_FAILED', { errors: { file: ['A file is needed.'] } });
			if (part.size > defaultMaximumFileSize) throw new FakeFailure('FILE_TOO_LARGE');
			const mimeType = part.type.split(';')[0] ?? '';
			if (!(allowedFileTypes as readonly string[]).includes(mimeType)) throw new FakeFailure('FILE_TYPE_NOT_ALLOWED');
			const file = buildFile({
				ownerId: caller.id,
				ownerName: `${caller.firstName} ${caller.lastName}`,
				originalName: part.name,
				mimeType,
				size: part.size,
				thumbnailStatus: mimeType.startsWith('image/') ? 'pending' : 'none',
				createdAt: new Date().toISOString(),
			});
			return state.addFile(file, part);
		}),
		toHandler(state, filesEndpoints.list, ({ query, caller }) => {
			const seesAll = roleCan(caller.role, 'files:read-any');
			if (query.ownerId !== undefined && query.ownerId !== caller.id && !seesAll) throw new FakeFailure('FORBIDDEN');
			const ownerId = query.ownerId ?? (seesAll ? undefined : caller.id);
			const matching = state.files
				.filter((file) => ownerId === undefined || file.ownerId === ownerId)
				.filter((file) => matchesSearch(query.search, file.originalName))
				.sort((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? 1 : -1));
			const { rows: files, pagination } = cutPage(matching, query);
			return { files, pagination };
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
		toHandler(state, filesEndpoints.remove, ({ params, caller }) => {
			const file = findVisible(params.id, caller);
			if (file.ownerId !== caller.id && !roleCan(caller.role, 'files:delete-any')) throw new FakeFailure('FORBIDDEN');
			state.removeFile(file.id);
			return null;
		}),
	];
};

const onePixelWebp = Uint8Array.from(atob('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'), (character) =>
	character.charCodeAt(0),
);
