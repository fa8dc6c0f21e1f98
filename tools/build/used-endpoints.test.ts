import { endpoints } from '@flotilla/contracts';
import * as dataCache from '@flotilla/data-cache';
import { describe, expect, it } from 'vitest';
import { endpointsOfHooks, findUsedEndpoints, hooksWithoutEndpoints } from './used-endpoints.ts';

const found = (source: string) => [...findUsedEndpoints(source)].sort();
const all = (group: keyof typeof endpoints) =>
	Object.keys(endpoints[group])
		.map((name) => `${group}.${name}`)
		.sort();

describe('which endpoints a source calls', () => {
	it.each([
		['a call', 'await api.users.list({ page: 1 })', ['users.list']],
		['a call over lines', 'api.audit\n\t.list(query)', ['audit.list']],
		['a call that is named otherwise than its row', 'api.files.slice({ cursor })', ['files.list']],
		['a hook', 'const { data } = useUser(id);', ['users.read']],
		['a row of the contract', 'client.request(filesEndpoints.rename, input)', ['files.rename']],
		['a type of the API', "type Port = Api['users'];", []],
		['another object', 'options.users.list()', []],
	])('%s', (_what, source, expected) => {
		expect(found(source)).toEqual(expected);
	});

	it('a group that is handed on stands for all of its endpoints', () => {
		expect(found('createFileSearch(api.files, format)')).toEqual(all('files'));
		expect(found('const { users } = api;')).toEqual(all('users'));
		expect(found('createResource({ name, endpoints: usersEndpoints })')).toEqual(all('users'));
		expect(found("createResource<Note>({ name: 'notes', owner: 'notes', collection: 'notes' })")).toEqual(
			all('collections'),
		);
		expect(found("api.data('notes').define(definition)")).toEqual(all('collections'));
	});
});

it('every hook of the data cache is known, with endpoints that there are', () => {
	const hooks = Object.keys(dataCache).filter((name) => /^use[A-Z]/.test(name));
	expect([...Object.keys(endpointsOfHooks), ...hooksWithoutEndpoints].sort()).toEqual(hooks.sort());
	const ids = Object.keys(endpoints).flatMap((group) => all(group as keyof typeof endpoints));
	for (const id of Object.values(endpointsOfHooks).flat()) expect(ids).toContain(id);
});
