import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outboxErrorCodes } from './outbox-error.ts';

test('docs/errors.md has a paragraph for every code of the outbox', () => {
	const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
	const documented = [...page.matchAll(/^### (OUTBOX_\S+)$/gm)].map(([, code]) => code);
	expect(documented).toEqual(Object.keys(outboxErrorCodes));
});
