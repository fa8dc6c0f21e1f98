import { endpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';

const { push, auth } = endpoints;

const base64url = (bytes: Uint8Array): string =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

/** What a browser would send. */
const browserSubscription = async () => {
	const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
	const p256dh = base64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
	const keys = { p256dh, auth: base64url(crypto.getRandomValues(new Uint8Array(16))) };
	return { endpoint: `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`, expirationTime: null, keys };
};

export const describePush = (getWorld: GetWorld): void => {
	describe('push messages', () => {
		it('have a key that a browser takes', async () => {
			const { publicKey } = (await getWorld().call(push.publicKey)).data;
			expect(publicKey).toMatch(/^[\w-]{87}$/);
		});

		it('are subscribed to by browser, once each, and end with the session', async () => {
			const { call, createPerson, signIn } = getWorld();
			const { token, user, password, refreshToken } = await createPerson();
			const body = await browserSubscription();
			const first = (await call(push.subscribe, { token, body })).data;
			expect((await call(push.subscribe, { token, body })).data.id).toBe(first.id);
			const list = async (by: string) => (await call(push.list, { token: by })).data.subscriptions;
			expect((await list(token)).map(({ endpoint }) => endpoint)).toEqual([body.endpoint]);
			const { endpoint } = body;
			for (let time = 0; time < 2; time += 1) {
				expect((await call(push.unsubscribe, { token, body: { endpoint } })).data).toBeNull();
			}
			expect(await list(token)).toEqual([]);
			await call(push.subscribe, { token, body });
			await call(auth.logout, { body: { refreshToken } });
			expect(await list((await signIn(user.email, password)).token)).toEqual([]);
		});

		it('go nowhere but to services that are known, with keys that are ones', async () => {
			const { call, createPerson } = getWorld();
			const { token } = await createPerson();
			const good = await browserSubscription();
			const elsewhere = await call(push.subscribe, { token, body: { ...good, endpoint: 'https://evil.test/x' } });
			expect([elsewhere.code, elsewhere.blamed]).toEqual(['VALIDATION_FAILED', ['endpoint']]);
			const p256dh = `B${'A'.repeat(86)}`;
			const odd = await call(push.subscribe, { token, body: { ...good, keys: { ...good.keys, p256dh } } });
			expect([odd.code, odd.blamed]).toEqual(['VALIDATION_FAILED', ['keys.p256dh']]);
		});
	});
};
