import { init } from '@module-federation/runtime';
import { expect, it, vi } from 'vitest';
import { loadRemoteModule } from './load-remote-module.ts';

// The shell's own instance, which its bundler makes in a build.
init({ name: 'shell', remotes: [] });

/** A container as a module; `body` runs when it is evaluated, `exposed` is its `./start`. */
const container = (exposed: string, body = '') =>
	// The comment at the end takes up whatever is added to the address.
	`data:text/javascript,${encodeURIComponent(`${body}
export const init = () => {};
export const get = (name) => { globalThis.asked?.(name); return () => (${exposed}); };
`)}//`;

declare global {
	var asked: ((name: string) => void) | undefined;
	var evaluations: number;
}

it('brings what the container exposes as ./start', async () => {
	globalThis.asked = vi.fn();
	const entry = container('{ start: () => "started" }');
	const module = await loadRemoteModule({ name: 'notes', entry, attempt: 0 });
	expect((module.start as () => unknown)()).toBe('started');
	expect(globalThis.asked).toHaveBeenCalledExactlyOnceWith('./start');
});

it('gives a container that could not be loaded another chance with the next attempt alone', async () => {
	globalThis.evaluations = 0;
	const entry = container('{ start: () => {} }', 'if (++globalThis.evaluations < 3) throw new Error("not yet");');
	const load = (attempt: number) => loadRemoteModule({ name: 'flaky', entry, attempt });
	await expect(load(0)).rejects.toThrow();
	await expect(load(0)).rejects.toThrow();
	// Runtime and browser remember: the same attempt does not even run the code again.
	expect(globalThis.evaluations).toBe(1);
	await expect(load(1)).rejects.toThrow();
	expect(await load(2)).toHaveProperty('start');
	expect(globalThis.evaluations).toBe(3);
});

it('refuses a container without a start', async () => {
	const entry = container('{ begin: () => {} }');
	await expect(loadRemoteModule({ name: 'beginner', entry, attempt: 0 })).rejects.toThrow(
		new TypeError('beginner does not expose a start function'),
	);
});
