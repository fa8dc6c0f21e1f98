import { describe, expect, it } from 'vitest';
import { createProgressMeter } from './upload-progress.ts';

const start = (total = 1000) => {
	const clock = { now: 0 };
	const meter = createProgressMeter(total, () => clock.now);
	return {
		meter,
		read: (at: number, loaded: number) => {
			clock.now = at;
			return meter.read(loaded);
		},
	};
};

describe('the progress of an upload', () => {
	it('says how much has left, how fast, and how long the rest will take', () => {
		const { read } = start();
		expect(read(0, 0)).toEqual({ loaded: 0, total: 1000, percentage: 0, bytesPerSecond: null, secondsLeft: null });
		expect(read(1000, 200)).toEqual({ loaded: 200, total: 1000, percentage: 20, bytesPerSecond: 200, secondsLeft: 4 });
		expect(read(2000, 1000)).toMatchObject({ percentage: 100, bytesPerSecond: 500, secondsLeft: 0 });
	});

	it('says no rate before it means something', () => {
		const { read } = start();
		read(0, 0);
		expect(read(10, 500)).toMatchObject({ bytesPerSecond: null, secondsLeft: null });
	});

	it('measures the last five seconds', () => {
		const { read } = start(100_000);
		for (let second = 0; second <= 10; second += 1) read(second * 1000, second * 1000);
		for (let second = 11; second <= 16; second += 1) read(second * 1000, 10_000 + (second - 10) * 10);
		expect(read(16_000, 10_060)).toMatchObject({ bytesPerSecond: 10 });
	});

	it('says that nothing moves', () => {
		const { read } = start();
		read(0, 100);
		expect(read(4000, 100)).toMatchObject({ bytesPerSecond: 0, secondsLeft: null });
	});

	it('does not count a pause, nor what has to be sent again', () => {
		const { meter, read } = start();
		read(0, 0);
		read(1000, 500);
		meter.restart();
		expect(meter.progress).toMatchObject({ loaded: 500, bytesPerSecond: null, secondsLeft: null });
		read(60_000, 300);
		expect(read(61_000, 400)).toMatchObject({ bytesPerSecond: 100, secondsLeft: 6 });
	});

	it('is through with the last byte and not before', () => {
		const { read } = start(100_000);
		expect(read(0, 99_999).percentage).toBe(99);
		expect(read(1, 100_000).percentage).toBe(100);
	});
});
