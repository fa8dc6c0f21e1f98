export { fakePassword, fakeTokenLifetime } from './backend/auth-endpoints.ts';
export type { FakeBackendState, LoggedRequest, ServerEvent } from './backend/backend-state.ts';
export { createFakeBackend, type FakeBackend, type FakeBackendOptions } from './backend/create-fake-backend.ts';
export { FakeFailure } from './backend/failure.ts';
export { buildCollection, type FakeCollection } from './build/build-collection.ts';
export { buildComposedRemote, buildComposition } from './build/build-composition.ts';
export { buildFile } from './build/build-file.ts';
export { buildUser } from './build/build-user.ts';
export { fakeId, fakeInstant } from './build/fake-id.ts';
export { createFakeBrowser, type FakeBrowser, type FakeTab } from './realtime/fake-browser.ts';
export {
	createFakeRealtimeServer,
	type FakeRealtimeOptions,
	type FakeRealtimeServer,
} from './realtime/fake-realtime-server.ts';
export type { FakeSocket } from './realtime/fake-socket.ts';
