import { useMessages } from '@flotilla/i18n';
import { Anchor, Icon } from '@flotilla/ui';
import { accountMessages } from '../messages/account.messages.ts';

/** In development, where mails are shown and not sent, the way to them. */
export const OutboxLink = ({ path }: { path: string | undefined }) => {
	const t = useMessages(accountMessages);
	if (path === undefined) return null;
	return (
		<Anchor href={path} target="_blank" rel="noreferrer" size="sm" underline="always">
			{t('openOutbox')} <Icon name="external" size={14} />
		</Anchor>
	);
};
