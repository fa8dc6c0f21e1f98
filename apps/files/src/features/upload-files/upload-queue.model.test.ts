import type { StoredFile } from '@flotilla/contracts';
import type { UploadFile } from '@flotilla/data-cache';
import { describe, expect, it, vi } from 'vitest';
import { createUploadQueue } from './upload-queue.model.ts';

interface Attempt {
	file: File;
	signal: AbortSignal;
	/** Says that half of it is through. */
	moveHalf(): void;
	succeed(): void;
	fail(error: unknown): void;
}

/** An upload that does what the test says, when it says so. */
const createUploads = () => {
	const attempts: Attempt[] = [];
	const upload: UploadFile = (file, { signal = new AbortController().signal, onProgress } = {}) =>
		new Promise((resolve, reject) => {
			attempts.push({
				file,
				signal,
				moveHalf: () => onProgress?.({ loaded: 1, total: 2, percentage: 50 }),
				succeed: () => resolve({ id: file.name } as StoredFile),
				fail: reject,
			});
			signal.addEventListener('abort', () => reject(signal.reason));
		});
	return { attempts, upload };
};

const picture = (name: string) => new File(['bytes'], name, { type: 'image/png' });
const start = (concurrency?: number) => {
	const life = new AbortController();
	const queue = createUploadQueue({ signal: life.signal, ...(concurrency !== undefined && { concurrency }) });
	return { queue, life, ...createUploads() };
};
const statuses = (queue: ReturnType<typeof createUploadQueue>) => queue.items().map(({ state }) => state.status);

describe('createUploadQueue', () => {
	it('sends a few at a time, in order, and the next when one is through', async () => {
		const { queue, attempts, upload } = start(2);
		queue.add(['a', 'b', 'c'].map(picture), upload);
		expect(statuses(queue)).toEqual(['uploading', 'uploading', 'waiting']);

		attempts[0]?.succeed();
		await vi.waitFor(() => expect(statuses(queue)).toEqual(['done', 'uploading', 'uploading']));
		expect(attempts.map(({ file }) => file.name)).toEqual(['a', 'b', 'c']);
	});

	it('shows how far each is', () => {
		const { queue, attempts, upload } = start();
		queue.add(['a', 'b'].map(picture), upload);
		attempts[1]?.moveHalf();
		expect(queue.items().map(({ state }) => state)).toEqual([
			{ status: 'uploading', percentage: 0 },
			{ status: 'uploading', percentage: 50 },
		]);
	});

	it('does not send what would be refused, and says why', () => {
		const { queue, attempts, upload } = start();
		queue.add([new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }), picture('b')], upload);
		expect(queue.items()[0]?.state).toEqual({ status: 'refused', refusal: { reason: 'type-not-allowed' } });
		expect(attempts.map(({ file }) => file.name)).toEqual(['b']);
	});

	it('keeps a failed one until it is sent again', async () => {
		const { queue, attempts, upload } = start();
		const error = new Error('the cable is out');
		queue.add([picture('a')], upload);
		attempts[0]?.fail(error);
		await vi.waitFor(() => expect(queue.items()[0]?.state).toEqual({ status: 'failed', error }));

		queue.retry(queue.items()[0]?.id ?? '');
		expect(statuses(queue)).toEqual(['uploading']);
		attempts[1]?.succeed();
		await vi.waitFor(() => expect(statuses(queue)).toEqual(['done']));
	});

	it('stops the one that is removed and lets the next begin', async () => {
		const { queue, attempts, upload } = start(1);
		queue.add(['a', 'b'].map(picture), upload);
		queue.remove(queue.items()[0]?.id ?? '');
		expect(attempts[0]?.signal.aborted).toBe(true);
		await vi.waitFor(() => expect(attempts).toHaveLength(2));
		expect(queue.items().map(({ file }) => file.name)).toEqual(['b']);
	});

	it('forgets what is through and leaves the rest alone', async () => {
		const { queue, attempts, upload } = start();
		queue.add(['a', 'b'].map(picture), upload);
		attempts[0]?.succeed();
		await vi.waitFor(() => expect(statuses(queue)).toEqual(['done', 'uploading']));
		queue.clearFinished();
		expect(queue.items().map(({ file }) => file.name)).toEqual(['b']);
		expect(attempts[1]?.signal.aborted).toBe(false);
	});

	it('ends with the life of its remote', () => {
		const { queue, life, attempts, upload } = start();
		queue.add([picture('a')], upload);
		life.abort();
		expect(attempts[0]?.signal.aborted).toBe(true);
		queue.add([picture('b')], upload);
		expect(queue.items()).toEqual([]);
	});

	it('tells its listeners of a change, until they leave', () => {
		const { queue, upload } = start();
		const listener = vi.fn();
		const leave = queue.subscribe(listener);
		queue.add([picture('a')], upload);
		expect(listener).toHaveBeenCalled();
		leave();
		listener.mockClear();
		queue.clear();
		expect(listener).not.toHaveBeenCalled();
	});
});
