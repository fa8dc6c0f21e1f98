import { expect, it } from 'vitest';
import { shareReads } from './share-reads.ts';

const controlled = (options?: { patience: number }) => {
	const begun: PromiseWithResolvers<number>[] = [];
	const ask = shareReads(() => {
		const read = Promise.withResolvers<number>();
		begun.push(read);
		return read.promise;
	}, options);
	return { begun, ask };
};

it('reads once for all who ask while another read is under way, and begins when that has ended', async () => {
	const { begun, ask } = controlled();
	const first = ask();
	const later = [ask(), ask(), ask()];
	expect(begun).toHaveLength(1);
	begun[0]?.resolve(1);
	expect(await first).toBe(1);
	await Promise.resolve();
	expect(begun).toHaveLength(2);
	begun[1]?.resolve(2);
	expect(await Promise.all(later)).toEqual([2, 2, 2]);
	const alone = ask();
	expect(begun).toHaveLength(3);
	begun[2]?.resolve(3);
	expect(await alone).toBe(3);
});

it('never gives anybody what was read before they asked', async () => {
	let pointer = 0;
	const ask = shareReads(async () => {
		const seen = pointer;
		await new Promise((resolve) => setImmediate(resolve));
		return seen;
	});
	const answers: Promise<boolean>[] = [];
	for (let move = 1; move <= 50; move += 1) {
		pointer = move;
		answers.push(ask().then((seen) => seen >= move));
		if (move % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
	}
	expect(await Promise.all(answers)).not.toContain(false);
});

it('passes a failure on to those who shared the read, and reads anew for the next ones', async () => {
	const { begun, ask } = controlled();
	const first = ask();
	const second = ask();
	begun[0]?.reject(new Error('down'));
	await expect(first).rejects.toThrow('down');
	begun[1]?.resolve(2);
	expect(await second).toBe(2);
});

it('lets nobody wait for long behind a read that hangs', async () => {
	const { begun, ask } = controlled({ patience: 5 });
	void ask();
	const second = ask();
	while (begun.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
	begun[1]?.resolve(2);
	expect(await second).toBe(2);
});

it('gives what it knows as long as nothing has changed since it began to read', async () => {
	let changes = 0;
	const begun: PromiseWithResolvers<number>[] = [];
	const ask = shareReads(
		() => {
			const read = Promise.withResolvers<number>();
			begun.push(read);
			return read.promise;
		},
		{ changes: () => changes },
	);
	const first = ask();
	// Something changes while it is read: what comes may be of before.
	changes += 1;
	begun[0]?.resolve(1);
	expect(await first).toBe(1);
	const second = ask();
	expect(begun).toHaveLength(2);
	begun[1]?.resolve(2);
	await second;
	expect([await ask(), await ask()]).toEqual([2, 2]);
	expect(begun).toHaveLength(2);
	changes += 1;
	void ask();
	expect(begun).toHaveLength(3);
});
