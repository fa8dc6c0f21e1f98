import { useMessages } from '@flotilla/i18n';
import { Anchor, Button, Modal } from '@flotilla/ui';
import { Link } from 'react-router';
import { accountMessages } from '../../messages/account.messages.ts';
import { FormPage } from '../../page/form-page.tsx';
import { showTermsMessages } from './show-terms.messages.ts';
import { TermsText } from './terms-text.tsx';

/** The terms as a page, which can be linked to. */
export const TermsPage = ({ signInPath }: { signInPath: string }) => {
	const t = useMessages(showTermsMessages);
	const shared = useMessages(accountMessages);
	return (
		<FormPage title={t('title')}>
			<TermsText headings={2} />
			<Anchor component={Link} to={signInPath} underline="always" size="sm">
				{shared('backToSignIn')}
			</Anchor>
		</FormPage>
	);
};

/** The terms above a form. */
export const TermsDialog = ({ onClose }: { onClose(): void }) => {
	const t = useMessages(showTermsMessages);
	return (
		<Modal
			opened
			onClose={onClose}
			title={t('title')}
			closeLabel={t('close')}
			footer={<Button onClick={onClose}>{t('close')}</Button>}
		>
			<TermsText headings={3} />
		</Modal>
	);
};
