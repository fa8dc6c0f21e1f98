import type { FilesList, User, UsersList } from '@flotilla/contracts';
import { buildFile, buildUser } from '@flotilla/testing';
import { openDB } from 'idb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileKeys } from '../files/file-keys.ts';
import { startCache } from '../testing/start-cache.ts';
import { userKeys } from '../users/user-keys.ts';
import { createCachePersistence } from './create-cache-persistence.ts';
import type { CachePersistenceOptions } from './persistence-options.ts';

const ada = buildUser({ firstName: 'Ada', role: 'admin' });
const bea = buildUser({ firstName: 'Bea' });

/** One person on one device: any number of visits, each with a cache of its own. */
const startDevice = ({ userId = crypto.randomUUID() as string } = {}) => {
	const databasePrefix = `flotilla.test-cache.${crypto.randomUUID()}.`;
	const visit = (options: Partial<CachePersistenceOptions> = {}) => {
		const started = startCache({ users: [ada, bea], files: [buildFile({ ownerId: ada.id })], role: 'admin' });
		const persistence = createCachePersistence({
			cache: started.cache,
			userId,
			databasePrefix,
			// The tests' browser may be busy: what is slow has a test of its own.
			restoreTimeout: 10_000,
			...options,
		});
		onTestFinished(() => {
			persistence.dispose();
			started.cache.dispose();
		});
		return { ...started, persistence };
	};
	return { visit, userId, databasePrefix, databaseName: `${databasePrefix}${userId}` };
};

const names = (cache: ReturnType<typeof startCache>['cache']) =>
	cache.read<UsersList>(userKeys.list())?.users.map(({ firstName }) => firstName);

describe('what was fetched', () => {
	it('is shown at the next visit, marked as stale until it is fetched anew', async () => {
		const { visit } = startDevice();
		const first = visit();
		await first.cache.preload(userKeys.list());
		await first.persistence.flush();

		const second = visit();
		second.state.changeUser(bea.id, { firstName: 'Beatrice' });
		await second.persistence.restored;
		expect(names(second.cache)).toEqual(['Ada', 'Bea']);
		expect(second.cache.isRestored(userKeys.list())).toBe(true);
		expect(second.cache.isFresh(userKeys.list())).toBe(false);
		await second.cache.preload(userKeys.list());
		expect(names(second.cache)).toEqual(['Ada', 'Beatrice']);
		expect(second.cache.isRestored(userKeys.list())).toBe(false);
	});

	// The code that keeps things comes later than the first answers.
	it('is kept, too, when it was here before', async () => {
		const { visit, databasePrefix, userId } = startDevice();
		const first = visit();
		first.persistence.dispose();
		await first.cache.preload(userKeys.list());
		const late = createCachePersistence({ cache: first.cache, userId, databasePrefix });
		onTestFinished(late.dispose);
		await late.flush();

		const second = visit();
		await second.persistence.restored;
		expect(names(second.cache)).toEqual(['Ada', 'Bea']);
	});

	it('is kept as events change it', async () => {
		const { visit } = startDevice();
		const first = visit();
		await first.persistence.restored;
		await first.cache.preload(userKeys.list());
		first.state.changeUser(bea.id, { firstName: 'Beatrice' });
		await first.persistence.flush();
		const second = visit();
		await second.persistence.restored;
		expect(names(second.cache)).toEqual(['Ada', 'Beatrice']);
	});

	it('is written by itself after a while, and when the page is hidden', async () => {
		const { visit } = startDevice();
		const first = visit({ writeDelay: 1 });
		await first.cache.preload(userKeys.detail(ada.id));
		await expect
			.poll(async () => {
				const later = visit();
				await later.persistence.restored;
				return later.cache.read<User>(userKeys.detail(ada.id))?.firstName;
			})
			.toBe('Ada');
	});

	it('is without the addresses of files', async () => {
		const { visit } = startDevice();
		const first = visit();
		await first.cache.preload(fileKeys.list());
		expect(first.cache.read<FilesList>(fileKeys.list())?.files[0]?.url).not.toBe('');
		await first.persistence.flush();
		const second = visit();
		await second.persistence.restored;
		const [file] = second.cache.read<FilesList>(fileKeys.list())?.files ?? [];
		expect(file).toMatchObject({ url: '' });
		expect(file).not.toHaveProperty('thumbnailUrl');
	});

	it('is shown however late it is read, while nobody can be asked for anything newer', async () => {
		const { visit } = startDevice();
		const first = visit();
		await first.cache.preload(userKeys.list());
		await first.persistence.flush();
		const second = visit({ restoreTimeout: 0, isOnline: () => false });
		await expect.poll(() => names(second.cache)).toEqual(['Ada', 'Bea']);
		expect(second.cache.isRestored(userKeys.list())).toBe(true);
	});

	it('comes late, when reading takes too long, and only for what no page fetches by then', async () => {
		const { visit } = startDevice();
		const first = visit();
		await Promise.all([first.cache.preload(userKeys.list()), first.cache.preload(userKeys.detail(ada.id))]);
		await first.persistence.flush();

		const second = visit({ restoreTimeout: 0 });
		const answer = second.state.holdAnswers('GET /users');
		const fetching = second.cache.preload(userKeys.list());
		await expect.poll(() => second.cache.isRestored(userKeys.detail(ada.id))).toBe(true);
		expect(names(second.cache)).toBeUndefined();
		answer();
		await fetching;
		expect(names(second.cache)).toEqual(['Ada', 'Bea']);
	});

	it('does not replace what was fetched meanwhile', async () => {
		const { visit } = startDevice();
		const first = visit();
		await first.cache.preload(userKeys.list());
		await first.persistence.flush();
		const second = visit();
		second.state.changeUser(bea.id, { firstName: 'Beatrice' });
		await Promise.all([second.cache.preload(userKeys.list()), second.persistence.restored]);
		await second.persistence.restored;
		await second.cache.preload(userKeys.list());
		expect(names(second.cache)).toEqual(['Ada', 'Beatrice']);
	});
});

describe('nothing is shown', () => {
	const keepThenVisit = async (options: Partial<CachePersistenceOptions>) => {
		const device = startDevice();
		const first = device.visit();
		await first.cache.preload(userKeys.list());
		await first.persistence.flush();
		const next = device.visit(options);
		await next.persistence.restored;
		return names(next.cache);
	};

	it('of another schema version', async () => {
		expect(await keepThenVisit({ schemaVersion: 'another' })).toBeUndefined();
	});

	it('that is too old', async () => {
		expect(await keepThenVisit({ maximumAge: -1 })).toBeUndefined();
	});

	it('to another person, and nothing of the first is left on the device', async () => {
		const device = startDevice();
		const first = device.visit();
		await first.cache.preload(userKeys.list());
		await first.persistence.flush();
		first.persistence.dispose();
		const other = device.visit({ userId: crypto.randomUUID() });
		await other.persistence.restored;
		expect(names(other.cache)).toBeUndefined();
		await expect
			.poll(async () => (await indexedDB.databases()).some(({ name }) => name === device.databaseName))
			.toBe(false);
	});

	it('after a sign-out, however late a change comes', async () => {
		const device = startDevice();
		const first = device.visit();
		await first.cache.preload(userKeys.list());
		await first.persistence.flush();
		await first.persistence.wipe();
		first.state.changeUser(bea.id, { firstName: 'Beatrice' });
		await first.persistence.flush();
		const next = device.visit();
		await next.persistence.restored;
		expect(names(next.cache)).toBeUndefined();
	});
});

describe('limits', () => {
	it('let the longest unused go first', async () => {
		const { visit } = startDevice();
		const first = visit({ maximumEntries: 2 });
		for (const key of [userKeys.list(), userKeys.detail(ada.id), userKeys.detail(bea.id)]) {
			await first.cache.preload(key);
			await first.persistence.flush();
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		const next = visit();
		await next.persistence.restored;
		expect(names(next.cache)).toBeUndefined();
		expect(next.cache.read<User>(userKeys.detail(ada.id))?.firstName).toBe('Ada');
		expect(next.cache.read<User>(userKeys.detail(bea.id))?.firstName).toBe('Bea');
	});

	it('keep nothing that alone is too large', async () => {
		const { visit } = startDevice();
		const first = visit({ maximumBytes: 50 });
		await first.cache.preload(userKeys.list());
		await first.persistence.flush();
		const next = visit();
		await next.persistence.restored;
		expect(names(next.cache)).toBeUndefined();
	});
});

describe('a database that cannot be used', () => {
	it('by a newer page, or damaged, costs nothing but the kept data', async () => {
		const device = startDevice();
		const newer = await openDB(device.databaseName, 99);
		newer.close();
		const { cache, persistence } = device.visit();
		await persistence.restored;
		await cache.preload(userKeys.list());
		await persistence.flush();
		expect(names(cache)).toEqual(['Ada', 'Bea']);
		await persistence.wipe();
	});

	it('that holds something else is not shown', async () => {
		const device = startDevice();
		const first = device.visit();
		await first.cache.preload(userKeys.list());
		await first.persistence.flush();
		first.persistence.dispose();
		const database = await openDB(device.databaseName);
		const [key] = await database.getAllKeys('data');
		await database.put('data', 'not an entry', key);
		database.close();
		const next = device.visit();
		await next.persistence.restored;
		expect(names(next.cache)).toBeUndefined();
	});
});
