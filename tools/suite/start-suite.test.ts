import { expect, it } from 'vitest';
import type { Service, ServiceOptions } from './start-service.ts';
import { type SuiteOptions, startSuite } from './start-suite.ts';

type Behaviour = 'becomes ready' | 'never becomes ready' | 'fails';

/** Servers without processes, which say which of them are there. */
const createServers = (behaviours: Record<string, Behaviour> = {}) => {
	const running = new Set<string>();
	const create = (name: string): Service => {
		const ended = Promise.withResolvers<{ code: number | null }>();
		const stop = async () => {
			running.delete(name);
			ended.resolve({ code: 0 });
		};
		return { name, url: `http://${name}.test`, pid: 0, ended: ended.promise, stop, kill: stop };
	};
	const start = async ({ name, signal }: ServiceOptions): Promise<Service> => {
		signal?.throwIfAborted();
		const service = create(name);
		running.add(name);
		const givenUp = new Promise<never>((_resolve, reject) => {
			signal?.addEventListener('abort', () => reject(new Error(`The ${name} was given up.`)), { once: true });
		});
		givenUp.catch(() => {});
		const behaviour = behaviours[name] ?? 'becomes ready';
		try {
			if (behaviour === 'never becomes ready') await givenUp;
			if (behaviour === 'fails') throw new Error(`The ${name} has no port.`);
		} catch (error) {
			await service.stop();
			throw error;
		}
		return service;
	};
	return { running, behaviours, start };
};
const startWith = (start: SuiteOptions['start'] & {}, options: Partial<SuiteOptions> = {}) =>
	startSuite({ apiPort: 1, registryPort: 2, dataFolder: '/nowhere', start, ...options });

it('starts both, and stops both', async () => {
	const { start, running } = createServers();
	const suite = await startWith(start);
	expect([...running]).toEqual(['API', 'registry']);
	await suite.stop();
	expect([...running]).toEqual([]);
});

it.each<Record<string, Behaviour>>([
	{ API: 'fails' },
	{ registry: 'fails' },
	{ API: 'fails', registry: 'never becomes ready' },
	{ API: 'never becomes ready', registry: 'fails' },
])('leaves no server behind, and says why, when of both %j', async (behaviours) => {
	const { start, running } = createServers(behaviours);
	await expect(startWith(start)).rejects.toThrow('has no port');
	expect([...running]).toEqual([]);
});

it('leaves no server behind when whoever is told that one is ready fails', async () => {
	const { start, running } = createServers();
	const onReady = () => {
		throw new Error('Nobody listens.');
	};
	await expect(startWith(start, { onReady })).rejects.toThrow('Nobody listens.');
	expect([...running]).toEqual([]);
});

it('leaves no server behind when the start is given up', async () => {
	const { start, running } = createServers({ API: 'never becomes ready' });
	const life = new AbortController();
	const starting = startWith(start, { signal: life.signal });
	life.abort();
	await expect(starting).rejects.toThrow('The API was given up.');
	expect([...running]).toEqual([]);
});

it('leaves no server behind when it is stopped while the registry starts again', async () => {
	const { start, running, behaviours } = createServers();
	const suite = await startWith(start);
	behaviours.registry = 'never becomes ready';
	const restarting = suite.restartRegistry();
	restarting.catch(() => {});
	await suite.stop();
	await expect(restarting).rejects.toThrow();
	expect([...running]).toEqual([]);
});
