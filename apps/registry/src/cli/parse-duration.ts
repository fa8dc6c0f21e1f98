import { InvalidArgumentError } from 'commander';

const secondsOf: Record<string, number> = { m: 60, h: 3_600, d: 86_400 };

/** Seconds of `30m`, `12h` or `7d`. Throws commander's `InvalidArgumentError`. */
export const parseDuration = (value: string): number => {
	const [, count, unit] = /^([1-9]\d{0,5})([mhd])$/.exec(value) ?? [];
	const seconds = unit === undefined ? undefined : secondsOf[unit];
	if (count === undefined || seconds === undefined) throw new InvalidArgumentError('Say it as 30m, 12h or 7d.');
	return Number(count) * seconds;
};
