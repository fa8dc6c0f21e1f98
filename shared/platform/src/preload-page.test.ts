import type { ComposedRemote, Permission } from '@flotilla/contracts';
import type { RemoteState, RunningRemote } from '@flotilla/federation';
import type { SessionState } from '@flotilla/session';
import { afterEach, expect, it, vi } from 'vitest';
import { preloadPage } from './preload-page.ts';

const signedIn = {
	status: 'signed-in',
	isProvisional: false,
	permissions: ['users:read'],
} as Partial<SessionState> as SessionState;
const address = { pathname: '/notes', search: '?tag=a' };
const key = ['notes', 'list', { tag: 'a' }] as const;

interface Page {
	session?: SessionState;
	preload?: RunningRemote['preload'];
	state?: RemoteState['status'];
	matches?: boolean;
	/** What its remote asks for. */
	permission?: Permission;
}

/** What is fetched for a page. */
const fetchedFor = ({ session = signedIn, preload, state = 'running', matches = true, permission }: Page) => {
	const cache = { preload: vi.fn(async () => {}) };
	preloadPage({
		platform: { cache, session: { store: { getState: () => session } } },
		federation: {
			match: () => (matches ? ({ app: 'notes', manifest: { permission } } as ComposedRemote) : undefined),
			state: () => ({ status: state, running: { Page: () => null, ...(preload && { preload }) } }) as RemoteState,
		},
		address,
	});
	return cache.preload.mock.calls;
};

afterEach(() => vi.unstubAllGlobals());

it('fetches what the remote of the page says its page asks for first', () => {
	const preload = vi.fn(() => [key]);
	expect(fetchedFor({ preload })).toEqual([[key]]);
	expect(preload).toHaveBeenCalledExactlyOnceWith(address);
	expect(fetchedFor({ preload, permission: 'users:read' })).toEqual([[key]]);
});

it.each<[string, Page]>([
	['the page is no remote’s', { matches: false }],
	['the remote does not run', { state: 'failed' }],
	['nobody is signed in', { session: { ...signedIn, status: 'signed-out' } }],
	['the person may not open the page', { permission: 'audit:read' }],
	['the server could not say who is signed in', { session: { ...signedIn, isProvisional: true } }],
	['the remote leaves it to its pages', { preload: undefined }],
])('fetches nothing where %s', (_, page) => {
	expect(fetchedFor({ preload: () => [key], ...page })).toEqual([]);
});

it('a remote that fails to say costs the page nothing, and is reported', () => {
	const reportError = vi.fn();
	vi.stubGlobal('reportError', reportError);
	const failure = new Error('no');
	expect(
		fetchedFor({
			preload: () => {
				throw failure;
			},
		}),
	).toEqual([]);
	expect(reportError).toHaveBeenCalledExactlyOnceWith(failure);
});
