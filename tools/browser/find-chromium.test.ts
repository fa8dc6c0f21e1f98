import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';

const program = (name: string) => {
	const path = join(mkdtempSync(join(tmpdir(), 'chromium-')), name);
	writeFileSync(path, '#!/bin/sh\n');
	chmodSync(path, 0o755);
	return path;
};

test('the one named by CHROMIUM_PATH wins over Playwright’s own', () => {
	const named = program('mine');
	expect(findChromium({ env: { CHROMIUM_PATH: named }, playwrightPath: () => program('own') })).toBe(named);
});

test('a CHROMIUM_PATH that cannot be run is an error, not a silent second choice', () => {
	expect(() => findChromium({ env: { CHROMIUM_PATH: '/nowhere/chromium' } })).toThrow('/nowhere/chromium');
});

test('Playwright’s own wins over the system’s', () => {
	const own = program('own');
	expect(findChromium({ env: {}, playwrightPath: () => own })).toBe(own);
});

test('a machine Playwright has no build for still finds one on the PATH', () => {
	const path = program('google-chrome');
	const found = findChromium({
		env: { PATH: join(path, '..') },
		playwrightPath: () => {
			throw new Error('unsupported');
		},
	});
	// A machine with Debian's Chromium finds that one first.
	expect([path, '/usr/bin/chromium', '/usr/bin/chromium-browser']).toContain(found);
});
