import type { BuildManifest, Composition } from '@flotilla/contracts';
import type { ApiContract } from '@flotilla/contracts/open-api';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { BuildFile } from '../builds/build-id.ts';
import type { CanaryPolicy } from '../canary/canary-policy.ts';
import type { CanaryFigures } from '../canary/decide.ts';
import type { Rollout } from '../canary/rollout.ts';
import type { DeployProblem } from '../channels/deploy-problem.ts';
import type { CollectedGarbage } from '../garbage/collected-garbage.ts';
import type { BuildSignature } from '../signatures/build-statement.ts';
import type { Verb } from '../tokens/verbs.ts';

/** Written as JSON text, which both engines take for a `jsonb` column; read as the value. */
type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string | undefined, never>;

/** What a change of a pointer was. */
export type PointerAction = 'promote' | 'rollback' | 'pin' | 'unpin' | 'remove';

export type KeyAction = 'trust' | 'distrust';

export type CanaryState = 'running' | 'promoted' | 'rolled-back' | 'stopped';

/** `change`: its share, cohort or policy. `go-on`: the controller looked, and left it as it is. */
export type CanaryAction = 'start' | 'change' | 'go-on' | 'promote' | 'roll-back' | 'stop';

/** Of pages: those that had the measure, and of them those that Core Web Vitals call good. */
type VitalCount = `${'lcp' | 'inp' | 'cls'}_${'pages' | 'good'}`;

export type BeaconCount = 'sessions' | 'failing_sessions' | 'loads' | 'load_failures' | 'uncaught_errors' | VitalCount;

/** What the registry keeps. Bytes are in the blob store. */
export interface RegistrySchema {
	tokens: {
		name: string;
		/** SHA-256 of the token, hex. */
		hash: string;
		/** The apps it may publish; `*` is all. */
		apps: Json<string[]>;
		can: Json<Verb[]>;
		created_at: Instant;
		/** `null`: it does not end. */
		expires_at: ColumnType<Date | null, Date | null, never>;
	};
	/** Announced and not yet committed. */
	uploads: {
		id: string;
		app: string;
		version: string;
		build: string;
		manifest: Json<BuildManifest>;
		files: Json<BuildFile[]>;
		/** `null`: it was announced without one. */
		signature: ColumnType<BuildSignature | null, string | null, string | null>;
		announced_by: string;
		created_at: Instant;
	};
	builds: {
		app: string;
		version: string;
		build: string;
		manifest: Json<BuildManifest>;
		published_by: string;
		/** Also when it came back after its files were thrown away. */
		published_at: ColumnType<Date, Date | string | undefined, Date>;
		/** When its files were thrown away; `null` while it can be served. */
		collected_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	};
	build_files: { app: string; version: string; path: string };
	/** A path of an app has the same bytes in every version that has it. */
	assets: {
		app: string;
		path: string;
		sha256: string;
		size: number;
		brotli_sha256: string | null;
		brotli_size: number | null;
		gzip_sha256: string | null;
		gzip_size: number | null;
		/** When its bytes were thrown away. */
		collected_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	};
	channels: {
		name: string;
		/** Grows by one with each change of a pointer. */
		revision: Generated<number>;
		composition_id: string | null;
		/** Which pages get something else; `null` while no canary runs. */
		rollout: ColumnType<Rollout | null, string | null | undefined, string | null>;
	};
	/** Only ever added to. The newest row of an app is its pointer. */
	pointer_changes: {
		channel: string;
		revision: number;
		app: string;
		/** `null`: the app left the channel. */
		version: string | null;
		action: PointerAction;
		actor: string;
		reason: string | null;
		/** Whether the pointer may not move from here on. */
		pinned: Generated<boolean>;
		/** What would have been refused, and was done by force. */
		overridden: ColumnType<DeployProblem[] | null, string | null | undefined, never>;
		/** Changes that happened in one step have the same. */
		change_group: ColumnType<string | null, string | null | undefined, never>;
		/** What new pages got from then on. `null` without a shell, and for changes older than this column. */
		composition_id: ColumnType<string | null, string | null | undefined, never>;
		changed_at: Instant;
	};
	/** One row. Held shared by whoever refers to files, and alone by whoever throws files away. */
	collector_lock: { id: number };
	/** What one node does for all, and when it was begun last. */
	schedules: { name: string; begun_at: Date };
	/** Only ever added to; `result` is completed when the blobs are gone. */
	collections: {
		id: string;
		actor: string;
		reason: string | null;
		result: Json<CollectedGarbage>;
		collected_at: Instant;
	};
	compositions: { id: string; content: Json<Composition>; created_at: Instant };
	/** Only ever added to. The newest row of a key says whether it is trusted. */
	key_changes: {
		id: GeneratedAlways<number>;
		app: string;
		key_id: string;
		/** PEM. */
		public_key: string;
		action: KeyAction;
		actor: string;
		reason: string | null;
		changed_at: Instant;
	};
	/** Only ever added to. A build may be signed with several keys. */
	build_signatures: {
		app: string;
		version: string;
		key_id: string;
		/** Base64. */
		signature: string;
		signed_at: Instant;
	};
	/** What only the registry may know, the same for all its nodes; base64. */
	secrets: { name: string; value: string; created_at: Instant };
	/** At most one that runs for an app in a channel. */
	canaries: {
		id: GeneratedAlways<number>;
		channel: string;
		app: string;
		/** The candidate. */
		version: string;
		/** What the other pages get. */
		stable_version: string;
		/** Of devices that get the candidate, of 10,000. */
		share: number;
		/** Whoever opted in to it by name gets the candidate, too. */
		cohort: string | null;
		policy: Json<CanaryPolicy>;
		state: CanaryState;
		/** What was counted in the hour that it began in, and is not its own. */
		counted_before: Json<CanaryFigures>;
		started_by: string;
		reason: string | null;
		started_at: Instant;
		ended_at: ColumnType<Date | null, never, Date>;
	};
	/** Only ever added to. */
	canary_decisions: {
		id: GeneratedAlways<number>;
		canary_id: number;
		action: CanaryAction;
		actor: string;
		reason: string | null;
		/** What was counted until then. */
		figures: ColumnType<CanaryFigures, string, never>;
		decided_at: Instant;
	};
	/** How many pages had a value of a Core Web Vital, in buckets; see `bucketOf`. */
	beacon_vitals: {
		composition_id: string;
		/** Whose page was opened. */
		app: string;
		/** Its beginning, in UTC. */
		day: ColumnType<Date, Date, never>;
		metric: string;
		bucket: number;
		channel: string;
		version: string;
		pages: number;
		first_at: ColumnType<Date, Date | undefined, never>;
	};
	/** What the API of each channel was seen to offer; the newest row counts. */
	api_contracts: {
		id: GeneratedAlways<number>;
		channel: string;
		/** The SHA-256 of the document, its first 16 hex digits. */
		digest: string;
		document: Json<ApiContract>;
		seen_at: Instant;
	};
	/** What pages told of each build, in sums. */
	beacon_counts: {
		channel: string;
		app: string;
		version: string;
		/** Its beginning. */
		hour: ColumnType<Date, Date, never>;
	} & Record<BeaconCount, Generated<number>>;
}
