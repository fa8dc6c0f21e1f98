import type { Endpoints } from '../http/serve-endpoints.ts';
import { garbageEndpoints } from './garbage.endpoints.ts';
import type { GarbageCollector } from './garbage-collector.ts';

/** Removing what nobody needs. */
export const registerGarbageRoutes = ({ answer }: Endpoints, { collector }: { collector: GarbageCollector }): void => {
	answer(garbageEndpoints.collect, ({ body: { message, ...options }, publisher }) =>
		collector.collect({ ...options, actor: publisher.name, reason: message }),
	);

	answer(garbageEndpoints.list, async () => ({ collections: await collector.list() }));
};
