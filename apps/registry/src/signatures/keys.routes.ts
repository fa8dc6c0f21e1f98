import type { Endpoints } from '../http/serve-endpoints.ts';
import type { KeyStore } from './key-store.ts';
import { keysEndpoints } from './keys.endpoints.ts';

/** Which keys may sign an app's builds. */
export const registerKeyRoutes = ({ answer }: Endpoints, { keys }: { keys: KeyStore }): void => {
	answer(keysEndpoints.list, async ({ params }) => ({ keys: await keys.list(params.app) }));

	answer(keysEndpoints.trust, async ({ params: { app }, body: { publicKey, message }, publisher, reply }) => {
		const trusted = await keys.trust({ app, publicKey, actor: publisher.name, reason: message });
		if (!trusted.changed) reply.code(200);
		return { app, ...trusted };
	});

	answer(keysEndpoints.distrust, async ({ params: { app, key }, body: { message }, publisher }) => {
		const distrusted = await keys.distrust({ app, keyId: key, actor: publisher.name, reason: message });
		return { app, ...distrusted };
	});
};
