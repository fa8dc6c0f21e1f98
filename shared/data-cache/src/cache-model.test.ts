import { expect, it } from 'vitest';
import { runCacheModel } from './testing/model/run-cache-model.ts';

it('ends as the server is, whatever was written, refused, lost, late or told in between', {
	timeout: 60_000,
}, async () => {
	const { operations, comparedFresh, comparedStale } = await runCacheModel({ runs: 25, length: 80 });
	expect(operations).toBeGreaterThan(200);
	// Neither by fetching everything again nor by never having to.
	expect(comparedFresh).toBeGreaterThan(20);
	expect(comparedStale).toBeGreaterThan(0);
});
