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
