import { expect, it } from 'vitest';
import { createNonces } from './create-nonces.ts';

it('gives each nonce once, 16 bytes in base64', () => {
	const next = createNonces();
	const nonces = Array.from({ length: 1_000 }, next);
	expect(new Set(nonces).size).toBe(1_000);
	for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
});
