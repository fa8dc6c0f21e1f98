import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { createFederation } from './create-federation.ts';
import type { RemoteContext } from './remote.ts';

const build = (name: string, version: string) =>
	buildComposedRemote({ name }, { version, build: `${name} ${version}`, entry: `/assets/${name}-${version}.js` });

const setUp = () => {
	const asked: string[] = [];
	const lives = new Map<string, AbortSignal>();
	const federation = createFederation({
		composition: buildComposition({ id: 'c-1', remotes: [build('notes', '1.0.0'), build('users', '1.0.0')] }),
		loadModule: async ({ entry, attempt }) => {
			asked.push(`${entry} ${attempt}`);
			return { start: () => ({ Page: () => null }) };
		},
		createContext(context) {
			if (context.version === '6.6.6') throw new Error('broken');
			lives.set(`${context.name} ${context.version}`, context.signal);
			return context as RemoteContext;
		},
	});
	return { federation, asked, lives };
};
const next = buildComposition({ id: 'c-2', remotes: [build('notes', '2.0.0'), build('users', '1.0.0')] });

it('lives that end start again from the other build, the others go on', async () => {
	const { federation, asked, lives } = setUp();
	await federation.start('notes');
	await federation.start('users');
	let told = 0;
	federation.subscribe(() => {
		told += 1;
	});
	federation.adopt(next, ['notes']);
	expect(told).toBe(1);
	expect(federation.composition).toBe(next);
	expect(federation.find('notes')?.version).toBe('2.0.0');
	expect(lives.get('notes 1.0.0')?.aborted).toBe(true);
	expect(lives.get('users 1.0.0')?.aborted).toBe(false);
	expect([federation.state('notes').status, federation.state('users').status]).toEqual(['idle', 'running']);
	await federation.start('notes');
	expect(asked).toEqual(['/assets/notes-1.0.0.js 0', '/assets/users-1.0.0.js 0', '/assets/notes-2.0.0.js 0']);
});

it('addresses lead to what the other composition has', () => {
	const { federation } = setUp();
	federation.adopt(buildComposition({ id: 'c-3', remotes: [build('users', '1.0.0'), build('billing', '1.0.0')] }), [
		'notes',
		'billing',
	]);
	expect(federation.match('/notes')).toBeUndefined();
	expect(federation.match('/billing/1')?.app).toBe('billing');
	expect(() => federation.start('notes')).toThrow(RangeError);
});

it('a start that was under way comes to nothing, and stands in nobody’s way', async () => {
	const { federation, asked } = setUp();
	const started = federation.start('notes');
	federation.adopt(next, ['notes']);
	expect(await started).toEqual({ status: 'idle' });
	expect(await federation.start('notes')).toMatchObject({ status: 'running' });
	expect(asked.at(-1)).toBe('/assets/notes-2.0.0.js 0');
});

it('what failed is tried as if for the first time', async () => {
	const { federation, asked } = setUp();
	federation.adopt(buildComposition({ remotes: [build('notes', '6.6.6')] }), ['notes', 'users']);
	expect(await federation.start('notes')).toMatchObject({ status: 'failed' });
	federation.adopt(next, ['notes']);
	expect(await federation.start('notes')).toMatchObject({ status: 'running' });
	expect(asked.at(-1)).toBe('/assets/notes-2.0.0.js 0');
});

it('a place is held as long as anybody holds it, and whoever listens hears when that ends', () => {
	const { federation } = setUp();
	let told = 0;
	federation.subscribe(() => {
		told += 1;
	});
	const ends = [federation.hold('notes'), federation.hold('notes')];
	ends[0]?.();
	ends[0]?.();
	expect([federation.isHeld('notes'), federation.isHeld('users')]).toEqual([true, false]);
	ends[1]?.();
	expect(federation.isHeld('notes')).toBe(false);
	expect(told).toBe(2);
});
