import type { BuildManifest } from '@flotilla/contracts';
import type { BuildSignature } from '../signatures/build-statement.ts';
import type { BuildFile } from './build-id.ts';

/** A build that was announced and is not published yet. */
export interface Upload {
	id: string;
	app: string;
	version: string;
	build: string;
	manifest: BuildManifest;
	files: BuildFile[];
	/** `null`: announced without one. */
	signature: BuildSignature | null;
}
