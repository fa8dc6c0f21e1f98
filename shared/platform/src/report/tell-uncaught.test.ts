import { createEventBus } from '@flotilla/event-bus';
import { buildComposedRemote } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { tellUncaught } from './tell-uncaught.ts';

const setUp = (options: { maximum?: number } = {}) => {
	const target = new EventTarget();
	const bus = createEventBus({ source: 'shell' });
	const told: unknown[] = [];
	bus.on('federation:error-uncaught', (event) => void told.push(event));
	const files = { ...buildComposedRemote({ name: 'files', owner: 'team-files' }), version: '1.2.0' };
	const stop = tellUncaught({ bus, target, find: (name) => (name === 'files' ? files : undefined), ...options });
	const errorOf = (app: string, message = 'x is undefined') =>
		Object.assign(new TypeError(message), {
			stack: `TypeError\n at commit (https://a.test/assets/shell/react.1a.js:1:2)\n at (https://a.test/assets/${app}/page.3c.js:7:8)`,
		});
	return {
		told,
		stop,
		errorOf,
		raise: (error: unknown) => target.dispatchEvent(Object.assign(new Event('error'), { error })),
		reject: (reason: unknown) => target.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason })),
	};
};

it('tells whose code threw, or rejected, with the version that runs and its owner', () => {
	const { raise, reject, errorOf, told } = setUp();
	raise(errorOf('files'));
	reject(errorOf('files', 'no such file'));
	expect(told).toEqual([
		{ remote: 'files', version: '1.2.0', owner: 'team-files', message: 'TypeError: x is undefined' },
		{ remote: 'files', version: '1.2.0', owner: 'team-files', message: 'TypeError: no such file' },
	]);
});

it('accuses nobody where no remote is in the stack, or nothing has one', () => {
	const { raise, reject, errorOf, told } = setUp();
	raise(errorOf('shell'));
	raise(errorOf('elsewhere'));
	reject('a word');
	raise(undefined);
	expect(told).toEqual([]);
});

it('ends with the page, and after its maximum', () => {
	const { raise, errorOf, told, stop } = setUp({ maximum: 2 });
	for (let time = 0; time < 5; time += 1) raise(errorOf('files'));
	expect(told).toHaveLength(2);
	const other = setUp();
	other.stop();
	other.raise(other.errorOf('files'));
	expect(other.told).toEqual([]);
	stop();
});
