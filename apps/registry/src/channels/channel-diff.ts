import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { forDevelopers } from './pages-files.ts';
import { pointersOf } from './pointers.ts';

export interface DiffVersion {
	version: string;
	build: string;
}

export interface ChannelDiff {
	from: string;
	to: string;
	/** Apps that are not the same on both sides. `null`: not there. */
	apps: {
		app: string;
		from: DiffVersion | null;
		to: DiffVersion | null;
		/** What a browser that has all of `from` lacks of `to`; it fetches what its pages need of it. `null`: `to` was collected. */
		files: number | null;
		/** Their bytes, uncompressed. */
		bytes: number | null;
		/** Their bytes as most browsers get them: brotli where there is one. */
		transferBytes: number | null;
	}[];
}

/** The other side: another channel as it is, a composition, or the same channel at a revision of old. */
export type DiffTarget = { with: string } | { composition: string } | { at: number };

type Side = Map<string, DiffVersion & { isCollected: boolean }>;

const nameOf = (side: DiffVersion | undefined): DiffVersion | null =>
	side === undefined ? null : { version: side.version, build: side.build };

const notFound = (message: string) => createHttpError('NOT_FOUND', { message });

/** What would be another one if `channel` had what the other side has. Throws `HttpError` NOT_FOUND. */
export const diffChannel = async (
	database: Kysely<RegistrySchema>,
	channel: string,
	target: DiffTarget,
): Promise<ChannelDiff> => {
	const sideOf = async (name: string, revision?: number): Promise<Side> => {
		const row = await database.selectFrom('channels').select('revision').where('name', '=', name).executeTakeFirst();
		if (row === undefined) throw notFound(`Nothing was ever published to the channel ${name}.`);
		if (revision !== undefined && revision > row.revision) {
			throw notFound(`${name} is at revision ${row.revision}, and was never at ${revision}.`);
		}
		const pointers = await pointersOf(database, name, revision === undefined ? {} : { revision });
		return new Map(
			pointers.map(({ app, version, build, collected_at }) => [
				app,
				{ version, build, isCollected: collected_at !== null },
			]),
		);
	};

	const sideOfComposition = async (id: string): Promise<Side> => {
		const row = await database.selectFrom('compositions').select('content').where('id', '=', id).executeTakeFirst();
		if (row === undefined) throw notFound(`There is no composition ${id}.`);
		const { shell, remotes } = row.content;
		// A composition goes with the first of its builds.
		return new Map([shell, ...remotes].map(({ app, version, build }) => [app, { version, build, isCollected: false }]));
	};

	const filesOf = async (app: string, side: DiffVersion | undefined) => {
		if (side === undefined) return [];
		const rows = await database
			.selectFrom('build_files')
			.innerJoin('assets', (join) =>
				join.onRef('assets.app', '=', 'build_files.app').onRef('assets.path', '=', 'build_files.path'),
			)
			.select(['assets.path', 'assets.size', 'assets.brotli_size'])
			.where('build_files.app', '=', app)
			.where('build_files.version', '=', side.version)
			.execute();
		return rows.filter(({ path }) => !forDevelopers.test(path));
	};

	const from = await sideOf(channel);
	const [name, to] =
		'with' in target
			? [target.with, await sideOf(target.with)]
			: 'composition' in target
				? [target.composition, await sideOfComposition(target.composition)]
				: [`${channel} at revision ${target.at}`, await sideOf(channel, target.at)];

	const apps: ChannelDiff['apps'] = [];
	for (const app of [...new Set([...from.keys(), ...to.keys()])].sort()) {
		const before = from.get(app);
		const after = to.get(app);
		if (before?.build === after?.build && before?.version === after?.version) continue;
		const sides = { app, from: nameOf(before), to: nameOf(after) };
		if (after?.isCollected) {
			apps.push({ ...sides, files: null, bytes: null, transferBytes: null });
			continue;
		}
		const known = new Set((await filesOf(app, before)).map(({ path }) => path));
		const fresh = (await filesOf(app, after)).filter(({ path }) => !known.has(path));
		const sum = (size: (file: (typeof fresh)[number]) => number) =>
			fresh.reduce((total, file) => total + size(file), 0);
		apps.push({
			...sides,
			files: fresh.length,
			bytes: sum(({ size }) => size),
			transferBytes: sum(({ size, brotli_size }) => brotli_size ?? size),
		});
	}
	return { from: channel, to: name, apps };
};
