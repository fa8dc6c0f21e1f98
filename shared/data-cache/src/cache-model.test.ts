import { expect, it } from 'vitest';
import { runCacheModel } from './testing/model/run-cache-model.ts';

it('ends as the server is, whatever was written, refused, lost, late or told in between', {
	timeout: 60_000,
}, async () => {
	const { operations, fresh, stale } = await runCacheModel({ runs: 25, length: 80 });
	expect(operations).toBeGreaterThan(200);
	// Neither by fetching everything again nor by never having to.
	expect(fresh).toBeGreaterThan(20);
	expect(stale).toBeGreaterThan(0);
});
