import { createTestDatabase } from '@flotilla/server/testing';
import { expect, it } from 'vitest';
import { soakPublishers } from '../soak/publishers.ts';
import { soakRegistryKill } from '../soak/registry-kill.ts';

it('twenty publishers of one channel lose no update at two nodes over one database', { timeout: 240_000 }, async () => {
	const database = await createTestDatabase();
	try {
		const { problems, moves } = await soakPublishers({ rounds: 3, databaseUrl: database?.url });
		expect(problems).toEqual([]);
		expect(moves).toBeGreaterThan(40);
	} finally {
		await database?.drop();
	}
});

it('a node that is killed in the middle of commands leaves all of each, or nothing', { timeout: 240_000 }, async () => {
	const database = await createTestDatabase();
	try {
		expect(await soakRegistryKill({ rounds: 3, databaseUrl: database?.url })).toMatchObject({ problems: [] });
	} finally {
		await database?.drop();
	}
});
