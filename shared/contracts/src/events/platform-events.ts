import { clientEvents, type EventName, ephemeralEvents, serverEvents } from './event-map.ts';

/**
 * Whether the shell or the platform below all remotes raises it; otherwise remotes do, who say so in their manifests.
 * Complete by its type: a new event that is missing here does not compile.
 */
const withoutRemotes: Record<keyof typeof clientEvents, boolean> = {
	'session:signed-in': true,
	'session:signed-out': true,
	'realtime:state-changed': true,
	'realtime:resync-required': true,
	'realtime:frame-dropped': true,
	'realtime:request-refused': true,
	'api:request-failed': true,
	'app:update-ready': true,
	'app:updated': true,
	'api:circuit-changed': true,
	'network:state-changed': true,
	'federation:remote-failed': true,
	'i18n:load-failed': true,
	'federation:remote-started': true,
	'federation:remote-replaced': true,
	'federation:error-uncaught': true,
	'browser:data-changed': false,
};

/** Events that are raised without any remote: by the server, the shell and the platform. */
export const platformEvents = (): EventName[] => [
	...(Object.keys({ ...serverEvents, ...ephemeralEvents }) as EventName[]),
	...(Object.keys(clientEvents) as (keyof typeof clientEvents)[]).filter((event) => withoutRemotes[event]),
];
