import type { StreamEntry, StreamPosition } from '@flotilla/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReceiver } from './receiver.ts';

const frameOf = (offset: number) => ({
	type: 'users:deleted',
	payload: { id: `user-${offset}` },
	timestamp: '2026-01-01T00:00:00.000Z',
	id: `1:${offset}`,
	offset,
});

/** What a connection makes of the events at these offsets, beginning after `from`. */
const toEntries = (offsets: readonly number[], from: number, epoch = '1'): StreamEntry[] =>
	offsets
		.filter((offset) => offset > from)
		.map((offset, index, all) => ({
			epoch,
			after: index === 0 ? from : (all[index - 1] ?? from),
			offset,
			frame: frameOf(offset),
		}));

const open = (position: StreamPosition | null, replayBuffer = 256) => {
	const raised: number[] = [];
	const resyncs: number[] = [];
	const receiver = createReceiver({
		raise: ({ offset = -1 }) => raised.push(offset),
		resync: () => resyncs.push(raised.length),
		replayBuffer,
	});
	receiver.start(position);
	return { receiver, raised, resyncs };
};

const strictlyRising = fc
	.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 })
	.map((offsets) => offsets.sort((a, b) => a - b));

describe('whatever is dropped, doubled and reordered', () => {
	it('each event is raised once and in order, when holes are filled by a replay', () => {
		fc.assert(
			fc.property(
				strictlyRising,
				fc.integer({ min: 0, max: 100 }),
				fc.infiniteStream(fc.nat(99)),
				(offsets, from, chance) => {
					const log = toEntries(offsets, 0);
					const { receiver, raised, resyncs } = open({ epoch: '1', offset: from });
					const next = () => chance.next().value ?? 0;
					const queue = [...toEntries(offsets, Math.min(from, next()))];
					while (queue.length > 0) {
						// Reordered: any of the next few; dropped or doubled by chance.
						const [entry] = queue.splice(next() % Math.min(queue.length, 4), 1);
						if (entry === undefined || next() < 20) continue;
						if (next() < 20) queue.push(entry);
						if (receiver.take(entry) === 'hole' && next() < 50)
							for (const missed of log.filter(({ offset }) => offset > (receiver.position?.offset ?? 0)))
								receiver.take(missed);
					}
					for (const entry of log) receiver.take(entry);
					expect(raised).toEqual(offsets.filter((offset) => offset > from));
					expect(resyncs).toEqual([]);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('and what it kept fills the hole of any other tab, or it says that it cannot', () => {
		fc.assert(
			fc.property(
				strictlyRising,
				fc.integer({ min: 0, max: 200 }),
				fc.integer({ min: 1, max: 20 }),
				(offsets, from, buffer) => {
					const leader = open({ epoch: '1', offset: 0 }, buffer);
					for (const entry of toEntries(offsets, 0)) leader.receiver.take(entry);
					const follower = open({ epoch: '1', offset: from });
					const kept = leader.receiver.after({ epoch: '1', offset: from });
					const missed = offsets.filter((offset) => offset > from);
					if (kept === null) expect(missed.length).toBeGreaterThan(0);
					else {
						for (const entry of kept) expect(follower.receiver.take(entry)).toBe('taken');
						expect(follower.raised).toEqual(missed);
					}
					if (missed.length < buffer) expect(kept).not.toBeNull();
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('a place', () => {
	it('is where the first entry begins, when there was none', () => {
		const { receiver, raised } = open(null);
		expect(receiver.take({ epoch: '1', after: 7, offset: 9, frame: frameOf(9) })).toBe('taken');
		expect([raised, receiver.position]).toEqual([[9], { epoch: '1', offset: 9 }]);
	});

	it('moves on over stretches without an event', () => {
		const { receiver, raised } = open({ epoch: '1', offset: 1 });
		expect(receiver.take({ epoch: '1', after: 1, offset: 5 })).toBe('taken');
		expect(receiver.take({ epoch: '1', after: 3, offset: 6, frame: frameOf(6) })).toBe('taken');
		expect([raised, receiver.position?.offset]).toEqual([[6], 6]);
	});

	it('of another epoch has a hole before it', () => {
		const { receiver, raised } = open({ epoch: '1', offset: 1 });
		expect(receiver.take({ epoch: '2', after: 1, offset: 2, frame: frameOf(2) })).toBe('hole');
		expect(receiver.after({ epoch: '2', offset: 1 })).toBeNull();
		expect(raised).toEqual([]);
	});

	it('is lost by a reset to a later one, and only by that', () => {
		const { receiver, resyncs } = open({ epoch: '1', offset: 5 });
		receiver.reset({ epoch: '1', offset: 5 });
		receiver.reset({ epoch: '1', offset: 3 });
		expect([resyncs.length, receiver.position?.offset]).toEqual([0, 5]);
		receiver.reset({ epoch: '1', offset: 8 });
		receiver.reset({ epoch: '2', offset: 1 });
		expect([resyncs.length, receiver.position]).toEqual([2, { epoch: '2', offset: 1 }]);
	});

	it('may be read, and more be taken, while an event is raised', () => {
		const seen: (number | undefined)[] = [];
		const receiver = createReceiver({
			replayBuffer: 10,
			resync: () => {},
			raise: ({ offset }) => {
				seen.push(offset, receiver.position?.offset);
				if (offset === 1) receiver.take({ epoch: '1', after: 1, offset: 2, frame: frameOf(2) });
			},
		});
		receiver.start({ epoch: '1', offset: 0 });
		receiver.take({ epoch: '1', after: 0, offset: 1, frame: frameOf(1) });
		expect(seen).toEqual([1, 1, 2, 2]);
	});
});
