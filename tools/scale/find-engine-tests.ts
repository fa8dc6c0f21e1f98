import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a test imports that meets a database, Redis or S3. */
const helpers =
	/\b(startApi|startTestRegistry|openTestStores|createTestDatabase|startTestS3|startRedis|TEST_(DATABASE_URL|REDIS_URL))\b/;

/** The servers' tests whose outcome an engine has a say in, relative to `root`; what the others show is shown by the part `unit`. */
export const findEngineTests = (root: string): string[] =>
	globSync('{apps/api,apps/registry,shared/server}/src/**/*.test.ts', { cwd: root }).filter((file) =>
		helpers.test(readFileSync(join(root, file), 'utf8')),
	);

/** Of those, what rests on how the embedded engine keeps, finds and locks things; the end-to-end tests stand on it as well. */
const embeddedToo = [
	'apps/api/src/database/',
	'apps/api/src/demo/',
	'apps/api/src/realtime/event-stream.test.ts',
	'apps/api/src/users/users.test.ts',
	'apps/api/src/uploads/uploads-killed.test.ts',
	'apps/registry/src/builds/',
	'apps/registry/src/create-registry.test.ts',
	'apps/registry/src/database/',
	'apps/registry/src/garbage/',
	'shared/server/',
];

/** What need not run over the embedded engine in a run that has it over the others. */
export const testsOfOtherEngines = (root: string): string[] =>
	findEngineTests(root).filter((file) => !embeddedToo.some((path) => file.startsWith(path)));
