import { useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { Button, EmptyState, Icon } from '@flotilla/ui';
import { useState } from 'react';
import { setUpCollectionMessages } from './set-up-collection.messages.ts';

interface Props {
	/** Defines the collection. May reject: the page tells why. */
	define: () => Promise<unknown>;
	/** It is there. */
	onDone: () => void;
}

/** Stands where the collection would be, until somebody who may has defined it: once for the whole suite. */
export const SetUpCollection = ({ define, onDone }: Props) => {
	const t = useMessages(setUpCollectionMessages);
	const mayDefine = useCan('collections:define');
	const [isBusy, setIsBusy] = useState(false);

	const setUp = async () => {
		setIsBusy(true);
		try {
			await define();
			onDone();
		} catch {
			// The page has told why; the button is there for another attempt.
			setIsBusy(false);
		}
	};

	return (
		<EmptyState
			icon={<Icon name="settings" />}
			title={t('title')}
			description={t(mayDefine ? 'hint' : 'askHint')}
			action={
				mayDefine && (
					<Button loading={isBusy} onClick={() => void setUp()}>
						{t('setUp')}
					</Button>
				)
			}
		/>
	);
};
