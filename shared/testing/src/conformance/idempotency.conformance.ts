import { endpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { uniqueWord } from './conformance-world.ts';

const { users } = endpoints;

export const describeIdempotency = (getWorld: GetWorld): void => {
	describe('a write with an Idempotency-Key', () => {
		const prepare = async () => {
			const { call, administrator } = getWorld();
			const { token } = await administrator();
			const lastName = uniqueWord();
			const key = crypto.randomUUID();
			const create = (email: string, headers = {}) =>
				call(users.create, {
					token,
					body: { email, firstName: 'A', lastName },
					headers: { 'idempotency-key': key, ...headers },
				});
			const count = async () => (await call(users.list, { token, query: { search: lastName } })).data.users.length;
			return { create, count, email: `${crypto.randomUUID()}@flotilla.test` };
		};

		it('is carried out once, and each repeat gets the same answer', async () => {
			const { create, count, email } = await prepare();
			const first = await create(email);
			expect(first.headers.get('idempotency-replayed')).toBeNull();
			const again = await create(email);
			expect(again.data).toEqual(first.data);
			expect(again.status).toBe(201);
			expect(again.headers.get('idempotency-replayed')).toBe('true');
			expect(await count()).toBe(1);
		});

		it('that is another request is refused', async () => {
			const { create, email } = await prepare();
			await create(email);
			expect((await create(`x${email}`)).code).toBe('IDEMPOTENCY_KEY_REUSED');
			expect((await create(email, { 'if-match': '"1"' })).code).toBe('IDEMPOTENCY_KEY_REUSED');
		});

		it('that was refused leaves its key free', async () => {
			const { create, count, email } = await prepare();
			expect((await create('no address')).code).toBe('VALIDATION_FAILED');
			expect((await create(getWorld().target.administrator.email)).code).toBe('EMAIL_TAKEN');
			expect((await create(email)).status).toBe(201);
			expect(await count()).toBe(1);
		});

		it('whose key is none is refused', async () => {
			const { create, email } = await prepare();
			const answer = await create(email, { 'idempotency-key': 'two words' });
			expect([answer.code, answer.blamed]).toEqual(['VALIDATION_FAILED', ['Idempotency-Key']]);
		});
	});
};
