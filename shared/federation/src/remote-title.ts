import { labelIn } from '@flotilla/contracts';
import { useLanguage } from '@flotilla/i18n';
import { useFederation } from './federation-context.tsx';

/** Answers what a remote is called in the language of the page; its name, where the composition has none of it. */
export const useRemoteTitles = (): ((remote: string) => string) => {
	const { language } = useLanguage();
	const { find } = useFederation();
	return (remote) => {
		const manifest = find(remote)?.manifest;
		return labelIn(language, manifest?.title ?? remote, manifest?.labels);
	};
};

/** The same for one remote. */
export const useRemoteTitle = (remote: string): string => useRemoteTitles()(remote);
