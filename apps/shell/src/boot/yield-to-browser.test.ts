import { afterEach, expect, it, vi } from 'vitest';
import { yieldToBrowser } from './yield-to-browser.ts';

afterEach(() => vi.unstubAllGlobals());

it('goes on in another task where the browser cannot schedule', async () => {
	vi.stubGlobal('scheduler', undefined);
	const order: string[] = [];
	setImmediate(() => order.push('what waited'));
	queueMicrotask(() => order.push('the rest of the task'));
	await yieldToBrowser();
	order.push('what was put off');
	expect(order[0]).toBe('the rest of the task');
	expect(order.at(-1)).toBe('what was put off');
});

it('leaves it to the browser when to go on where it can', async () => {
	const go = Promise.withResolvers<void>();
	vi.stubGlobal('scheduler', { yield: () => go.promise });
	const goneOn = vi.fn();
	const waiting = yieldToBrowser().then(goneOn);
	await Promise.resolve();
	expect(goneOn).not.toHaveBeenCalled();
	go.resolve();
	await waiting;
	expect(goneOn).toHaveBeenCalledOnce();
});
