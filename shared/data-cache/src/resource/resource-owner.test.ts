import { describe, expect, it, onTestFinished } from 'vitest';
import { startNotes } from '../testing/start-notes.ts';
import { userKeys } from '../users/user-keys.ts';
import { toCollectionDefinition } from './collection-definition.ts';
import { isResourceError } from './resource-error.ts';

const start = (options: Parameters<typeof startNotes>[0] = {}) => {
	const started = startNotes(options);
	onTestFinished(() => started.cache.dispose());
	return started;
};

const define = (owner: string, name = 'notes') => toCollectionDefinition({ owner, name, collection: 'notes' });

describe('a name of keys', () => {
	it('belongs to one remote', () => {
		const { cache } = start();
		cache.resource(define('notes'));
		const refused = (owner: string, name: string) => {
			try {
				cache.resource(define(owner, name));
				return 'not refused';
			} catch (error) {
				return isResourceError(error) ? error.code : error;
			}
		};
		expect(refused('thief', 'notes')).toBe('RESOURCE_OWNED');
		expect(refused('thief', 'users')).toBe('RESOURCE_OWNED');
		// A remote that is started again brings its definition anew.
		cache.resource(define('notes'));
	});

	it('is free, and its data forgotten, when its remote is purged; the data of others stays', async () => {
		const { cache, notes, records } = start();
		await cache.preload(userKeys.list());
		await notes.preload(cache, notes.keys.list());
		const write = cache.resource(define('notes')).update(records()[0]?.id ?? '', { title: 'late' });
		cache.purge('notes');
		expect(cache.read(notes.keys.list())).toBeUndefined();
		expect(cache.queued.open()).toEqual([]);
		await write;
		expect(cache.read(notes.keys.list())).toBeUndefined();
		expect(cache.read(userKeys.list())?.users).toHaveLength(1);
		expect(() => cache.resource(define('somebody-else'))).not.toThrow();
	});

	it('that nobody has any more is fetched by nobody', async () => {
		const { cache, notes, count } = start();
		await notes.preload(cache, notes.keys.list());
		cache.purge('notes');
		await cache.preload(notes.keys.list());
		expect(cache.read(notes.keys.list())).toBeUndefined();
		expect(count('GET /data/:collection')).toBe(1);
	});
});

describe('what was fetched', () => {
	it('is fresh for its time, then it is fetched again', async () => {
		let now = 1_000_000;
		const { cache, notes, count } = start({ now: () => now });
		const key = notes.keys.list();
		await notes.preload(cache, key);
		now += 299_999;
		expect(cache.isFresh(key)).toBe(true);
		await cache.preload(key);
		expect(count('GET /data/:collection')).toBe(1);
		now += 1;
		expect(cache.isFresh(key)).toBe(false);
		await cache.preload(key);
		expect(count('GET /data/:collection')).toBe(2);
	});

	it('stays fresh while events tell of changes, unless one of them does not tell enough', async () => {
		let now = 1_000_000;
		const { cache, notes, bus } = start({ now: () => now });
		const key = notes.keys.list();
		await notes.preload(cache, key);
		bus.emit('realtime:state-changed', { from: 'authenticating', to: 'connected' });
		now += 10_000_000;
		expect(cache.isFresh(key)).toBe(true);
		bus.emit('data:records-imported', { collection: 'other', count: 3 });
		expect(cache.isFresh(key)).toBe(true);
		bus.emit('data:records-imported', { collection: 'notes', count: 3 });
		expect(cache.isFresh(key)).toBe(false);
		bus.emit('realtime:state-changed', { from: 'connected', to: 'reconnecting' });
		await cache.preload(key);
		expect(cache.isFresh(key)).toBe(true);
		now += 300_000;
		expect(cache.isFresh(key)).toBe(false);
	});

	it('and was kept by an earlier visit is shown, and old', async () => {
		const first = start();
		const key = first.notes.keys.list();
		await first.notes.preload(first.cache, key);
		const kept = structuredClone(first.cache.entries());
		const later = start();
		later.cache.resource(define('notes'));
		later.cache.restore(kept);
		expect(later.cache.read(key)).toEqual(first.cache.read(key));
		expect(later.cache.isFresh(key)).toBe(false);
	});
});
