import { expect, it } from 'vitest';
import { createKeptWait } from './kept-wait.ts';

const minute = 60_000;
const open = ({ now = 0, stored = new Map<string, string>() } = {}) => {
	const clock = { now };
	const storage = {
		getItem: (key: string) => stored.get(key) ?? null,
		setItem: (key: string, value: string) => void stored.set(key, value),
		removeItem: (key: string) => void stored.delete(key),
	};
	return { stored, clock, kept: createKeptWait({ name: 'sign-in', storage: () => storage, now: () => clock.now }) };
};

it('is there again after a reload, with whom it is for', () => {
	const { stored, kept } = open();
	kept.write({ until: minute, about: 'ada@flotilla.test' });
	expect(open({ now: minute - 1, stored }).kept.read()).toEqual({ until: minute, about: 'ada@flotilla.test' });
	expect(open({ now: minute, stored }).kept.read()).toBeNull();
});

it('is gone once it is taken back', () => {
	const { stored, kept } = open();
	kept.write({ until: minute });
	kept.write(null);
	expect([kept.read(), stored.size]).toEqual([null, 0]);
});

it.each(['nonsense', '{}', '{"until":"soon"}', '{"until":60000,"about":7}', `{"until":${25 * 60 * minute}}`])(
	'takes nothing for a wait that cannot be one: %s',
	(text) => {
		expect(open({ stored: new Map([['flotilla.wait.sign-in', text]]) }).kept.read()).toBeNull();
	},
);

it('costs nothing where storage is forbidden', () => {
	const forbidden = () => {
		throw new DOMException('denied', 'SecurityError');
	};
	const kept = createKeptWait({ name: 'sign-in', storage: forbidden });
	kept.write({ until: minute });
	expect(kept.read()).toBeNull();
});
