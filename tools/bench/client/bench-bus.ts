import mitt from 'mitt';
import { createEventBus } from '../../../shared/event-bus/src/index.ts';
import { type Comparison, comparePairs, type Pair } from '../statistics/compare-pairs.ts';
import { createRandom } from '../statistics/random.ts';

export interface BenchBusOptions {
	/** Paired rounds. Default 41. */
	rounds?: number;
	/** Events of a round. Default 20,000. */
	events?: number;
	/** Handlers of the event. Default 10. */
	handlers?: number;
	seed?: number;
}

export interface BenchBusResult {
	/** What an event costs on the bus, as a multiple of what it costs on bare mitt. */
	bus: Comparison;
	/** The bus against itself: has to be about 1, or the machine is too noisy to say anything. */
	same: Comparison;
	/** Microseconds of one event: the median over the rounds. */
	microseconds: { bus: number; mitt: number };
}

/** The function of mitt: its types take its declaration for that of a CommonJS module. */
const createEmitter = mitt as unknown as typeof mitt.default;

interface Subject {
	emit(): void;
	/** Calls of handlers so far; read, so that no call is for nothing. */
	calls(): number;
}

const payload = { userId: '00000000-0000-4000-8000-000000000001' };

const busSubject = (handlers: number): Subject => {
	const bus = createEventBus();
	let calls = 0;
	for (let index = 0; index < handlers; index += 1)
		bus.on('session:signed-in', ({ userId }) => (calls += userId.length));
	return { emit: () => bus.emit('session:signed-in', payload), calls: () => calls };
};

const mittSubject = (handlers: number): Subject => {
	const emitter = createEmitter<{ 'session:signed-in': typeof payload }>();
	let calls = 0;
	for (let index = 0; index < handlers; index += 1)
		emitter.on('session:signed-in', ({ userId }) => (calls += userId.length));
	return { emit: () => emitter.emit('session:signed-in', payload), calls: () => calls };
};

/** Milliseconds for so many events. Throws when not every handler was called for each. */
const measure = ({ emit, calls }: Subject, { events, handlers }: { events: number; handlers: number }): number => {
	const before = calls();
	const startedAt = performance.now();
	for (let index = 0; index < events; index += 1) emit();
	const time = performance.now() - startedAt;
	if (calls() - before !== events * handlers * payload.userId.length) throw new Error('A handler was not called.');
	return time;
};

const middle = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Emits to handlers on the bus and on bare mitt, in paired rounds in random order. */
export const benchBus = ({
	rounds = 41,
	events = 20_000,
	handlers = 10,
	seed = 1,
}: BenchBusOptions = {}): BenchBusResult => {
	const random = createRandom(seed);
	const subjects = { bus: busSubject(handlers), again: busSubject(handlers), mitt: mittSubject(handlers) };
	const run = (subject: Subject): number => measure(subject, { events, handlers });
	// Compiled before anything counts.
	for (let index = 0; index < 5; index += 1) for (const subject of Object.values(subjects)) run(subject);

	const pairs: Pair[] = [];
	const samePairs: Pair[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const order = (['bus', 'again', 'mitt'] as const).map((name) => ({ name, place: random() }));
		const times = { bus: 0, again: 0, mitt: 0 };
		for (const { name } of order.sort((a, b) => a.place - b.place)) times[name] = run(subjects[name]);
		pairs.push({ value: times.bus, base: times.mitt });
		samePairs.push({ value: times.again, base: times.bus });
	}
	const each = (times: readonly number[]): number => (middle(times) * 1000) / events;
	return {
		bus: comparePairs(pairs, { random }),
		same: comparePairs(samePairs, { random }),
		microseconds: { bus: each(pairs.map(({ value }) => value)), mitt: each(pairs.map(({ base }) => base)) },
	};
};
