import { RemotePage } from '@flotilla/federation';
import type { AnyLanguage } from '@flotilla/i18n';
import { languageKey } from '@flotilla/i18n/language-script';
import { buildUser } from '@flotilla/testing';
import { createStoryWorld, StoryStage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import { Route, Routes, useLocation } from 'react-router';
import { userEvent, within } from 'storybook/test';
import { manifest } from '../../remote.manifest.ts';
import { start } from '../expose/start.ts';

export const ada = buildUser({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@flotilla.test', role: 'member' });

interface Options extends Omit<StoryWorldOptions, 'remotes'> {
	/** Before the page is there: what the server is about to do. */
	prepare?(world: StoryWorld): void | Promise<void>;
	/** Default: the toolbar's, or English. */
	language?: AnyLanguage;
}

/** For a story's `loaders`: Ada has an account, and nobody is signed in. */
export const inWorld = ({ prepare, language, ...options }: Options = {}) => ({
	loaders: [
		async () => {
			const world = await createStoryWorld({ users: [ada], as: null, remotes: [{ ...manifest, start }], ...options });
			if (language !== undefined) await world.platform.i18n.setLanguage(language);
			await prepare?.(world);
			return { world };
		},
	],
});

/** For a story's `beforeEach`: waits and choices of one story are none of the next. */
export const onFreshDevice = () => {
	const forget = () => {
		sessionStorage.clear();
		localStorage.removeItem(languageKey);
	};
	forget();
	return forget;
};

const Elsewhere = () => {
	const { pathname, search } = useLocation();
	return (
		<main>
			<p>{`You are at ${pathname}${search}`}</p>
		</main>
	);
};

/** The remote as the shell runs it, at its own addresses. */
export const AuthStage = ({ world, address }: { world: StoryWorld; address: string }) => (
	<StoryStage world={world} address={address}>
		<Routes>
			<Route path="/auth/*" element={<RemotePage remote="auth" fallback={null} />} />
			<Route path="*" element={<Elsewhere />} />
		</Routes>
	</StoryStage>
);

export interface AuthStoryArgs {
	/** Where the person comes to. */
	address: string;
}

export const renderAuth = ({ address }: AuthStoryArgs, { loaded }: { loaded: Record<string, unknown> }) => (
	<AuthStage world={loaded.world as StoryWorld} address={address} />
);

export const worldOf = (loaded: Record<string, unknown>): StoryWorld => loaded.world as StoryWorld;

export const asked = ({ backend }: StoryWorld, endpoint: string): number =>
	backend.requests.filter((request) => `${request.method} ${request.endpoint}` === endpoint).length;

export const signIn = async (canvasElement: HTMLElement, { email = ada.email, password = 'correct horse' } = {}) => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByRole('textbox', { name: 'E-mail' }), email);
	await userEvent.type(canvas.getByLabelText('Password'), password);
	await userEvent.click(canvas.getByRole('button', { name: 'Sign in' }));
	return canvas;
};
