import { useMessages } from '@flotilla/i18n';
import { accountMessages } from '../messages/account.messages.ts';

/** What the browser calls the page. */
export const PageTitle = ({ children }: { children: string }) => {
	const t = useMessages(accountMessages);
	return <title>{t('pageTitle', { page: children })}</title>;
};
