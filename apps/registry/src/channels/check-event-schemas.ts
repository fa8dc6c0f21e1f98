import type { BuildManifest } from '@flotilla/contracts';
import type { ApiContract } from '@flotilla/contracts/open-api';
import { apiName } from './check-endpoints.ts';
import type { Finding } from './deploy-problem.ts';
import { findSchemaMismatches } from './find-schema-mismatches.ts';
import type { JsonSchema } from './json-schema.ts';

/** Whether `manifest` may raise the event: a remote says so, the shell stands for the platform. */
const raises = ({ platform, remote }: BuildManifest, event: string): boolean =>
	platform?.events.includes(event) || (remote?.events.emits.some((name) => name === event) ?? false);

/** Whether remotes get the payloads they were compiled for. A build without schemas is not checked. */
export const findEventSchemaProblems = (manifests: readonly BuildManifest[]): Finding[] =>
	manifests.flatMap(({ app, remote, eventSchemas }) =>
		(remote?.events.listens ?? []).flatMap((event) => {
			const expected = eventSchemas?.[event];
			if (expected === undefined) return [];
			return manifests.flatMap((other): Finding[] => {
				const given = other.eventSchemas?.[event];
				if (other.app === app || given === undefined || !raises(other, event)) return [];
				return compare({ app, event, given, expected, from: other.app });
			});
		}),
	);

/** Whether remotes get from the API the payloads they were compiled for. What either does not say is not checked. */
export const findApiEventProblems = (manifests: readonly BuildManifest[], api: ApiContract): Finding[] =>
	manifests.flatMap(({ app, remote, eventSchemas }) =>
		(remote?.events.listens ?? []).flatMap((event) => {
			const [given, expected] = [api['x-flotilla-events']?.[event], eventSchemas?.[event]];
			if (given === undefined || expected === undefined) return [];
			return compare({ app, event, given, expected, from: apiName }).map((finding) => ({
				...finding,
				onlyIfNew: true,
			}));
		}),
	);

interface PayloadsToCompare {
	app: string;
	event: string;
	/** Whose payload is looked at. */
	from: string;
	given: JsonSchema;
	expected: JsonSchema;
}

const compare = ({ app, event, from, given, expected }: PayloadsToCompare): Finding[] =>
	findSchemaMismatches(given, expected).map(({ path, reason }) => ({
		code: 'EVENT_SCHEMA_CHANGED',
		message: `${app} listens to ${event}, and in that of ${from} ${path === '' ? 'the payload' : path} ${reason}.`,
		between: [app, from],
		affects: [app],
		detail: { event, path },
	}));
