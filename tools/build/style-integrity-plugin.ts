import type { Compiler } from '@rspack/core';

/** Fits no bytes: where the page has hashes and none for this file, the style sheet is refused. */
const fitsNothing = `sha256-${'A'.repeat(43)}=`;

/**
 * Has style sheets that a build adds to the page carry the hash that the page's composition has for them
 * (`__FLOTILLA_INTEGRITY__`, see `createVerifiedLoader` of `@flotilla/federation/host`). Import maps have hashes for
 * modules alone. Without a composition, as in a remote that runs by itself, they carry none.
 */
export class StyleIntegrityPlugin {
	apply(compiler: Compiler): void {
		const { RuntimePlugin } = compiler.rspack;
		compiler.hooks.thisCompilation.tap('StyleIntegrityPlugin', (compilation) => {
			RuntimePlugin.getCompilationHooks(compilation).createLink.tap(
				'StyleIntegrityPlugin',
				(code) => `${code}
if (globalThis.__FLOTILLA_INTEGRITY__) {
	link.integrity = globalThis.__FLOTILLA_INTEGRITY__[new URL(link.href).pathname] || ${JSON.stringify(fitsNothing)};
}`,
			);
		});
	}
}
