import { fakePassword } from '../backend/auth-endpoints.ts';
import { createFakeBackend, type FakeBackend } from '../backend/create-fake-backend.ts';
import { buildUser } from '../build/build-user.ts';
import type { ConformanceTarget } from './conformance-target.ts';

/** The fake backend as a target; how its handlers are reached is the caller's to say. */
export const createFakeTarget = (
	connect: (backend: FakeBackend) => Promise<Pick<ConformanceTarget, 'fetch' | 'stop'>>,
): (() => Promise<ConformanceTarget>) => {
	return async () => {
		const administrator = buildUser({ role: 'admin', email: 'root@flotilla.test' });
		const backend = createFakeBackend({ users: [administrator] });
		const { state, realtime } = backend;
		return {
			...(await connect(backend)),
			openSocket: () => realtime.createSocket('/ws'),
			administrator: { email: administrator.email, password: fakePassword },
			lastLinkTo: async (email) => state.mails.findLast(({ to }) => to === email)?.token,
		};
	};
};
