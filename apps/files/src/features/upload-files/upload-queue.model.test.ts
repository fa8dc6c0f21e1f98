import type { ApiError, UploadHandle, UploadProgress, UploadState } from '@flotilla/api-client';
import type { StoredFile } from '@flotilla/contracts';
import type { StartUpload } from '@flotilla/data-cache';
import { describe, expect, it, vi } from 'vitest';
import { createFakeShelf } from '../../stories/fake-shelf.ts';
import type { KeptUpload } from './kept-uploads.ts';
import { createUploadQueue, type UploadQueue } from './upload-queue.model.ts';

interface Attempt {
	file: File;
	idempotencyKey: string | undefined;
	signal: AbortSignal | undefined;
	handle: UploadHandle<StoredFile>;
	calls: string[];
	/** Says that half of it is through. */
	moveHalf(): void;
	/** The device has lost its network, or has it back. */
	enter(state: UploadState): void;
	succeed(): void;
	fail(error: unknown): void;
}

/** Uploads that do what the test says, when it says so. */
const createUploads = () => {
	const attempts: Attempt[] = [];
	const upload: StartUpload = async (file, { signal, idempotencyKey, onProgress, onSuccess, onError } = {}) => {
		const listeners = new Set<(state: UploadState) => void>();
		const calls: string[] = [];
		let state: UploadState = 'uploading';
		const enter = (next: UploadState) => {
			state = next;
			for (const listener of listeners) listener(next);
		};
		const call = (name: string, next: UploadState) => {
			calls.push(name);
			enter(next);
		};
		const handle: UploadHandle<StoredFile> = {
			get state() {
				return state;
			},
			progress: {} as UploadProgress,
			error: undefined,
			result: new Promise(() => {}),
			pause: () => call('pause', 'paused'),
			resume: () => call('resume', 'uploading'),
			async retry() {
				call('retry', 'uploading');
				return {} as StoredFile;
			},
			cancel: async () => call('cancel', 'cancelled'),
			onChange(listener) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
		};
		attempts.push({
			file,
			idempotencyKey,
			signal,
			handle,
			calls,
			enter,
			moveHalf: () => onProgress?.({ loaded: 2, total: 5, percentage: 50, bytesPerSecond: 1, secondsLeft: 3 }),
			succeed() {
				enter('done');
				onSuccess?.({ id: file.name } as StoredFile);
			},
			fail(error) {
				enter('failed');
				onError?.(error as ApiError);
			},
		});
		return handle;
	};
	return { attempts, upload };
};

const picture = (name: string) => new File(['bytes'], name, { type: 'image/png' });
const start = async ({ concurrency, kept }: { concurrency?: number; kept?: KeptUpload[] } = {}) => {
	const life = new AbortController();
	const shelf = createFakeShelf(kept);
	const onIdle = vi.fn();
	const queue = createUploadQueue({
		signal: life.signal,
		shelf,
		...(concurrency !== undefined && { concurrency }),
	});
	queue.tellIdle(onIdle);
	return { queue, life, shelf, onIdle, ...createUploads() };
};
const statuses = (queue: UploadQueue) => queue.items().map(({ state }) => state.status);
const names = (queue: UploadQueue) => queue.items().map(({ file }) => file.name);
const idOf = (queue: UploadQueue, name: string) => queue.items().find(({ file }) => file.name === name)?.id ?? '';
/** Handles come a moment later. */
const begun = (attempts: Attempt[], count: number) => vi.waitFor(() => expect(attempts).toHaveLength(count));

describe('createUploadQueue', () => {
	it('sends a few at a time, in order, and the next when one is through', async () => {
		const { queue, attempts, upload, onIdle } = await start({ concurrency: 2 });
		queue.add(['a', 'b', 'c'].map(picture), upload);
		expect(statuses(queue)).toEqual(['uploading', 'uploading', 'waiting']);

		await begun(attempts, 2);
		attempts[0]?.succeed();
		expect(statuses(queue)).toEqual(['done', 'uploading', 'uploading']);
		await begun(attempts, 3);
		expect(attempts.map(({ file }) => file.name)).toEqual(['a', 'b', 'c']);
		attempts[1]?.succeed();
		expect(onIdle).not.toHaveBeenCalled();
		attempts[2]?.succeed();
		expect(onIdle).toHaveBeenCalledOnce();
	});

	it('shows how far each is', async () => {
		const { queue, attempts, upload } = await start();
		queue.add(['a', 'b'].map(picture), upload);
		await begun(attempts, 2);
		attempts[1]?.moveHalf();
		expect(queue.items().map(({ state }) => state)).toMatchObject([
			{ status: 'uploading', progress: { percentage: 0 } },
			{ status: 'uploading', progress: { percentage: 50, secondsLeft: 3 } },
		]);
	});

	it('does not send what would be refused, and says why', async () => {
		const { queue, attempts, upload, shelf } = await start();
		queue.add([new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }), picture('b')], upload);
		expect(queue.items()[0]?.state).toEqual({ status: 'refused', refusal: { reason: 'type-not-allowed' } });
		await begun(attempts, 1);
		expect(attempts[0]?.file.name).toBe('b');
		expect([...shelf.kept.values()].map(({ file }) => file.name)).toEqual(['b']);
	});

	it('does not send what there is no space for, counting what waits here already', async () => {
		const { queue, upload } = await start({ concurrency: 1 });
		queue.add([picture('a')], upload, { spaceLeft: 12 });
		queue.add(['b', 'c'].map(picture), upload, { spaceLeft: 12 });
		expect(statuses(queue)).toEqual(['uploading', 'waiting', 'refused']);
		expect(queue.items()[2]?.state).toEqual({ status: 'refused', refusal: { reason: 'no-space', left: 2 } });
	});

	it('takes what is under way off the space once, though the server has reserved it', async () => {
		const { queue, upload } = await start({ concurrency: 1 });
		queue.add([picture('a')], upload, { spaceLeft: 12 });
		queue.add(['b', 'c'].map(picture), upload, { spaceLeft: 12, reserved: 5 });
		expect(statuses(queue)).toEqual(['uploading', 'waiting', 'refused']);
		expect(queue.items()[2]?.state).toEqual({ status: 'refused', refusal: { reason: 'no-space', left: 2 } });
	});

	it('leaves what is reserved for uploads elsewhere', async () => {
		const { queue, upload } = await start();
		queue.add([picture('a')], upload, { spaceLeft: 12, reserved: 10 });
		expect(queue.items()[0]?.state).toEqual({ status: 'refused', refusal: { reason: 'no-space', left: 2 } });
	});

	it('pauses one, lets the next begin meanwhile, and resumes it where it was', async () => {
		const { queue, attempts, upload, shelf } = await start({ concurrency: 1 });
		queue.add(['a', 'b'].map(picture), upload);
		await begun(attempts, 1);
		attempts[0]?.moveHalf();
		const id = idOf(queue, 'a');
		queue.pause(id);
		expect(queue.items()[0]?.state).toMatchObject({ status: 'paused', progress: { percentage: 50 } });
		expect(shelf.kept.get(id)?.isPaused).toBe(true);
		await begun(attempts, 2);
		attempts[1]?.succeed();
		queue.resume(id);
		expect(statuses(queue)).toEqual(['uploading', 'done']);
		expect(attempts[0]?.calls).toEqual(['pause', 'resume']);
		expect(shelf.kept.get(id)?.isPaused).toBe(false);
	});

	it('pauses one whose upload has not begun yet, and begins it once it is resumed', async () => {
		const { queue, attempts, upload } = await start({ concurrency: 1 });
		queue.add(['a', 'b'].map(picture), upload);
		queue.pause(idOf(queue, 'b'));
		await begun(attempts, 1);
		attempts[0]?.succeed();
		expect(statuses(queue)).toEqual(['done', 'paused']);
		queue.resume(idOf(queue, 'b'));
		await begun(attempts, 2);
		expect(statuses(queue)).toEqual(['done', 'uploading']);
	});

	it('pauses one while its code is on its way, and begins it once', async () => {
		const { queue, attempts, upload } = await start();
		queue.add([picture('a')], upload);
		queue.pauseAll();
		await vi.waitFor(() => expect(attempts[0]?.calls).toEqual(['pause']));
		queue.resumeAll();
		expect(attempts[0]?.calls).toEqual(['pause', 'resume']);
		expect(attempts).toHaveLength(1);
	});

	it('says when the device has no network, and goes on by itself', async () => {
		const { queue, attempts, upload } = await start();
		queue.add([picture('a')], upload);
		await begun(attempts, 1);
		await vi.waitFor(() => {
			attempts[0]?.enter('waiting');
			expect(statuses(queue)).toEqual(['offline']);
		});
		attempts[0]?.enter('uploading');
		expect(statuses(queue)).toEqual(['uploading']);
	});

	it('keeps a failed one until it is sent again', async () => {
		const { queue, attempts, upload } = await start();
		const error = new Error('the cable is out');
		queue.add([picture('a')], upload);
		await begun(attempts, 1);
		attempts[0]?.fail(error);
		expect(queue.items()[0]?.state).toMatchObject({ status: 'failed', error });

		queue.retryAll();
		expect(statuses(queue)).toEqual(['uploading']);
		expect(attempts[0]?.calls).toEqual(['retry']);
		attempts[0]?.succeed();
		expect(statuses(queue)).toEqual(['done']);
	});

	it('tries again from the beginning when not even the code of uploads arrived', async () => {
		const { queue, attempts, upload } = await start();
		const failing = vi.fn<StartUpload>().mockRejectedValueOnce(new Error('no code')).mockImplementation(upload);
		queue.add([picture('a')], failing);
		await vi.waitFor(() => expect(statuses(queue)).toEqual(['failed']));
		queue.retry(idOf(queue, 'a'));
		await begun(attempts, 1);
		expect(statuses(queue)).toEqual(['uploading']);
	});

	it('stops the one that is removed, for good, and lets the next begin', async () => {
		const { queue, attempts, upload, shelf } = await start({ concurrency: 1 });
		queue.add(['a', 'b'].map(picture), upload);
		await begun(attempts, 1);
		queue.remove(idOf(queue, 'a'));
		expect(attempts[0]?.calls).toEqual(['cancel']);
		await begun(attempts, 2);
		expect(names(queue)).toEqual(['b']);
		expect([...shelf.kept.values()].map(({ file }) => file.name)).toEqual(['b']);
	});

	it('stops all that are not through, and leaves the rest to be looked at', async () => {
		const { queue, attempts, upload } = await start({ concurrency: 1 });
		queue.add(['a', 'b', 'c'].map(picture), upload);
		await begun(attempts, 1);
		attempts[0]?.succeed();
		queue.pause(idOf(queue, 'b'));
		queue.cancelAll();
		expect(names(queue)).toEqual(['a']);
	});

	it('forgets what is through and leaves the rest alone', async () => {
		const { queue, attempts, upload } = await start();
		queue.add(['a', 'b'].map(picture), upload);
		await begun(attempts, 2);
		attempts[0]?.succeed();
		queue.clearFinished();
		expect(names(queue)).toEqual(['b']);
		expect(attempts[1]?.calls).toEqual([]);
	});

	it('goes on after a reload with what was under way, each under the key it had', async () => {
		const kept = [
			{ id: 'key-a', file: picture('a'), isPaused: false },
			{ id: 'key-b', file: picture('b'), isPaused: true },
		];
		const { queue, attempts, upload, shelf } = await start({ kept });
		await queue.restore('me', upload);
		expect(statuses(queue)).toEqual(['uploading', 'paused']);
		await begun(attempts, 1);
		expect(attempts[0]?.idempotencyKey).toBe('key-a');
		attempts[0]?.succeed();
		expect([...shelf.kept.keys()]).toEqual(['key-b']);

		await queue.restore('me', upload);
		expect(names(queue)).toEqual(['a', 'b']);
	});

	it('ends with the life of its remote, and what is kept stays for the next one', async () => {
		const { queue, life, attempts, upload, shelf } = await start();
		queue.add([picture('a')], upload);
		await begun(attempts, 1);
		life.abort();
		expect(attempts[0]?.signal?.aborted).toBe(true);
		expect(shelf.kept.size).toBe(1);
		queue.add([picture('b')], upload);
		expect(queue.items()).toEqual([]);
	});

	it('tells its listeners of a change, until they leave', async () => {
		const { queue, upload } = await start();
		const listener = vi.fn();
		const leave = queue.subscribe(listener);
		queue.add([picture('a')], upload);
		expect(listener).toHaveBeenCalled();
		leave();
		listener.mockClear();
		queue.stop();
		expect(listener).not.toHaveBeenCalled();
	});
});
