import type { StoredFile } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { askBeforeLeaving } from './ask-before-leaving.ts';
import { noProgress, type UploadItem, type UploadState } from './upload-item.ts';

const file = new File(['bytes'], 'a.png', { type: 'image/png' });
const waiting: UploadState = { status: 'waiting', progress: noProgress(file) };
const done: UploadState = { status: 'done', stored: { id: '1' } as StoredFile };

const start = () => {
	const life = new AbortController();
	const page = new EventTarget();
	const listeners = new Set<() => void>();
	let items: UploadItem[] = [];
	askBeforeLeaving({
		signal: life.signal,
		page,
		queue: {
			items: () => items,
			subscribe(listener) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
		},
	});
	return {
		life,
		enter(state: UploadState) {
			items = [{ id: 'a', file, state }];
			for (const listener of listeners) listener();
		},
		/** Whether a person is asked who closes the tab now. */
		asks: () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true })),
	};
};

it('asks while something is on its way, and not before or after', () => {
	const { enter, asks } = start();
	expect(asks()).toBe(false);
	enter(waiting);
	expect(asks()).toBe(true);
	enter(done);
	expect(asks()).toBe(false);
});

it('asks no more once the remote has ended', () => {
	const { enter, asks, life } = start();
	enter(waiting);
	life.abort();
	expect(asks()).toBe(false);
	enter(waiting);
	expect(asks()).toBe(false);
});
