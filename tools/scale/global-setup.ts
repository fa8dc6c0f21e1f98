import { createTestDatabase, startTestS3 } from '@flotilla/server/testing';
import type { TestProject } from 'vitest/node';
import { seedTestDatabase } from '../../apps/api/src/testing/seeded-database.ts';
import { startRedis } from '../../apps/api/src/testing/start-redis.ts';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** What each API node gets: where the database, Redis and S3 are. */
		scaleEnvironment: Record<string, string>;
	}
}

/**
 * A PostgreSQL, a Redis and an S3 for the run, or those that `TEST_DATABASE_URL`, `TEST_REDIS_URL`
 * and `TEST_S3_*` name. Tests that know two engines find them by these variables.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
	const given = process.env.TEST_DATABASE_URL;
	const postgres = given === undefined ? await startPostgres() : { url: given, stop: async () => undefined };
	const redis = await startRedis();
	const s3 = await startTestS3();
	const { endpoint = '', bucket, region = 'us-east-1', accessKeyId = '', secretAccessKey = '' } = s3.settings;
	Object.assign(process.env, {
		TEST_DATABASE_URL: postgres.url,
		TEST_REDIS_URL: redis.url,
		TEST_S3_ENDPOINT: endpoint,
		TEST_S3_BUCKET: bucket,
		TEST_S3_ACCESS_KEY_ID: accessKeyId,
		TEST_S3_SECRET_ACCESS_KEY: secretAccessKey,
	});
	const removeSeeded = await seedTestDatabase();
	const database = await createTestDatabase();
	if (database === undefined) throw new Error('TEST_DATABASE_URL was just set.');
	project.provide('scaleEnvironment', {
		DATABASE_URL: database.url,
		REDIS_URL: redis.url,
		S3_ENDPOINT: endpoint,
		S3_BUCKET: bucket,
		S3_REGION: region,
		S3_ACCESS_KEY_ID: accessKeyId,
		S3_SECRET_ACCESS_KEY: secretAccessKey,
		S3_FORCE_PATH_STYLE: '1',
	});
	return async () => {
		await database.drop();
		await removeSeeded();
		await s3.stop();
		await redis.stop();
		await postgres.stop();
	};
};
