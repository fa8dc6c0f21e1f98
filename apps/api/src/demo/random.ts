/** Numbers that look drawn by lot and are the same in every run. */
export interface Random {
	/** From 0 up to, not including, 1. */
	next(): number;
	/** An integer from 0 up to, not including, `limit`. */
	below(limit: number): number;
	pick<T>(items: readonly [T, ...T[]]): T;
	uuid(): string;
}

/** Mulberry32 (Tommy Ettinger): small and even enough for names and dates. */
export const createRandom = (seed: number): Random => {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
	return {
		next,
		below,
		pick: (items) => items[below(items.length)] ?? items[0],
		uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + below(4)).toString(16)}${hex(3)}-${hex(12)}`,
	};
};
