import { endpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';

const { users, audit } = endpoints;

export const describeAuditCounts = (getWorld: GetWorld): void => {
	describe('acts', () => {
		it('are counted by day, also where there were none', async () => {
			const { call, createPerson, administrator } = getWorld();
			const { user } = await createPerson();
			const { token } = await administrator();
			const params = { id: user.id };
			const at = (offset: number) => new Date(Date.now() + offset).toISOString();
			const query = { subjectId: user.id, subjectType: 'user' };
			const count = async (more: Record<string, string> = {}) =>
				(await call(audit.counts, { token, query: { ...query, to: at(3_600_000), ...more } })).data.counts;
			const sum = (counts: { count: number }[]) => counts.reduce((total, { count: one }) => total + one, 0);
			const before = await count();
			await call(users.updateRole, { token, params, body: { role: 'viewer' } });
			await call(users.updateStatus, { token, params, body: { status: 'inactive' } });
			const after = await count({ timeZone: 'Asia/Kathmandu' });
			expect(sum(after)).toBe(sum(before) + 2);
			expect([before.length, before[0]?.count]).toEqual([31, 0]);
			expect(before.map(({ day }) => day)).toEqual(before.map(({ day }) => day).toSorted());
			expect(sum(await count({ actorId: user.id }))).toBeLessThan(sum(after));
			expect(sum(await count({ from: at(3_000_000) }))).toBe(0);
		});

		it('are counted for those who may read them, over a range that has an end', async () => {
			const { call, createPerson, administrator } = getWorld();
			const { token } = await administrator();
			const refused = async (query: Record<string, string>) => (await call(audit.counts, { token, query })).blamed;
			expect(await refused({ from: '2020-01-01T00:00:00.000Z' })).toEqual(['from']);
			expect(await refused({ timeZone: 'Middle-earth/Shire' })).toEqual(['timeZone']);
			expect(await refused({ by: 'hour' })).toEqual(['by']);
			const manager = await createPerson('manager');
			expect((await call(audit.counts, { token: manager.token })).code).toBe('FORBIDDEN');
		});
	});
};
