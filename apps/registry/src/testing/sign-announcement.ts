import { buildDigest } from '../builds/build-id.ts';
import { signStatement } from '../signatures/signing-key.ts';
import type { TestBuild } from './build-folders.ts';
import { sha256 } from './start-test-registry.ts';

interface SignOptions {
	version: string;
	privateKey: string;
	/** The app that is signed for. Default: the build's. */
	app?: string;
}

/** The body of an announcement, as `flotilla publish` sends it. */
export const announcementOf = ({ files, manifest }: TestBuild, version: string) => ({
	version,
	files: Object.entries(files).map(([path, text]) => ({ path, sha256: sha256(text), size: Buffer.byteLength(text) })),
	manifest,
});

/** The same with its publisher's signature. */
export const signedAnnouncementOf = (
	build: TestBuild,
	{ version, privateKey, app = build.manifest.app }: SignOptions,
) => {
	const announcement = announcementOf(build, version);
	const digest = buildDigest(announcement.files, announcement.manifest);
	return { ...announcement, signature: signStatement({ app, version, digest }, privateKey) };
};
