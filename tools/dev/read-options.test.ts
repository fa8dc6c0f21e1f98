import { expect, test } from 'vitest';
import { OptionsError, readOptions } from './read-options.ts';

const known = ['auth', 'files', 'users'];
const read = (...args: string[]) => readOptions(args, known);

test('nothing means the whole suite', () => {
	expect(read()).toEqual({ remotes: [], registry: undefined, alone: false });
});

test('remotes are worked on in the shell of this machine, of another registry, or alone', () => {
	expect(read('users', 'files', 'users')).toMatchObject({ remotes: ['users', 'files'], alone: false });
	expect(read('users', '--registry', 'https://app.example.org/anything')).toMatchObject({
		registry: 'https://app.example.org',
	});
	expect(read('users', '--alone')).toMatchObject({ remotes: ['users'], alone: true });
	expect(read('--help')).toBeNull();
});

test.each([
	[['billing'], 'There is no remote "billing"; there are auth, files, users.'],
	[['users', '--registry', 'app.example.org'], '--registry takes an address'],
	[['users', '--registry', 'file:///etc'], '--registry takes an address'],
	[['--registry', 'https://app.example.org'], 'Which remote do you work on?'],
	[['users', '--alone', '--registry', 'https://app.example.org'], 'takes nothing from a registry'],
	[['users', '--host', 'x'], '--host'],
])('%j is refused', (args, why) => {
	expect(() => read(...args)).toThrow(OptionsError);
	expect(() => read(...args)).toThrow(why);
});
