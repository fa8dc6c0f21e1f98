import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from './schema.ts';

/** Reads a secret of the registry by its name: 32 random bytes, made when it is first asked for. */
export type ReadSecret = (name: string) => Promise<Buffer>;

/** Secrets are in the database, so that what one node signed another one knows. */
export const createSecretStore = (database: Kysely<RegistrySchema>): ReadSecret => {
	const known = new Map<string, Buffer>();
	return async (name) => {
		const remembered = known.get(name);
		if (remembered !== undefined) return remembered;
		await database
			.insertInto('secrets')
			.values({ name, value: randomBytes(32).toString('base64') })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		const { value } = await database
			.selectFrom('secrets')
			.select('value')
			.where('name', '=', name)
			.executeTakeFirstOrThrow();
		const secret = Buffer.from(value, 'base64');
		known.set(name, secret);
		return secret;
	};
};
