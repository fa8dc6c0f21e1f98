import type { Endpoints } from '../http/serve-endpoints.ts';
import { canariesEndpoints } from './canary.endpoints.ts';
import type { CanaryStore } from './canary-store.ts';

/** Canaries of a channel. */
export const registerCanaryRoutes = ({ answer }: Endpoints, { canaries }: { canaries: CanaryStore }): void => {
	answer(canariesEndpoints.list, async ({ params, query }) => ({
		canaries: await canaries.list(params.channel, query),
	}));

	answer(canariesEndpoints.set, ({ params, body: { message, ...canary }, publisher }) =>
		canaries.set({ ...canary, ...params, actor: publisher.name, reason: message }),
	);

	answer(canariesEndpoints.stop, ({ params, body, publisher }) =>
		canaries.stop({ ...params, actor: publisher.name, reason: body.message }),
	);
};
