import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// They run packages of the browser as they are, which one of them once could not.
test('Node can run every bench as it is, and the command says which there are', () => {
	const run = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), 'nothing'], { encoding: 'utf8' });
	expect(run.stderr.trim()).toBe(
		'There is no bench named "nothing"; there is load, api, client, inp, build, deploy, registry: npm run bench -- load.',
	);
	expect(run.status).toBe(2);
});
