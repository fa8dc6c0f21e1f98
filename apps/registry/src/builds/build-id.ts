import { createHash } from 'node:crypto';
import { type BuildManifest, buildManifestFile } from '@flotilla/contracts';
import { canonicalJson } from './canonical-json.ts';

/** A file of a build: its path inside the build, the SHA-256 of its bytes in hex, its size in bytes. */
export interface BuildFile {
	path: string;
	sha256: string;
	size: number;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The SHA-256, in hex, over the sorted list of files; what a publisher signs.
 *
 * The build's description of itself is one of them, so a build that differs in nothing but
 * a range or a navigation label is another build. Its hash is taken over canonical JSON:
 * white space is no difference.
 */
export const buildDigest = (files: readonly Omit<BuildFile, 'size'>[], manifest: BuildManifest): string => {
	const lines = files.map(({ path, sha256: hash }) => `${path} ${hash}`);
	lines.push(`${buildManifestFile} ${sha256(canonicalJson(manifest))}`);
	return sha256(lines.sort().join('\n'));
};

/** The first 16 hex digits of the build's digest: enough to tell builds apart, too few to trust one. */
export const buildId = (files: readonly BuildFile[], manifest: BuildManifest): string =>
	buildDigest(files, manifest).slice(0, 16);
