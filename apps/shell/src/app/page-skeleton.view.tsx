import { PageHeader, Skeleton, Stack } from '@flotilla/ui';

/** Holds a remote's place while its code arrives: its title is known, its content is not. */
export const PageSkeleton = ({ title }: { title: string }) => (
	<Stack gap="md" aria-busy="true">
		<PageHeader title={title} />
		<Skeleton height={36} />
		<Skeleton height={400} />
	</Stack>
);
