import { type RealtimeFrame, roomOf, type TabWishes } from '@flotilla/contracts';

/** Who was in each room at last, for whoever begins to watch a room that is followed already: the server tells that once. */
export interface PresenceMemory {
	note(frame: RealtimeFrame): void;
	/** The last frames of these topics. */
	of(topics: readonly string[]): readonly RealtimeFrame[];
	/** Forgets rooms that nobody follows any more. */
	keepOnly(wishes: readonly TabWishes[]): void;
	clear(): void;
}

export const createPresenceMemory = (): PresenceMemory => {
	const frames = new Map<string, RealtimeFrame>();
	return {
		note(frame) {
			const { room } = (frame.payload ?? {}) as { room?: unknown };
			if (frame.type === 'presence:changed' && typeof room === 'string') frames.set(room, frame);
		},
		of: (topics) =>
			topics.flatMap((topic) => {
				const frame = frames.get(roomOf(topic) ?? '');
				return frame === undefined ? [] : [frame];
			}),
		keepOnly(wishes) {
			const followed = new Set(wishes.flatMap(({ topics }) => topics.map(roomOf)));
			for (const room of frames.keys()) if (!followed.has(room)) frames.delete(room);
		},
		clear: () => frames.clear(),
	};
};
