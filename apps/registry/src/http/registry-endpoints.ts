import { contractEndpoints } from '../api-contract/contract.endpoints.ts';
import { beaconsEndpoints } from '../beacons/beacons.endpoints.ts';
import { buildsEndpoints } from '../builds/builds.endpoints.ts';
import { canariesEndpoints } from '../canary/canary.endpoints.ts';
import { changesEndpoints } from '../channels/changes.endpoints.ts';
import { channelsEndpoints } from '../channels/channels.endpoints.ts';
import { garbageEndpoints } from '../garbage/garbage.endpoints.ts';
import { linksEndpoints } from '../links/links.endpoints.ts';
import { keysEndpoints } from '../signatures/keys.endpoints.ts';
import { storageEndpoints } from '../storage/storage.endpoints.ts';
import { tokensEndpoints } from '../tokens/tokens.endpoints.ts';
import { vitalsEndpoints } from '../vitals/vitals.endpoints.ts';

/** Every row of the registry's API by its group. What is not here is not served. */
export const registryEndpoints = {
	builds: buildsEndpoints,
	channels: channelsEndpoints,
	changes: changesEndpoints,
	canaries: canariesEndpoints,
	contract: contractEndpoints,
	beacons: beaconsEndpoints,
	vitals: vitalsEndpoints,
	links: linksEndpoints,
	keys: keysEndpoints,
	tokens: tokensEndpoints,
	garbage: garbageEndpoints,
	storage: storageEndpoints,
} as const;
