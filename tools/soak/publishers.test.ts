import { expect, it } from 'vitest';
import { soakPublishers } from './publishers.ts';

it('twenty publishers of one channel lose no update, and who is refused is told why', async () => {
	const { problems, moves, pages, refusals } = await soakPublishers({ rounds: 3 });
	expect(problems).toEqual([]);
	expect(moves).toBeGreaterThan(40);
	expect(pages).toBeGreaterThan(100);
	// One of two that want the same version for other content, and those that were overtaken.
	expect(refusals).toMatchObject({ VERSION_EXISTS: expect.any(Number), CHANNEL_MOVED: expect.any(Number) });
}, 120_000);
