import type { Transaction } from 'kysely';
import { previousVersion } from '../channels/previous-version.ts';
import type { RegistrySchema } from '../database/schema.ts';

export const buildKey = (app: string, version: string): string => `${app} ${version}`;

/**
 * The builds, as `buildKey`, that somebody may still ask for: what a channel serves, has served since `since`, or would
 * go back to; what a composition of since then is made of; what was published since then; what is being published; candidates of canaries that
 * ran since then.
 */
export const findNeededBuilds = async (
	transaction: Transaction<RegistrySchema>,
	{ since }: { since: Date },
): Promise<Set<string>> => {
	const needed = new Set<string>();
	const need = (app: string, version: string | null) => {
		if (version !== null) needed.add(buildKey(app, version));
	};

	const changes = await transaction
		.selectFrom('pointer_changes')
		.select(['channel', 'app', 'version', 'action', 'changed_at'])
		.orderBy('channel')
		.orderBy('revision')
		.execute();
	for (const ofOneApp of Map.groupBy(changes, ({ channel, app }) => `${channel} ${app}`).values()) {
		const first = ofOneApp.findIndex(({ changed_at }) => changed_at >= since);
		// The change before the first one of that time was in force when it began.
		for (const { app, version } of ofOneApp.slice(first === -1 ? -1 : Math.max(0, first - 1))) need(app, version);
		need(ofOneApp[0]?.app as string, previousVersion(ofOneApp));
	}

	const compositions = await transaction
		.selectFrom('compositions')
		.select('content')
		.where((where) =>
			where.or([
				where('created_at', '>=', since),
				where(
					'id',
					'in',
					where.selectFrom('channels').select('composition_id').where('composition_id', 'is not', null),
				),
			]),
		)
		.execute();
	for (const { content } of compositions) {
		for (const { app, version } of [content.shell, ...content.remotes]) need(app, version);
	}

	const published = await transaction
		.selectFrom('builds')
		.select(['app', 'version'])
		.where('published_at', '>=', since)
		.execute();
	const canaries = await transaction
		.selectFrom('canaries')
		.select(['app', 'version'])
		// Pages that got it last are open since then at the most.
		.where((where) => where.or([where('state', '=', 'running'), where('ended_at', '>=', since)]))
		.execute();
	const announced = await transaction.selectFrom('uploads').select(['app', 'version']).execute();
	for (const { app, version } of [...published, ...announced, ...canaries]) need(app, version);
	return needed;
};
