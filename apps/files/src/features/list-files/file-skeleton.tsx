import { Skeleton } from '@flotilla/ui';
import styles from './file-collection.module.css';

/** Of an item's size; a screen reader hears that the list is busy. */
export const FileSkeleton = ({ showOwner }: { showOwner: boolean }) => (
	<tr className={styles.item} aria-hidden data-skeleton>
		<td className={styles.check} />
		<td className={styles.main}>
			<span className={styles.thumb}>
				<Skeleton height="100%" radius={0} />
			</span>
			<span className={styles.name}>
				<Skeleton height={12} width="60%" />
			</span>
		</td>
		{showOwner && (
			<td className={styles.owner}>
				<Skeleton height={12} width="70%" />
			</td>
		)}
		<td className={styles.size}>
			<Skeleton height={12} width={48} />
		</td>
		<td className={styles.date}>
			<Skeleton height={12} width={72} />
		</td>
		<td className={styles.actions} />
	</tr>
);
