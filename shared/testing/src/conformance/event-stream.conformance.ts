import { endpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { ConformanceTarget } from './conformance-target.ts';
import type { GetWorld } from './conformance-world.ts';
import { nameOfRow } from './conformance-world.ts';

const { events, users, auth } = endpoints;

interface StreamedBlock {
	event: string | undefined;
	id: string | undefined;
	data: string | undefined;
}

const parseBlock = (text: string): StreamedBlock => {
	const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
	return { event: field('event'), id: field('id'), data: field('data') };
};

/** An open event stream, block by block. */
const openStream = async (
	target: ConformanceTarget,
	{ token, query = '', headers = {} }: { token?: string; query?: string; headers?: Record<string, string> },
) => {
	const controller = new AbortController();
	const response = await target.fetch(`/api/events${query}`, {
		signal: controller.signal,
		headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
	});
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
	let rest = '';
	return {
		response,
		/** The next event of this name; those before it are dropped. Undefined when the stream has ended. */
		async next(name: string): Promise<StreamedBlock | undefined> {
			for (;;) {
				const end = rest.indexOf('\n\n');
				if (end === -1) {
					const { done, value = '' } = (await reader?.read()) ?? { done: true };
					if (done) return undefined;
					rest += value;
					continue;
				}
				const block = parseBlock(rest.slice(0, end));
				rest = rest.slice(end + 2);
				if (block.event === name) return block;
			}
		},
		close: () => controller.abort(),
	};
};

export const describeEventStream = (getWorld: GetWorld): void => {
	describe('an event stream', () => {
		it('says where it begins, then what happens, and goes on from there', async () => {
			const { call, target, createPerson, succeeded } = getWorld();
			const { user, token } = await createPerson();
			const query = `?topics=users:${user.id}`;
			const rename = (firstName: string) =>
				call(users.update, { token, params: { id: user.id }, body: { firstName } }).then(({ data }) => data);
			const stream = await openStream(target, { token, query });
			expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
			(succeeded as Set<string>).add(nameOfRow(events.stream));
			const ready = await stream.next('ready');
			expect(JSON.parse(ready?.data ?? '')).toMatchObject({ resumed: false });
			await rename('First');
			const told = await stream.next('users:updated');
			expect(JSON.parse(told?.data ?? '')).toMatchObject({
				...{ type: 'users:updated', id: told?.id },
				payload: { user: { firstName: 'First' } },
			});
			stream.close();
			await rename('Second');
			const again = await openStream(target, { token, query, headers: { 'last-event-id': told?.id ?? '' } });
			expect(JSON.parse((await again.next('ready'))?.data ?? '')).toMatchObject({ resumed: true });
			expect((await again.next('users:updated'))?.data).toContain('Second');
			again.close();
			const lost = await openStream(target, { token, query: '?lastEventId=another:3' });
			expect(JSON.parse((await lost.next('resync'))?.data ?? '')).toMatchObject({ resumed: false });
			lost.close();
		});

		it('opens by a ticket where headers cannot be sent, and not without', async () => {
			const { call, target, createPerson } = getWorld();
			const { token } = await createPerson();
			const { ticket } = (await call(events.ticket, { token })).data;
			const stream = await openStream(target, { query: `?ticket=${encodeURIComponent(ticket)}` });
			expect((await stream.next('ready'))?.event).toBe('ready');
			stream.close();
			expect((await call(events.stream)).code).toBe('AUTHENTICATION_REQUIRED');
			expect((await call(events.stream, { query: { ticket: 'nonsense' } })).code).toBe('TOKEN_INVALID');
			const stranger = `files:${crypto.randomUUID()}`;
			expect((await call(events.stream, { token, query: { topics: stranger } })).code).toBe('FORBIDDEN');
			const odd = await call(events.stream, { token, query: { topics: 'shoes' } });
			expect([odd.code, odd.blamed]).toEqual(['VALIDATION_FAILED', ['topics']]);
		});

		it('ends when its session does, and says so last', async () => {
			const { call, target, createPerson } = getWorld();
			const { token, refreshToken } = await createPerson();
			const stream = await openStream(target, { token, query: '?topics=' });
			await stream.next('ready');
			await call(auth.logout, { body: { refreshToken } });
			expect(JSON.parse((await stream.next('unauthenticated'))?.data ?? '')).toEqual({ code: 'SESSION_REVOKED' });
			expect(await stream.next('anything')).toBeUndefined();
		});
	});
};
