import { Skeleton, Stack } from '@flotilla/ui';

/** Holds the place of a remote that is on its way, as the shell's does. */
export const PageSkeleton = () => (
	<Stack gap="md" aria-busy="true">
		<Skeleton height={32} width={160} />
		<Skeleton height={36} />
		<Skeleton height={320} />
	</Stack>
);
