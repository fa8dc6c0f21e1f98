import type { BuildManifest } from '@flotilla/contracts';
import type { Finding } from './deploy-problem.ts';
import { findSchemaMismatches } from './find-schema-mismatches.ts';

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
				return findSchemaMismatches(given, expected).map(
					({ path, reason }): Finding => ({
						code: 'EVENT_SCHEMA_CHANGED',
						message: `${app} listens to ${event}, and in that of ${other.app} ${path === '' ? 'the payload' : path} ${reason}.`,
						between: [app, other.app],
						affects: [app],
						detail: { event, path },
					}),
				);
			});
		}),
	);
