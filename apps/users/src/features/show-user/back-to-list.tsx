import { useMessages } from '@flotilla/i18n';
import { Anchor, Icon } from '@flotilla/ui';
import { Link } from 'react-router';
import { showUserMessages } from './show-user.messages.ts';
import styles from './show-user.module.css';

export const BackToList = () => (
	<Anchor component={Link} to="/users" size="sm" className={styles.back}>
		<Icon name="chevron-left" size={16} />
		{useMessages(showUserMessages)('users')}
	</Anchor>
);
