import { useMessages } from '@flotilla/i18n';
import { useUpdateReady } from '@flotilla/platform';
import { Button, Icon, Tooltip } from '@flotilla/ui';
import { offerUpdateMessages } from './offer-update.messages.ts';
import styles from './update-offer.module.css';

interface Props {
	/** Default: loads the page again, which brings the other composition. */
	onTake?: () => void;
}

/** Another version is here. It is the person who chooses the moment: nothing that is being written is lost. */
export const UpdateOffer = ({ onTake = () => window.location.reload() }: Props) => {
	const t = useMessages(offerUpdateMessages);
	if (useUpdateReady() === null) return null;
	return (
		<Tooltip label={t('hint')} position="bottom">
			<Button
				size="xs"
				variant="light"
				leftSection={<Icon name="refresh" size={14} />}
				className={styles.offer ?? ''}
				aria-label={t('updateFull')}
				onClick={onTake}
			>
				<span className={styles.words}>{t('update')}</span>
			</Button>
		</Tooltip>
	);
};
