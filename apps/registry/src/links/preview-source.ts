import { linkParameter } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import { liveContract } from '../api-contract/api-contract-store.ts';
import { assertDeployable } from '../channels/assert-deployable.ts';
import { compose, type PublishedBuild } from '../channels/compose.ts';
import { findDeployProblems } from '../channels/find-deploy-problems.ts';
import { keepComposition } from '../channels/keep-composition.ts';
import { pointersOf } from '../channels/pointers.ts';
import { readBuild } from '../channels/read-build.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { assertStoredBuildSigned } from '../signatures/assert-signed.ts';
import type { LinkSigner } from './link-signer.ts';

export interface NewLink {
	app: string;
	version: string;
	/** Seconds. */
	expiresIn: number;
	/** The page it opens. Default: the remote's own, `/` for a shell. */
	path?: string | undefined;
}

export interface Link {
	app: string;
	version: string;
	/** Path and query on the page's origin. */
	address: string;
	expiresAt: string;
}

export interface Preview {
	app: string;
	version: string;
	compositionId: string;
	expiresAt: string;
}

export interface PreviewSource {
	/** Throws `HttpError`: NOT_FOUND, VALIDATION_FAILED, and what `open` throws of the build. */
	createLink(link: NewLink): Promise<Link>;
	/**
	 * The channel as it is now, with the link's build in its app's place; `null` while there is no shell.
	 * Throws `HttpError`: LINK_INVALID, LINK_EXPIRED, and what keeps the build from being promoted.
	 */
	open(token: string): Promise<Preview | null>;
}

export interface PreviewSourceOptions {
	database: Kysely<RegistrySchema>;
	links: LinkSigner;
	/** The channel whose page is served. */
	channel: string;
}

export const createPreviewSource = ({ database, links, channel }: PreviewSourceOptions): PreviewSource => {
	/** The same checks as for a promotion: a link is no way around them. */
	const composeWith = async (app: string, version: string): Promise<PublishedBuild[]> => {
		const build = await readBuild(database, app, version);
		await assertStoredBuildSigned(database, build);
		const pointers = await pointersOf(database, channel);
		const builds = [...pointers.filter((pointer) => pointer.app !== app), build];
		const manifestsOf = (list: readonly PublishedBuild[]) => list.map(({ manifest }) => manifest);
		assertDeployable(
			findDeployProblems({
				current: manifestsOf(pointers),
				next: manifestsOf(builds),
				moved: [app],
				api: await liveContract(database, channel),
			}),
			false,
		);
		return builds;
	};

	return {
		async createLink({ app, version, expiresIn, path }) {
			const builds = await composeWith(app, version);
			const { token, expiresAt } = await links.sign({ app, version, expiresIn });
			const own = builds.find((build) => build.app === app)?.manifest.remote?.routePrefix ?? '/';
			const address = new URL(path ?? own, 'http://page.invalid');
			address.searchParams.set(linkParameter, token);
			return { app, version, address: `${address.pathname}${address.search}`, expiresAt };
		},

		async open(token) {
			const { app, version, expires } = await links.read(token);
			const composition = compose(channel, await composeWith(app, version));
			if (composition === null) return null;
			// Kept, so that what a page reports with its id can be looked up.
			await keepComposition(database, composition);
			return { app, version, compositionId: composition.id, expiresAt: new Date(expires * 1000).toISOString() };
		},
	};
};
