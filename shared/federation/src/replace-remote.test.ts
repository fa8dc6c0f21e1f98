import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { expect, it, vi } from 'vitest';
import { createFederation, type RemoteState } from './create-federation.ts';
import type { RemoteContext } from './remote.ts';
import { isRemoteError, type RemoteError } from './remote-error.ts';
import type { FindReplacement } from './replacement.ts';

const build = (version: string) =>
	buildComposedRemote({ name: 'notes' }, { version, build: `b${version}`, entry: `/assets/notes-${version}.js` });

/** A page with `notes` 2.0.0, of which only 1.0.0 starts. */
const setUp = (findReplacement?: FindReplacement) => {
	const asked: { entry: string; attempt: number }[] = [];
	const replaced: string[] = [];
	const federation = createFederation({
		composition: buildComposition({ remotes: [build('2.0.0')] }),
		loadModule: async ({ entry, attempt }) => {
			asked.push({ entry, attempt });
			return { start: () => ({ Page: () => null }) };
		},
		createContext(context) {
			if (context.version !== '1.0.0') throw new Error('broken');
			return context as RemoteContext;
		},
		onReplaced: (from, by) => replaced.push(`${from.version} by ${by.version}`),
		...(findReplacement && { findReplacement }),
	});
	return { federation, asked, replaced };
};

const errorOf = (state: RemoteState): RemoteError => {
	if (state.status !== 'failed' || !isRemoteError(state.error)) throw new Error(`It is ${state.status}.`);
	return state.error;
};

it('another build of a remote that failed runs in its place, from its own address', async () => {
	const { federation, asked, replaced } = setUp();
	await federation.start('notes');
	await federation.start('notes');
	expect(await federation.replace(build('1.0.0'))).toMatchObject({ status: 'running' });
	expect(asked).toEqual([
		{ entry: '/assets/notes-2.0.0.js', attempt: 0 },
		{ entry: '/assets/notes-2.0.0.js', attempt: 1 },
		{ entry: '/assets/notes-1.0.0.js', attempt: 0 },
	]);
	expect(replaced).toEqual(['2.0.0 by 1.0.0']);
	expect(federation.find('notes')?.version).toBe('1.0.0');
	expect(federation.composition.remotes[0]?.version).toBe('2.0.0');
});

it('what runs after all is not replaced, and what the page does not have neither', async () => {
	const { federation, replaced } = setUp();
	await federation.start('notes');
	await federation.replace(build('1.0.0'));
	expect(await federation.replace(build('2.0.0'))).toMatchObject({ status: 'running' });
	expect(replaced).toHaveLength(1);
	await expect(federation.replace(buildComposedRemote({ name: 'ghosts' }))).rejects.toThrow(RangeError);
});

it('for each failure is asked once, and told of all that were tried', async () => {
	const findReplacement = vi.fn<FindReplacement>(async () => ({ remote: build('1.5.0'), reload: false }));
	const { federation } = setUp(findReplacement);
	const first = errorOf(await federation.start('notes'));
	const [offer] = await Promise.all([federation.findReplacement(first), federation.findReplacement(first)]);
	expect(offer.remote?.version).toBe('1.5.0');
	const second = errorOf(await federation.replace(build('1.5.0')));
	await federation.findReplacement(second);
	expect(findReplacement.mock.calls).toEqual([
		[{ compositionId: 'composition-1', remote: 'notes', failed: ['b2.0.0'] }],
		[{ compositionId: 'composition-1', remote: 'notes', failed: ['b2.0.0', 'b1.5.0'] }],
	]);
});

it('nobody who answers means that there is nothing', async () => {
	for (const findReplacement of [undefined, () => Promise.reject(new TypeError('Failed to fetch'))]) {
		const { federation } = setUp(findReplacement);
		const error = errorOf(await federation.start('notes'));
		expect(await federation.findReplacement(error)).toEqual({ remote: null, reload: false });
	}
});
