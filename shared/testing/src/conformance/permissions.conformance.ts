import { type Endpoint, endpoints, roleCan, roles } from '@flotilla/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { nameOfRow } from './conformance-world.ts';

const rows = Object.values(endpoints).flatMap((group) => Object.values<Endpoint>(group));

export const describePermissions = (getWorld: GetWorld): void => {
	describe('permissions', () => {
		const tokens = new Map<string, string>();
		beforeAll(async () => {
			for (const role of roles) tokens.set(role, (await getWorld().createPerson(role)).token);
		});
		/** Passes the check of who is asking and no other: there is nothing at the address and nothing in the body. */
		const ask = (row: Endpoint, token?: string) =>
			getWorld().target.fetch(`/api${row.path.replace(/:\w+/g, 'no-such-thing')}`, {
				method: row.method,
				headers: {
					...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
					...(row.method === 'GET' ? {} : { 'content-type': 'application/json' }),
				},
				...(row.method === 'GET' ? {} : { body: JSON.stringify({ nonsense: true }) }),
			});

		it.each(roles)('of a %s are those of the table, at every row that names one', async (role) => {
			const named = rows.filter(({ access }) => access !== 'public' && access !== 'signed-in');
			for (const row of named) {
				const { status } = await ask(row, tokens.get(role));
				const isAllowed = roleCan(role, row.access as never);
				if (isAllowed) expect([401, 403, 405, 500], nameOfRow(row)).not.toContain(status);
				else expect(status, nameOfRow(row)).toBe(403);
			}
		});

		it('are nobody’s who is not signed in', async () => {
			for (const row of rows.filter(({ access }) => access !== 'public')) {
				const response = await ask(row);
				expect([response.status, (await response.json()).code], nameOfRow(row)).toEqual([
					401,
					'AUTHENTICATION_REQUIRED',
				]);
			}
		});
	});
};
