import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { expect, test } from 'vitest';
import { appRows } from './composition.model.ts';
import type { ChannelStatus } from './read-channel.ts';

const users = buildComposedRemote({ name: 'users', owner: 'team-people' }, { version: '1.4.0', build: 'aaa' });
const composition = buildComposition({ remotes: [users] });
const idle = { status: 'idle' } as const;
const federation = { find: () => users, state: () => idle };

const channelOf = (version: string, changes: Partial<ChannelStatus> = {}): ChannelStatus => ({
	revision: 7,
	compositionId: composition.id,
	apps: [{ app: 'users', version, build: 'aaa', changedAt: '2026-11-26T12:00:00.000Z', pinned: false, signedBy: [] }],
	canaries: [],
	...changes,
});
const marksOf = (channel: ChannelStatus | null, changes: Partial<Parameters<typeof appRows>[0]> = {}) =>
	appRows({ composition, federation, channel, ...changes })[1]?.marks;

test('the shell comes first and has no state; a remote has its owner and its state', () => {
	expect(appRows({ composition, federation, channel: null })).toMatchObject([
		{ app: composition.shell.app, owner: null, state: null },
		{ app: 'users', version: '1.4.0', owner: 'team-people', state: idle, marks: [], isVerified: false },
	]);
});

test('a build whose entry has a hash is verified', () => {
	const hashed = { ...composition, integrity: { [users.entry]: 'sha256-abc' } };
	expect(appRows({ composition: hashed, federation, channel: null })[1]?.isVerified).toBe(true);
});

test('the channel’s own version has no mark, and says since when it is live', () => {
	const [, row] = appRows({ composition, federation, channel: channelOf('1.4.0') });
	expect(row).toMatchObject({ marks: [], live: null, changedAt: '2026-11-26T12:00:00.000Z' });
});

test('a live build is signed or not; of another one nobody tells', () => {
	const signed = channelOf('1.4.0');
	const channel = { ...signed, apps: signed.apps.map((app) => ({ ...app, signedBy: ['key-1'] })) };
	const isSigned = (told: ChannelStatus | null) => appRows({ composition, federation, channel: told })[1]?.isSigned;
	expect([channel, signed, channelOf('1.5.0'), null].map(isSigned)).toEqual([true, false, null, null]);
});

test('a page that was loaded before the channel moved is behind', () => {
	expect(marksOf(channelOf('1.5.0'))).toEqual(['behind']);
});

test('a candidate of a canary is marked, and is not behind', () => {
	const canaries = [{ app: 'users', version: '1.4.0', percent: 10, cohort: null }];
	expect(marksOf(channelOf('1.3.0', { canaries }))).toEqual(['canary']);
});

test('what a link shows is marked', () => {
	const preview = { app: 'users', version: '1.4.0', expiresAt: '2026-12-01T00:00:00.000Z' };
	expect(marksOf(channelOf('1.3.0'), { composition: { ...composition, preview } })).toEqual(['link']);
});

test('what runs in place of a build that failed says in place of which', () => {
	const earlier = buildComposedRemote({ name: 'users' }, { version: '1.3.0', build: 'bbb' });
	const [, row] = appRows({ composition, federation: { ...federation, find: () => earlier }, channel: null });
	expect(row).toMatchObject({ version: '1.3.0', replaced: '1.4.0', marks: ['replacement'] });
});

test('a pinned app is marked', () => {
	const channel = channelOf('1.4.0');
	expect(marksOf({ ...channel, apps: channel.apps.map((app) => ({ ...app, pinned: true })) })).toEqual(['pinned']);
});
