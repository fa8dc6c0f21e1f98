import type { Session } from '@flotilla/contracts';
import { createFormat, createI18n, createTranslate } from '@flotilla/i18n';
import { expect, it } from 'vitest';
import { describeSession, inOrder, nameDevice } from './describe-session.ts';
import { manageSessionsMessages } from './manage-sessions.messages.ts';

const words = { t: createTranslate(manageSessionsMessages), format: createFormat('en') };
const session = (change: Partial<Session> = {}): Session => ({
	id: '0198c0de-0000-7000-8000-000000000001',
	current: false,
	createdAt: '2026-01-02T12:00:00.000Z',
	lastUsedAt: new Date(Date.now() - 3 * 60_000).toISOString(),
	expiresAt: '2026-02-01T12:00:00.000Z',
	device: 'Firefox on Linux',
	ip: '192.0.2.1',
	...change,
});

it('says where and when', () => {
	expect(describeSession(session(), words)).toEqual({
		device: 'Firefox on Linux',
		facts: ['192.0.2.1', 'Last used 3 minutes ago', expect.stringContaining('Signed in')],
	});
});

it('does not count the time for the device that asks, and leaves out what is not known', () => {
	const { device, facts } = describeSession(session({ current: true, device: null, ip: null }), words);
	expect([device, facts[0], facts.length]).toEqual(['Unknown device', 'Active now', 2]);
});

it('puts this device first and leaves the order of the others', () => {
	const [a, b, c] = ['a', 'b', 'c'].map((id) => session({ id, current: id === 'b' }));
	expect(inOrder([a, b, c] as Session[]).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});

it('names a device in the language of the page, and leaves a name it cannot take apart', async () => {
	const t = await createI18n({ language: 'de', root: null, storage: null }).load(manageSessionsMessages);
	const names = ['Chrome on Linux', 'curl', null].map((device) => nameDevice(device, t));
	expect(names).toEqual(['Chrome auf Linux', 'curl', 'Unbekanntes Gerät']);
});
