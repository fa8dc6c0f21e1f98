import type { Platform } from '@flotilla/platform';
import { type BusLog, createBusLog } from './bus-log.ts';
import { createSocketLog, type SocketLog } from './socket-log.ts';

/** What is written down from the first time that the panel is opened, until the page goes: also while it is closed. */
export interface Inspection {
	/** Milliseconds since 1970. */
	readonly since: number;
	readonly bus: BusLog;
	readonly socket: SocketLog;
}

const inspections = new WeakMap<Platform, Inspection>();

/** The one of a page. Nobody sees what happened while another person was signed in. */
export const inspectionOf = (platform: Platform): Inspection => {
	const known = inspections.get(platform);
	if (known !== undefined) return known;
	const { bus } = platform;
	const made = { since: Date.now(), bus: createBusLog({ bus }), socket: createSocketLog({ bus }) };
	bus.on('session:signed-out', () => made.bus.clear());
	inspections.set(platform, made);
	return made;
};
