import { type Endpoint, endpoints, type Role, roleCan, roles } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

const rows: readonly Endpoint[] = Object.values(endpoints).flatMap((group) => Object.values<Endpoint>(group));
const cells = rows.flatMap((row) => roles.map((role) => ({ row, role, method: row.method, path: row.path })));

let started: StartedApi;
const tokens: Partial<Record<Role, string>> = {};
beforeAll(async () => {
	started = await startApi();
	for (const role of roles) {
		const email = role === 'admin' ? 'admin@flotilla.test' : `${role}@matrix.test`;
		if (role !== 'admin') {
			await started.api.database
				.insertInto('users')
				.columns([
					'id',
					'email',
					'first_name',
					'last_name',
					'password_hash',
					'role',
					'status',
					'email_verified',
					'created_at',
					'updated_at',
				])
				.expression((query) =>
					query
						.selectFrom('users')
						.select(({ val }) => [
							val(crypto.randomUUID()).$castTo<string>().as('id'),
							val(email).as('email'),
							'first_name',
							'last_name',
							'password_hash',
							val(role).as('role'),
							'status',
							'email_verified',
							'created_at',
							'updated_at',
						])
						.where('email', '=', 'admin@flotilla.test'),
				)
				.execute();
		}
		tokens[role] = (await started.signIn(email)).token;
	}
});
afterAll(() => started.stop());

/** Passes the check of who is asking and no other: there is nothing at the address and nothing in the body. */
const ask = ({ method, path }: Endpoint, token: string | undefined) =>
	started.request(`/api${path.replace(/:\w+/g, 'no-such-thing')}`, {
		method,
		...(token === undefined ? {} : { token }),
		...(method === 'GET' ? {} : { json: { nonsense: true } }),
	});

describe('the table of permissions', () => {
	it.each(cells)('$role at $method $path', async ({ row, role }) => {
		const { access } = row;
		const isAllowed = access === 'public' || access === 'signed-in' || roleCan(role, access);
		const response = await ask(row, tokens[role]);
		if (isAllowed) {
			// Past the gate; what it then says of an empty request is another test's.
			expect(access === 'public' ? [403, 405, 500] : [401, 403, 405, 500]).not.toContain(response.status);
		} else {
			expect(await readFailure(response)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
		}
	});
});
