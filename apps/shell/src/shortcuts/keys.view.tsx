import { Kbd } from '@flotilla/ui';
import styles from './keys.module.css';
import { pressesOf } from './shortcuts.model.ts';

const isMac = (): boolean => /Mac|iP(?:hone|ad|od)/.test(navigator.platform);

/** What is to be pressed, as keys. */
export const Keys = ({ keys }: { keys: string }) => (
	<span className={styles.keys}>
		{pressesOf(keys, isMac()).map((press, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a sequence may have the same press twice
			<span key={index} className={styles.press}>
				{press.map((key) => (
					<Kbd key={key}>{key}</Kbd>
				))}
			</span>
		))}
	</span>
);
